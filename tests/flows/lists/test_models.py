"""Name models: the shipped one, one of another language, and what is refused."""

import hashlib
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xxhash

from extractors.mentions.names.find import find_entities
from extractors.mentions.names.tagger import CLASS_COUNT
from extractors.mentions.names.tokens import KnownWords, form_of
from extractors.mentions.reading.field import Reading, split_sentences
from flows.errors import ModelError
from flows.lists.lexicon import load_lexicon
from flows.lists.models import SHIPPED, check_models, load_model

ENGLISH = dict(SHIPPED)["en"]


def write_model(folder: Path, **changes: Any) -> Path:
    """Write a model of one layer for Esperanto that takes zamenhof, and nothing else, for a person."""
    folder.mkdir()
    words = {
        "vec.keys": np.zeros(0, np.uint32), "vec.rows": np.zeros(0, np.uint16),
        "vec.table": np.zeros((2, 2), np.int8),
        "list.0": np.array([xxhash.xxh32_intdigest(b"kzamenhof")], np.uint32),
    }  # fmt: skip
    tables = {name: np.zeros((3, 1), np.float32) for name in ("low", "pre", "suf", "shape", "ng")}
    inputs = 5 + 2 + 1 + len(form_of("."))
    entering, leaving = np.zeros((inputs, 2), np.float32), np.zeros((2, CLASS_COUNT), np.float32)
    entering[7], leaving[0, 1], leaving[1, 0] = (9, -9), 9, 9
    network = tables | {
        "in": entering, "inb": np.array([-4, 4], np.float32), "first_layers": np.array(0),
        "w0": np.zeros((6, 2), np.float32), "b0": np.zeros(2, np.float32), "g0": np.ones(2, np.float32),
        "c0": np.zeros(2, np.float32), "agg": np.zeros((2 * CLASS_COUNT + 1, 2), np.float32),
        "o1": leaving, "o2": leaving, "ob1": np.zeros(CLASS_COUNT, np.float32),
        "ob2": np.zeros(CLASS_COUNT, np.float32),
    }  # fmt: skip
    np.savez(folder / "words.npz", **words | changes.pop("arrays", {}))
    np.savez(folder / "first.npz", **network | changes.pop("network", {}))
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.npz")}
    modes = {"fast": ["first.npz"], "accurate": ["first.npz"]}
    listed = {"version": 1, "language": "eo", "words": "words.npz", "networks": modes, "sha256": hashes}
    (folder / "models.json").write_text(json.dumps(listed | changes), encoding="utf-8")
    return folder


CLUSTERS = {
    "cluster.0.keys": np.array(
        sorted(xxhash.xxh32_intdigest(b"c" + each) for each in (b"urbo", b"Hodiau")), np.uint32
    ),
    "cluster.0.numbers": np.array([1, 1], np.uint16),
}
ENTERING = np.zeros((5 + 2 + 1 + 1 + len(form_of(".")), 2), np.float32)
LEARNED = {"cl0": np.array([[0], [1]], np.float32)}  # of no cluster, and of the first


def reading(text: str, language: str | None) -> Reading:
    return Reading(
        article_id="a", revision_id="r", field="text", text=text, sentences=split_sentences(text), zones=(),
        language=language, published_date=None,
    )  # fmt: skip


def test_another_language_is_read_by_its_own_model(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "eo")
    lexicon = load_lexicon(models=(("eo", folder),))
    text = "Hodiaŭ Zamenhof parolis en la urbo."

    def found(language: str) -> list[tuple[str, str, str]]:
        mentions = find_entities((reading(text, language),), lexicon).mentions
        return [(each.surface, each.kind, each.method_version) for each in mentions if each.method == "model"]

    ((name, kind, version),) = found("eo")
    assert (name, kind, version.rpartition("-")[0]) == ("Zamenhof", "person", "names-eo-fast")
    assert found("cs") == []
    assert load_lexicon().version != lexicon.version


