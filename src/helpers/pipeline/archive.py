"""An archive that is the same, byte for byte, for the same files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from helpers.pipeline.manifest import hashes

CHECKSUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can state; the true times are of no interest to a reader."""


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file below `folder`, as ``sha256sum --check`` reads them."""
    lines = [f"{value}  {name}\n" for name, value in hashes(folder, (CHECKSUMS,)).items()]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def write_zip(folder: Path, target: Path) -> None:
    """Pack `folder`, under its own name, into the zip `target`; whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.writing")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                name = path.relative_to(folder.parent).as_posix()
                archive.writestr(_entry(name), path.read_bytes())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the permissions below are those of Unix, wherever it is packed
    entry.external_attr = 0o644 << 16
    return entry
