"""What a page of the preview shows while the sources cannot be built."""

from pathlib import Path

from helpers.pipeline.serve import Reloads, serving

PROBLEM = 'data/cases.csv:2: sex: "<b id=alive>x</b>" is not allowed (F, M)\nand another'


def test_a_problem_is_shown_as_text_until_it_is_mended(book: Path, open_page) -> None:
    reloads = Reloads()
    with serving(book, 0, reloads) as address:
        page = open_page(address)
        dialog = page.get_by_role("dialog", name="The book could not be rebuilt")
        assert dialog.count() == 0
        reloads.announce(PROBLEM)
        dialog.wait_for()
        assert dialog.locator("pre").inner_text() == PROBLEM
        assert page.locator("#alive").count() == 0
        page.goto(address + "index.html")
        dialog.wait_for()  # also on a page that is opened later
        reloads.announce("another")
        dialog.get_by_text("another", exact=True).wait_for()
        assert dialog.count() == 1
        dialog.get_by_role("button", name="Read on").click()
        assert not dialog.is_visible()
        with page.expect_navigation():
            reloads.announce()
        page.wait_for_load_state()
        page.wait_for_timeout(300)
        assert dialog.count() == 0
