"""What lies beside the pages of a book."""

from pathlib import Path
from types import SimpleNamespace

from helpers.render.pages import write_beside


def test_of_the_look_only_what_pages_load_and_the_licence_of_fonts(tmp_path: Path) -> None:
    look, output = tmp_path / "look", tmp_path / "book"
    kept = ["book.css", "fonts/OFL.txt", "fonts/one.woff2", "icon.svg", "vendor/x.js"]
    left = ["private-notes.txt", "notes", "page.html", "vendor/todo.txt", "fonts/one.otf", ".x"]
    for name in (*kept, *left):
        (look / name).parent.mkdir(parents=True, exist_ok=True)
        (look / name).touch()
    write_beside(SimpleNamespace(chapters=(), look=look), [], output)
    files = (path for path in output.rglob("*") if path.is_file())
    assert sorted(path.relative_to(output / "assets").as_posix() for path in files) == kept
