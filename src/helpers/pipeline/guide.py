"""The first file that a reader of a release opens: what is what, and how to check it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.pipeline.crate import PARTS, About

GUIDE = "README.md"
_FILES: Mapping[str, str] = {
    "quantities.json": "Every number of the book, with the cases that make it",
    "CHANGES.md": "What changed since the last release, and through which cases",
    "CHANGELOG.md": "The same of all releases, in words",
    "CITATION.cff": "How to cite this release",
    "LICENSE": "The terms of the software and of the data",
    "ro-crate-metadata.json": "This list for machines (RO-Crate), with the kind of every file",
    "SHA256SUMS": "The checksum of every file",
}
_CHECKS = """\
## Check it

Whether every file is as it was released:

```sh
sha256sum --check SHA256SUMS
```

Whether the book is as it was built, with the software of this review:

```sh
rspbook verify book
```

## Render it again

With Quarto 1.9 or newer and nothing else, for the notebooks hold their results:

```sh
cd project && quarto render
```
"""


def guide(folder: Path, about: About) -> str:
    """Return in Markdown what lies in the release in `folder`, as far as it is there."""
    parts = {**PARTS, **_FILES}
    last = ("SHA256SUMS", "ro-crate-metadata.json")  # made of all others
    lines = [
        f"- `{name}`: {text}." for name, text in parts.items()
        if name in last or (folder / name).exists()
    ]  # fmt: skip
    dated = f"Version {about.version}" + (f", {about.date}" if about.date else "")
    entry = "Open `book/index.html`, or the PDF beside it."
    return "\n".join([f"# {about.name}", "", f"{dated}. {entry}", "", *lines, "", _CHECKS])
