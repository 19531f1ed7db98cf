from pathlib import Path

import pytest

from extractors.errors import WatchlistError
from flows.lists.lexicon import load_gazetteer, load_lexicon, read_watchlist
from warehouse.shipped import SEEDS


def test_the_shipped_watchlist_can_be_used() -> None:
    assert {"org:meta-platforms", "person:alexandr-wang"} <= set(
        load_lexicon(watchlist=SEEDS / "watchlist.toml", mode="rules").rule_by_id
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe", "1: not valid UTF-8"), (b"[[entity]]\n\n[[entity", "3: not valid TOML")],
    ids=["bytes", "cut off"],
)
def test_a_broken_watchlist_is_one_error_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "w.toml"
    path.write_bytes(content)
    with pytest.raises(WatchlistError, match=message):
        read_watchlist(path)


def test_a_missing_watchlist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match="cannot be read"):
        read_watchlist(tmp_path / "none.toml")


def test_entities_of_the_gazetteer_have_one_id_each() -> None:
    ids = [known.entity_id for known in load_gazetteer().known]
    assert len(ids) == len(set(ids))
