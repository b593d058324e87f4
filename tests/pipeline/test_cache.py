"""What the cache forgets when it has grown large."""

import os
from pathlib import Path

import pytest

from helpers.pipeline.cache import Cache

KEYS = [letter * 64 for letter in "abcd"]
TEXT = "made up " * 100
DAY = 86_400.0


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Entries of one size, each written a day after the one before and never read since."""
    cache = Cache(tmp_path)
    for day, key in enumerate(KEYS, start=1):
        cache.put(key, TEXT)
        os.utime(entry(cache, key), (day * DAY, day * DAY))
    return cache


def entry(cache: Cache, key: str) -> Path:
    [found] = (cache.folder / key[:2]).iterdir()
    return found


def left(cache: Cache) -> str:
    return "".join(key[0] for key in KEYS if cache.get(key) == TEXT)


@pytest.mark.parametrize(("entries", "kept"), [(4, "abcd"), (3, "bcd"), (1, "d"), (0, "")])
def test_the_oldest_go_until_the_rest_has_room(cache: Cache, entries: int, kept: str) -> None:
    cache.trim(entries * entry(cache, KEYS[0]).stat().st_size)
    assert left(cache) == kept


def test_what_was_read_lately_is_not_old(cache: Cache) -> None:
    os.utime(entry(cache, KEYS[0]), (9 * DAY, 0.0))
    cache.trim(2 * entry(cache, KEYS[0]).stat().st_size)
    assert left(cache) == "ad"


def test_what_is_to_be_kept_stays_though_there_is_no_room(cache: Cache) -> None:
    cache.trim(0, [KEYS[1]])
    assert left(cache) == "b"


def test_what_a_killed_build_has_half_written_goes_too(cache: Cache) -> None:
    half = cache.folder / KEYS[0][:2] / ".writing-made-up"
    half.write_text(TEXT)
    os.utime(half, (0.0, 0.0))
    cache.trim(4 * entry(cache, KEYS[1]).stat().st_size)
    assert not half.exists()
    assert left(cache) == "abcd"


def test_files_that_are_no_entries_stay(cache: Cache) -> None:
    (cache.folder / "made-up.json").write_text(TEXT)
    cache.trim(0)
    assert [path.name for path in cache.folder.rglob("*") if path.is_file()] == ["made-up.json"]
