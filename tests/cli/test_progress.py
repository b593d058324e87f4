"""What a terminal of 80 columns shows of a build while it runs."""

import io

from rich.console import Console

from helpers.cli.progress import progress
from helpers.pipeline.execute import Rendering, Running

CHAPTERS = [f"chapters/{number:02}-a-made-up-chapter.ipynb" for number in range(4)]


def test_how_many_are_done_and_how_long_it_takes_have_room_beside_the_names() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80, color_system=None)
    with progress(console, 14) as tell:
        for chapter in CHAPTERS:
            tell(Running(chapter))
    last = screen.getvalue().rpartition("executing ")[2]
    assert last.startswith("00-a-made-up-chapter, 01-a-made-up-chapter and 2 more ")
    assert "0/14" in last
    assert "0:00:0" in last


def test_what_is_no_chapter_has_no_count() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80, color_system=None)
    with progress(console, 14) as tell:
        tell(Rendering("a renderer"))
    assert "/14" not in screen.getvalue().rpartition("rendering with a renderer")[2]
