import json
import shutil
from pathlib import Path

import pytest

from extractors.mentions.watchlist import WatchlistError
from flows.errors import ModelError
from flows.lexicon import SEEDS, load_gazetteer, load_lexicon, load_model, read_watchlist


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


def test_a_model_that_was_touched_is_not_used(tmp_path: Path) -> None:
    shutil.copytree(SEEDS / "models", tmp_path / "models")
    for file in (tmp_path / "models").glob("*.npz"):
        file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(ModelError, match="not the released file"):
        load_model("names_en_fast", tmp_path / "models")


def test_every_model_lists_its_files() -> None:
    released = json.loads((SEEDS / "models" / "models.json").read_text(encoding="utf-8"))
    assert set(released["sha256"]) == {path.name for path in (SEEDS / "models").glob("*.npz")}


def test_the_model_finds_names() -> None:
    text = "Angela Merkel met Emmanuel Macron in Berlin, officials of the World Bank said."
    spans = load_model("names_en_fast")((text,))[0]
    names = [(text[span.start : span.end], span.kind) for span in spans]
    people: list[tuple[str, str]] = [("Angela Merkel", "person"), ("Emmanuel Macron", "person")]
    assert names == [*people, ("Berlin", "place"), ("World Bank", "organization")]


@pytest.mark.parametrize("text", ["$" * 100_000, "A" * 5_000_000, "", "\n" * 50_000, "Mr. " * 30_000])
def test_the_model_takes_any_text(text: str) -> None:
    for span in load_model("names_en_fast")((text,))[0]:
        assert 0 <= span.start < span.end <= len(text)
