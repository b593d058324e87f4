"""The reference list: BibTeX made from ``studies.csv``, so that nobody keeps it by hand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data.cleaning import Table, clean
from helpers.data.findings import DataError, Finding
from helpers.data.keys import duplicates
from helpers.data.problems import problems
from helpers.data.reading import read_sheet
from helpers.data.schema import load_schema
from helpers.data.written import UnreadableError
from helpers.errors import BookError

FILE = "references.bib"
_HEADER = "% Made from studies.csv: change it there.\n"
_RESOLVER = "https://doi.org/"
_INITIALS = re.compile(r"(?P<family>.*\S)\s+(?P<initials>[A-Z](-?[A-Z]){0,4})")
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "{}$&#%_"}
    | {
        "\\": "\\textbackslash{}",
        "^": "\\textasciicircum{}",
        "~": "\\textasciitilde{}",
        "`": "\\`{}",
    }
)
# Ligatures (--, '', <<, ,,) and what pandoc takes for an overlay of slides: \&<text>.
_JOINED = re.compile(r"(?<=[-'?!<>,])(?=[-'<>,])|(?<=[{}$&#%_])(?=<)")
_UNSAFE_IN_ADDRESS = re.compile(r'[{}\\"<>^`|\s]|%(?![0-9A-Fa-f]{2})')


def references_bib(studies: pd.DataFrame) -> str:
    """Return the BibTeX of `studies`, one entry each, in their order.

    What a study does not state is left out; one without authors is cited by its title.

    Parameters
    ----------
    studies : pandas.DataFrame
        As in `Dataset.studies`.
    """
    return "\n".join([_HEADER, *map(_entry, studies.to_dict("records"))])


class UnwrittenError(BookError):
    """The bibliography is made, but cannot be written."""


def write_references(folder: Path) -> Path:
    """Make ``references.bib`` in `folder` agree with its ``studies.csv``; return its path.

    The file is written only where its content changes, and then at once.

    Raises
    ------
    DataError
        Where ``studies.csv`` has errors.
    UnwrittenError
        Where the system refuses.
    """
    path = folder / FILE
    content = references_bib(_studies(folder).typed).encode()
    try:
        if not path.is_file() or not _holds(path, content):
            beside = path.with_name(f".{FILE}.{os.getpid()}")
            beside.write_bytes(content)
            beside.replace(path)
    except OSError as error:
        raise UnwrittenError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def outdated(folder: Path, studies: Table) -> Iterator[Finding]:
    """Find a ``references.bib`` that is not what `studies` give."""
    path = folder / FILE
    if path.is_file() and not _holds(path, references_bib(studies.typed).encode()):
        message = f"does not agree with {studies.schema.file}; rspbook build makes it anew"
        yield Finding(path, None, None, "warning", message)


def _holds(path: Path, content: bytes) -> bool:
    return path.stat().st_size == len(content) and path.read_bytes() == content


def _studies(folder: Path) -> Table:
    schema = load_schema(folder).table("studies")
    try:
        studies, findings = clean(read_sheet(folder, schema), problems(schema))
    except UnreadableError as error:
        raise DataError(error.findings) from error
    findings += duplicates(studies)
    if findings:
        raise DataError(findings)
    return studies


def _entry(study: Mapping[Any, Any]) -> str:
    stated = {name: value for name, value in study.items() if not pd.isna(value)}
    fields = dict(_fields(stated))
    kind = "article" if "journal" in fields else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{study['study_id']},", *lines, "}", ""])


def _fields(study: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if author := study.get("first_author"):
        yield "author", _name(author)
    if title := study.get("title"):
        yield "title", f"{{{_escape(title)}}}"  # the inner braces keep capitals as printed
    for name in ("journal", "volume", "pages"):
        if name in study:
            yield name, _escape(study[name])
    if "year" in study:
        yield "year", f"{study['year']:.0f}"
    doi, url = study.get("doi", ""), study.get("url", "")
    if doi:
        yield (
            "doi",
            _address(doi.replace("://", ":%2F%2F")),
        )  # else citeproc takes it for an address
    if url and url != _RESOLVER + doi:
        yield "url", _address(url)


def _name(author: str) -> str:
    """Return ``Chan, S. K.`` for ``Chan SK``; a name of another form stays as it is."""
    if found := _INITIALS.fullmatch(author):
        initials = re.sub("([A-Z])", r"\1. ", found["initials"]).replace(" -", "-").strip()
        return f"{{{_escape(found['family'])}}}, {initials}"
    return f"{{{_escape(author)}}}"


def _escape(text: str) -> str:
    """Return `text` so that LaTeX reads it as the text that it is."""
    line = " ".join(text.split()).translate(_ESCAPES)
    return _JOINED.sub("{}", line)


def _address(text: str) -> str:
    """Return a DOI or URL, which BibTeX takes verbatim, with what would end it percent-encoded."""
    return _UNSAFE_IN_ADDRESS.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text
    )
