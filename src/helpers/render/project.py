"""The book that ``_quarto.yml`` describes: what is read here is all that the built-in renderer knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from helpers.errors import BookError

CONFIG = "_quarto.yml"

# Either a set of known keys below, or None for a value. A key that is not here stops the build:
# dropping it silently would give another book than Quarto's.
_BOTH_FORMATS: dict[str, Any] = dict.fromkeys(("toc", "toc-depth", "number-sections", "echo"))
_QUARTO_HTML = ("theme", "code-fold", "code-summary", "code-copy", "html-math-method", "from")
_QUARTO_TYPST = ("citeproc", "papersize", "pdf-standard", "from", "fontsize", "mainfont")
KNOWN: dict[str, Any] = {
    "project": dict.fromkeys(("type", "output-dir", "resources")),
    "book": dict.fromkeys(
        ("title", "author", "date", "output-file", "downloads", "chapters", "appendices")
    ),
    "lang": None,
    "bibliography": None,
    "csl": None,
    "link-citations": None,
    "renderer": None,
    "version": None,
    "execute": {"echo": None, "enabled": None},
    "filters": None,
    "format": {
        "html": _BOTH_FORMATS
        | dict.fromkeys(("css", "include-in-header", "include-after-body", *_QUARTO_HTML)),
        "typst": _BOTH_FORMATS | dict.fromkeys(_QUARTO_TYPST),
    },
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A notebook of the book.

    Parameters
    ----------
    source : PurePosixPath
        Relative to the project: ``chapters/01-introduction.ipynb``.
    appendix : bool
        Appendices are lettered, chapters are numbered.
    """

    source: PurePosixPath
    appendix: bool = False

    @property
    def page(self) -> str:
        """The page it becomes: ``chapters/01-introduction.html``."""
        return self.source.with_suffix(".html").as_posix()


@dataclass(frozen=True, slots=True)
class Project:
    """A staged book: where it lies and what ``_quarto.yml`` says of it."""

    folder: Path
    title: str
    authors: tuple[str, ...]
    date: str
    version: str
    language: str
    pdf: str
    chapters: tuple[Chapter, ...]
    bibliography: tuple[Path, ...]
    csl: Path
    metadata: Mapping[str, str]


def read_project(folder: Path) -> Project:
    """Read the book's ``_quarto.yml``.

    Parameters
    ----------
    folder : Path
        The (staged) project; every file named in the configuration must lie in it.

    Returns
    -------
    Project

    Raises
    ------
    BookError
        The file is missing or is not YAML; it has a key that the built-in renderer does not know;
        it names a file that is not there or lies outside the project.
    """
    config = _load(folder / CONFIG)
    unknown = sorted(_unknown(config, KNOWN))
    if unknown:
        raise BookError(
            f"{CONFIG}: the built-in renderer does not know: {', '.join(unknown)}.\n"
            "Remove these keys, or render with Quarto (--renderer quarto)."
        )
    book = config.get("book") or {}
    if not book.get("title") or not book.get("chapters"):
        raise BookError(f"{CONFIG}: a book needs a title and chapters (book: title, chapters)")
    return Project(
        folder=folder,
        title=str(book["title"]),
        authors=tuple(map(str, _listed(book.get("author")))),
        date=str(book.get("date") or ""),
        version=str(config.get("version") or ""),
        language=str(config.get("lang") or "en"),
        pdf=f"{book.get('output-file') or 'book'}.pdf",
        chapters=tuple(_chapters(folder, book)),
        bibliography=tuple(inside(folder, name) for name in _listed(config.get("bibliography"))),
        csl=inside(folder, config.get("csl") or "assets/vancouver.csl"),
        metadata={key: str(v) for key, v in config.items() if isinstance(v, str | int | float)},
    )


def inside(folder: Path, name: str) -> Path:
    """Return the file of that name in the project; BookError if missing or outside."""
    path = folder / str(name)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BookError(f"{CONFIG}: {name} lies outside the project")
    if not path.is_file():
        raise BookError(f"{CONFIG} names {name}, but there is no such file")
    return path


def _load(path: Path) -> dict[str, Any]:
    try:
        config = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BookError(f"there is no {CONFIG} in {path.parent}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BookError(f"{CONFIG} cannot be read: {error}") from None
    if not isinstance(config, dict):
        raise BookError(f"{CONFIG}: expected keys and values, such as “project:” and “book:”")
    return config


def _unknown(found: object, known: Mapping[str, Any], path: str = "") -> Iterator[str]:
    if not isinstance(found, Mapping):
        return
    for key, value in found.items():
        if key not in known:
            yield f"{path}{key}"
        elif known[key]:
            yield from _unknown(value, known[key], f"{path}{key}: ")


def _chapters(folder: Path, book: Mapping[str, Any]) -> Iterator[Chapter]:
    for key, appendix in (("chapters", False), ("appendices", True)):
        for name in _listed(book.get(key)):
            if not isinstance(name, str) or not name.endswith(".ipynb"):
                raise BookError(f"{CONFIG}: {key}: {name} is not a notebook (.ipynb)")
            if any(part[0] in "_." for part in PurePosixPath(name).parts):
                raise BookError(f"{CONFIG}: {key}: {name}: no part may begin with “_” or “.”")
            inside(folder, name)
            yield Chapter(PurePosixPath(name), appendix)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