def test_a_network_reads_clusters_as_words_are_written(tmp_path: Path) -> None:
    entering = ENTERING.copy()
    entering[8] = (9, -9)  # the cluster alone decides
    folder = write_model(tmp_path / "eo", arrays=CLUSTERS, network={**LEARNED, "in": entering})
    (spans,) = load_model(folder, "eo", "fast").find(("urbo Urbo",))
    assert [(span.start, span.end) for span in spans] == [(0, 4)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": 2}, "lists version 2, language 'eo'; wanted are version 1"),
        ({"language": "de"}, "language 'de'; wanted are version 1, language 'eo'"),
        ({"networks": {"accurate": ["first.npz"]}}, "no list of a model with a fast mode"),
        ({"networks": {"fast": []}}, "wanted are .* a fast mode"),
        ({"words": "../words.npz"}, "no list of a model"),
        ({"sha256": {"words.npz": "", "first.npz": ""}}, "not the file that models.json lists"),
        ({"network": {"w0": np.zeros((3, 2), np.float32)}}, "does not fit words.npz: the shape of w0"),
        ({"network": {"in": np.zeros((9, 2), np.float32)}}, "does not fit words.npz: the shape of in"),
        ({"network": {"first_layers": np.array(5)}}, "the shape of the layers"),
        ({"network": {"low": np.zeros(3, np.float32)}}, "an array is missing or has another form"),
        ({"arrays": CLUSTERS}, "an array is missing or has another form: 'cl0'"),
        ({"arrays": CLUSTERS, "network": LEARNED}, "the shape of in is another"),
        (
            {"arrays": CLUSTERS, "network": {"cl0": LEARNED["cl0"][:1], "in": ENTERING}},
            "a cluster that the network does not know",
        ),
    ],
)
def test_a_folder_that_does_not_fit_is_one_error(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    folder = write_model(tmp_path / "eo", **changes)
    with pytest.raises(ModelError, match=message) as refused:
        check_models("fast", (("eo", folder),))
    assert "\n" not in str(refused.value)


def test_files_that_hold_no_arrays_are_one_error(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "eo")
    (folder / "first.npz").write_bytes(b"PK\x03\x04 no archive")
    listed = json.loads((folder / "models.json").read_text(encoding="utf-8"))
    listed["sha256"]["first.npz"] = hashlib.sha256((folder / "first.npz").read_bytes()).hexdigest()
    (folder / "models.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(ModelError, match="no arrays can be read"):
        load_model(folder, "eo", "fast").find(("Norvik",))


def test_a_missing_folder_is_one_error_and_rules_need_none(tmp_path: Path) -> None:
    folders = (("eo", tmp_path / "none"),)
    with pytest.raises(ModelError, match=r"none/models\.json: cannot be read"):
        check_models("fast", folders)
    check_models("rules", folders)


def test_a_model_that_was_touched_is_not_used(tmp_path: Path) -> None:
    shutil.copytree(ENGLISH, tmp_path / "en")
    for file in (tmp_path / "en").glob("*.npz"):
        file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(ModelError, match=r"not the file that models\.json lists"):
        load_model(tmp_path / "en", "en", "fast").find(("Norvik",))


def test_the_shipped_model_lists_its_files() -> None:
    listed = json.loads((ENGLISH / "models.json").read_text(encoding="utf-8"))
    assert set(listed["sha256"]) == {path.name for path in ENGLISH.glob("*.npz")}


def test_the_model_finds_names() -> None:
    text = "Angela Merkel met Emmanuel Macron in Berlin, officials of the World Bank said."
    spans = load_model(ENGLISH, "en", "fast").find((text,))[0]
    names = [(text[span.start : span.end], span.kind) for span in spans]
    people: list[tuple[str, str]] = [("Angela Merkel", "person"), ("Emmanuel Macron", "person")]
    assert names == [*people, ("Berlin", "place"), ("World Bank", "organization")]


@pytest.mark.parametrize("text", ["$" * 100_000, "A" * 5_000_000, "", "\n" * 50_000, "Mr. " * 30_000])
def test_the_model_takes_any_text(text: str) -> None:
    for span in load_model(ENGLISH, "en", "fast").find((text,))[0]:
        assert 0 <= span.start < span.end <= len(text)


def test_one_model_serves_several_languages_and_is_read_with_the_first_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_model(tmp_path / "two", language="eo ia")
    reads = list[str]()
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: reads.append(path.name) or read_bytes(path))
    models = [load_model(folder, language, "fast") for language in ("eo", "ia")]
    assert reads == []
    for model in models:
        model.find(("Hodiaŭ Zamenhof parolis.",))
    assert sorted(reads) == ["first.npz", "words.npz"]
    assert [model.version.split("-")[1] for model in models] == ["eo", "ia"]
    with pytest.raises(ModelError, match="language 'eo ia'; wanted are version 1, language 'e'"):
        load_model(folder, "e", "fast")


LATIN = dict(SHIPPED)["de"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Bundeskanzler Friedrich Merz sprach in Berlin mit Emmanuel Macron.", ["Friedrich Merz", "Berlin"]),
        (
            "fr",
            "Emmanuel Macron a rencontré Angela Merkel à Paris.",
            ["Emmanuel Macron", "Angela Merkel", "Paris"],
        ),
        ("es", "Pedro Sánchez viajó ayer a Madrid con Angela Merkel.", ["Pedro Sánchez", "Madrid"]),
        ("it", "Mario Draghi ha incontrato a Roma Angela Merkel.", ["Mario Draghi", "Roma", "Angela Merkel"]),
        ("nl", "Mark Rutte sprak in Amsterdam met Angela Merkel.", ["Mark Rutte", "Amsterdam", "Angela Merkel"]),
        ("pt", "António Costa encontrou Angela Merkel em Lisboa.", ["António Costa", "Angela Merkel", "Lisboa"]),
    ],
)
def test_the_model_of_six_languages_finds_names(language: str, text: str, names: list[str]) -> None:
    spans = load_model(LATIN, language, "fast").find((text,))[0]
    assert set(names) <= {text[span.start : span.end] for span in spans}


