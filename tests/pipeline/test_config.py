"""A configuration is read as YAML once, and then is what it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_dump, safe_load

from helpers.errors import BookError
from helpers.pipeline.cache import Cache
from helpers.pipeline.config import CONFIG, read_config

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
ANY = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner)
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("cache"))


@given(ANY)
def test_what_is_kept_is_what_yaml_says(cache: Cache, value: object) -> None:
    root = cache.folder
    (root / CONFIG).write_text(safe_dump(value, allow_unicode=True), "utf-8")
    first, second = read_config(root, cache), read_config(root, cache)
    assert repr(first) == repr(second) == repr(read_config(root))


@pytest.mark.parametrize("text", ["a: 2026-11-21", "1: a", "&a [*a]", "!!set {a}", "!!binary aGk="])
def test_what_json_cannot_hold_is_read_again(cache: Cache, text: str) -> None:
    root = cache.folder
    (root / CONFIG).write_text(text)
    assert [repr(read_config(root, cache)) for _ in range(2)] == [repr(safe_load(text))] * 2


def test_a_change_and_a_damaged_entry_are_read_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.folder.mkdir()
    (tmp_path / CONFIG).write_text("a: 1")
    assert read_config(tmp_path, cache) == {"a": 1}
    [entry] = [path for path in cache.folder.rglob("*") if path.is_file()]
    entry.write_text(entry.read_text().replace("1}", "2}"))
    assert read_config(tmp_path, cache) == {"a": 1}
    (tmp_path / CONFIG).write_text("a: 3")
    assert read_config(tmp_path, cache) == {"a": 3}


def test_what_is_no_yaml_is_refused_each_time(cache: Cache) -> None:
    root = cache.folder
    (root / CONFIG).write_text("a: b: c")
    for _ in range(2):
        with pytest.raises(BookError, match=r"_quarto\.yml:1: not valid YAML: mapping values are"):
            read_config(root, cache)


def test_to_look_at_a_project_writes_nothing_into_it(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("a: 1")
    read_config(tmp_path, Cache(tmp_path / "build" / "cache"))
    assert [path.name for path in tmp_path.iterdir()] == [CONFIG]
