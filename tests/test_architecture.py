"""The arrows between the parts of the package, and the size of its modules."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "helpers"
MODULES = sorted(ROOT.rglob("*.py"))
SCIENCE = ["data", "analysis", "figures", "tables", "chapter"]
BOOK = ["pipeline", "render"]
MAY_IMPORT = {
    "data": {"data"},
    "analysis": {"data", "analysis"},
    "figures": {"data", "analysis", "figures"},
    "tables": {"data", "analysis", "tables"},
    "chapter": {"data", "analysis"},
    "pipeline": {"pipeline"},
    "render": {"pipeline", "render"},
    "cli": {"cli", *SCIENCE, *BOOK},
    "__main__": {"cli"},
    "errors": set(),
    "litter": set(),
    "record": set(),
    "__init__": set(),
}
COMMON = {"errors", "litter", "record"}


def part(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("helpers.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_in_one_direction(path: Path) -> None:
    assert imported(path) <= MAY_IMPORT[part(path)] | COMMON


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
