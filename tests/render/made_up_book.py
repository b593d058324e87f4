"""A small made-up book: two chapters, an appendix, everything that a chapter may use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).parents[2]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="468pt" height="160pt" viewBox="0 0 468 160">'
    '<rect width="468" height="160" fill="#eef"/><circle cx="90" cy="80" r="50"/></svg>'
)
# No font of the PDF has the last character.
HOSTILE = '<script>alert(1)</script> \\input{x} #read("/etc/passwd") $x$ *not bold* 😀'
RAW = "<img src=x onerror=alert(1)> `<b>`{=html} \\emph{x} $x$\n\n```{=html}\n<hr>\n```"


def markdown(text: str, name: str) -> Any:
    return new_markdown_cell(text, id=name)


def code(source: str, data: dict[str, str] | None = None, name: str = "cell") -> Any:
    outputs = [new_output("display_data", data=data)] if data else []
    return new_code_cell(source, id=name, outputs=outputs, execution_count=1)


def figure(label: str = "fig-spots", alt: str = 'A "blue" disc, left') -> Any:
    options = (
        f'#| label: {label}\n#| fig-cap: "Spots & stripes at T4"\n#| fig-alt: {json.dumps(alt)}'
    )
    return code(f"{options}\nspots()", {"image/svg+xml": SVG, "text/plain": alt}, label)


def table(label: str = "tbl-people", rows: int = 3, columns: int = 3) -> Any:
    head = "| case | share |" + "".join(f" column {i} |" for i in range(columns - 2))
    rule = "|:--|--:|" + ":--|" * (columns - 2)
    body = [
        f'| made-up{i} | [2/3 (66.7%)]{{.quantity data-q="sign.yes"}} |'
        + " some words |" * (columns - 2)
        for i in range(rows)
    ]
    source = f'#| label: {label}\n#| tbl-cap: "Made-up people"\npeople()'
    return code(source, {"text/markdown": "\n".join([head, rule, *body]), "text/plain": "t"}, label)


def chapters() -> dict[str, list[Any]]:
    return {
        "index.ipynb": [
            markdown("\n# Abstract {.unnumbered}", "title"),
            markdown(
                "**Findings.** The sign was seen in "
                '[2/3 (66.7%)]{.quantity data-q="sign.yes"} (@tbl-people, [@made2020]).',
                "text",
            ),
        ],
        "chapters/01-first.ipynb": [
            markdown("# First things {#sec-first}", "title"),
            code('data_dir = "data"', name="parameters"),
            markdown(
                "As @fig-spots shows, it costs $5 and $6. See also @sec-method and @sec-cases.",
                "text",
            ),
            figure(),
            markdown(
                "## Method {#sec-method}\n\n### Finer {#sec-finer}\n\nSee [@other2021; @made2020].",
                "m",
            ),
            markdown(RAW, "raw"),
            markdown("::: {.callout-note}\n## Mind\nA made-up note.\n:::", "note"),
        ],
        "chapters/02-second.ipynb": [
            markdown("# Second things {#sec-second}", "title"),
            markdown(
                "Text before. @tbl-people and -@tbl-people; back to [the first](01-first.ipynb).",
                "text",
            ),
            table(),
            markdown("## Verbatim", "v"),
            code("print(1)", {"text/plain": HOSTILE}, "verbatim"),
        ],
        "chapters/a-cases.ipynb": [
            markdown("# All cases {#sec-cases}", "title"),
            table("tbl-wide", 40, 11),
            markdown(
                "[made-up0]{#case-made-up0} Made with {{< meta renderer >}}. So says ’t Maker.",
                "end",
            ),
        ],
    }


BIBLIOGRAPHY = r"""
@article{made2020, title={A made-up report of $\beta_2$}, year={2020},
  author={Maker, Anna and Other, Bo}, journal={Journal of Made-up Things}, volume={1},
  pages={2--3}, doi={10.0000/made}}
@article{other2021, title={IgG4相关性硬脊膜炎 および 재발성}, year={2021},
  journal={Made-up Letters}}
"""

QUANTITY = {
    "id": "sign.yes",
    "text": "2/3 (66.7%)",
    "value": None,
    "n": 2,
    "denominator": 3,
    "percent": 66.7,
    "ci_low": 20.8,
    "ci_high": 93.9,
    "not_reported": 1,
    "numerator_cases": ["made-up0", "made-up1"],
    "denominator_cases": ["made-up0", "made-up1", "made-up2"],
    "label": "sign </script> seen",
}


def configuration() -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    config["book"] |= {
        "title": "A made-up book",
        "author": ["Anna Maker", "Bo Other"],
        "date": "2025-01-02",
        "output-file": "made-up",
        "chapters": [name for name in chapters() if "a-" not in name],
        "appendices": ["chapters/a-cases.ipynb"],
    }
    return config | {
        "bibliography": ["data/references.bib"],
        "version": "0.1",
        "execute": {"echo": False, "enabled": False},
    }


def write_book(folder: Path, **changes: list[Any]) -> Path:
    """Write the made-up staged book; `changes` replaces cells, by the chapter's stem."""
    for name, cells in chapters().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        cells = changes.get(path.stem.replace("-", "_"), cells)
        for number, cell in enumerate(cells):
            cell["id"] = f"{cell['id']}-{number}"
        notebook = new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "language": "python",
            "display_name": "Python 3",
        }
        path.write_text(nbformat.writes(notebook), "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (folder / "quantities.json").write_text(json.dumps([QUANTITY]), "utf-8")
    (folder / "_quarto.yml").write_text(yaml.safe_dump(configuration(), sort_keys=False), "utf-8")
    shutil.copytree(ROOT / "assets", folder / "assets")
    return folder
