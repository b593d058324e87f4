"""What ``_quarto.yml`` asks of a book, and nothing that the built-in renderer cannot do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from helpers.errors import BookError
from helpers.pipeline.config import CONFIG, listed
from helpers.pipeline.project import read_project

# Known keys below each key; None where any value may stand, else the only value there is. Another
# stops the build: dropping it silently would make another book than Quarto does.
_BOTH: dict[str, Any] = {"toc": True, "number-sections": True}
_ECHO: dict[str, Any] = {"execute": {"echo": None}}
_LOOK_OF_QUARTO = dict.fromkeys(
    (
        *("theme", "css", "include-in-header", "include-after-body", "html-math-method", "from"),
        *("code-fold", "code-summary", "code-copy", "respect-user-color-scheme", "citeproc"),
        *("papersize", "margin", "fontsize", "mainfont", "font-paths", "pdf-standard"),
        *("template-partials", "reference-section-title"),
    )
)
KNOWN: dict[str, Any] = {
    "project": {"type": "book", "output-dir": None, "resources": None},
    "book": dict.fromkeys(
        (
            *("title", "author", "date", "output-file", "favicon", "downloads"),
            *("chapters", "appendices"),
        )
    ),
    "lang": None,
    "bibliography": None,
    "csl": None,
    "link-citations": True,
    "renderer": None,
    "lint": None,
    "builtin": None,
    "version": None,
    "execute": {"echo": None, "enabled": None, "daemon": None},
    "filters": None,
    "format": {"html": _BOTH | _ECHO | _LOOK_OF_QUARTO, "typst": _BOTH | _ECHO | _LOOK_OF_QUARTO},
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
class Settings:
    """A staged book: the folder it lies in and what ``_quarto.yml`` says of it.

    Parameters
    ----------
    pdf : str
        File name of the PDF.
    bibliography, filters : tuple of Path
    look : Path
        Folder of the page template, styles, scripts and fonts.
    echo : bool
        Whether the pages carry the code of figures and tables, folded away.
    metadata : mapping
        What ``{{< meta key >}}`` prints.
    """

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
    look: Path
    filters: tuple[Path, ...]
    echo: bool
    metadata: Mapping[str, str]


def read_settings(folder: Path) -> Settings:
    """Read the ``_quarto.yml`` of a staged book.

    Raises
    ------
    BookError
        The file is missing or not YAML; it has a key that the built-in renderer does not know; it
        names a file that is not there or lies outside the folder.
    """
    project = read_project(folder)
    config: dict[str, Any] = project.config
    unknown = sorted(_unknown(config, KNOWN))
    if unknown:
        raise BookError(
            f"{CONFIG}: the built-in renderer does not know: {', '.join(unknown)}.\n"
            "Remove these keys, or render with Quarto (--renderer quarto)."
        )
    book = config["book"]
    if not book.get("title"):
        raise BookError(f"{CONFIG}: a book needs a title under book: title:")
    return Settings(
        folder=folder,
        title=str(book["title"]),
        authors=tuple(map(str, listed(book.get("author")))),
        date=str(book.get("date") or ""),
        version=str(config.get("version") or ""),
        language=str(config.get("lang") or "en"),
        pdf=f"{PurePosixPath(str(book.get('output-file') or 'book')).name}.pdf",
        chapters=tuple(
            Chapter(PurePosixPath(c), c in project.appendices) for c in project.chapters
        ),
        bibliography=tuple(_inside(folder, name) for name in listed(config.get("bibliography"))),
        csl=_inside(folder, config.get("csl") or "assets/vancouver.csl"),
        look=_inside(folder, f"{config.get('builtin') or 'assets'}/page.html").parent,
        filters=tuple(_inside(folder, _filter(entry)) for entry in listed(config.get("filters"))),
        echo=_echo(config),
        metadata={key: str(v) for key, v in config.items() if isinstance(v, str | int | float)},
    )


def _filter(entry: Any) -> str:
    """Return the file of a filter; when Quarto runs it does not matter here."""
    return str(entry["path"] if isinstance(entry, Mapping) and "path" in entry else entry)


def _inside(folder: Path, name: str) -> Path:
    path = folder / str(name)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BookError(f"{CONFIG}: {name} lies outside the project")
    if not path.is_file():
        raise BookError(f"{CONFIG} names {name}, but there is no such file")
    return path


def _unknown(found: object, known: Mapping[str, Any], path: str = "") -> Iterator[str]:
    if not isinstance(found, Mapping):
        return
    for key, value in found.items():
        if key not in known:
            yield f"{path}{key}"
        elif isinstance(known[key], Mapping) and value not in (None, "default"):
            if not isinstance(value, Mapping):
                yield f"{path}{key}: {value}"
            yield from _unknown(value, known[key], f"{path}{key}: ")
        elif not isinstance(known[key], Mapping | None) and value != known[key]:
            yield f"{path}{key}: {value}"


def _echo(config: Mapping[str, Any]) -> bool:
    html = _below(_below(config, "format"), "html")
    everywhere = _below(config, "execute").get("echo", False)
    return bool(_below(html, "execute").get("echo", everywhere))


def _below(config: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return what stands below a key; nothing where it is ``default``."""
    found = config.get(key)
    return found if isinstance(found, Mapping) else {}