@pytest.mark.parametrize(
    "text", ["$" * 100_000, "l'" * 50_000, "", "D'" * 5, "ТЕКСТ БЕЗ", "今日は東京", "ALLES GROSS"]
)
def test_the_model_of_six_languages_takes_any_text(text: str) -> None:
    for span in load_model(LATIN, "fr", "fast").find((text,))[0]:
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Geiger Alexis Brunner", "Alexis Brunner"),
        ("König Friedrich", "Friedrich"),
        ("Motorenchef Mikulic", "Mikulic"),
        ("Wolf Biermann", "Wolf Biermann"),
        ("Peter Müller", "Peter Müller"),
        ("Merkel", "Merkel"),
    ],
)
def test_german_nouns_before_people_are_none_of_their_names(name: str, own: str) -> None:
    assert name[known_words().nouns_before(name) :] == own


def test_compounds_end_with_a_german_noun() -> None:
    words = ["Kongressabgeordneten", "Mönchengladbach", "Merkel", "abgeordneten"]
    marks = known_words().heads_of(words, [word.lower() for word in words])
    assert marks.tolist() == [[1, 1], [1, 0], [0, 0], [0, 0]]


@cache
def known_words() -> KnownWords:
    with np.load(LATIN / "words.npz") as words:
        return KnownWords({name: words[name] for name in words.files})


def test_a_language_reads_with_layers_of_its_own(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "eo")
    with_layers(folder, {"ob2": np.array([99, *[0] * (CLASS_COUNT - 1)], np.float32)})
    assert load_model(folder, "eo", "fast").find(("Zamenhof",)) == ((),)
    with_layers(folder, {"ob2": np.zeros(2, np.float32)})
    with pytest.raises(ModelError, match=r"eo-own\.npz: does not fit words\.npz: the shape of ob2"):
        check_models("fast", (("eo", folder),))


def with_layers(folder: Path, arrays: dict[str, Any]) -> None:
    """Give the model in a folder layers of its language's own."""
    with np.load(folder / "first.npz") as weights:
        layers = {"first_layers": weights["first_layers"], **arrays}
    np.savez_compressed(folder / "eo-own.npz", **layers)
    listed = json.loads((folder / "models.json").read_text(encoding="utf-8"))
    listed["layers"] = {"eo": "eo-own.npz"}
    listed["sha256"]["eo-own.npz"] = hashlib.sha256((folder / "eo-own.npz").read_bytes()).hexdigest()
    (folder / "models.json").write_text(json.dumps(listed), encoding="utf-8")


@pytest.mark.parametrize("mode", ["fast", "accurate"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_shipped_networks_fit_their_words(language: str, mode: str) -> None:
    ((name,),) = load_model(dict(SHIPPED)[language], language, mode).find(("Angela Merkel",))
    assert (name.start, name.end) == (0, 13)
