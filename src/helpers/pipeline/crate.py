"""The description of a release as a Research Object Crate (RO-Crate 1.1)."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rocrate.model.person import Person
from rocrate.rocrate import ROCrate

from helpers.pipeline.manifest import hashes

PARTS: Mapping[str, str] = {
    "book/": "The rendered book: HTML and PDF, with its manifest",
    "data/": "The data package: cases, studies, evidence, screening, printed figures",
    "project/": "The book as a Quarto project with executed notebooks; needs no Python to render",
}

_KINDS = mimetypes.MimeTypes(filenames=())
"""What Python itself knows; the machine's own list would differ from one to the next."""


@dataclass(frozen=True)
class About:
    """What a release says of itself; `date` in the form 2026-11-21, `licences` their addresses."""

    name: str
    description: str
    version: str
    date: str
    authors: tuple[str, ...]
    licences: tuple[str, ...]


def describe(folder: Path, about: About) -> str:
    """Return the metadata of the crate in `folder`, the same text for the same files."""
    crate = ROCrate(version="1.1")
    crate.name, crate.description = about.name, about.description
    crate.license = list(about.licences)
    crate.root_dataset["version"] = about.version
    crate.root_dataset["datePublished"] = about.date
    crate.creator = [
        crate.add(Person(crate, f"#author-{place}", properties={"name": name}))
        for place, name in enumerate(about.authors, start=1)
    ]
    for name, text in PARTS.items():
        if (folder / name).is_dir():
            crate.add_dataset(dest_path=name, properties={"name": text})
    for name, checksum in hashes(folder).items():
        crate.add_file(dest_path=name, properties=_properties(folder / name, checksum))
    return json.dumps(_ordered(crate.metadata.generate()), indent=1, ensure_ascii=False) + "\n"


def _properties(path: Path, checksum: str) -> dict[str, Any]:
    kind = _KINDS.guess_type(path.name)[0] or "application/octet-stream"
    return {
        "name": path.name,
        "encodingFormat": kind,
        "contentSize": str(path.stat().st_size),
        "sha256": checksum,
    }


def _ordered(metadata: dict[str, Any]) -> dict[str, Any]:
    return {**metadata, "@graph": sorted(metadata["@graph"], key=lambda entity: entity["@id"])}
