"""What the index finds is what the queries mean held against each text, and what a simple reading of them says."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from extractors.errors import QueryError
from extractors.queries.match import SearchedText, find_matches
from extractors.queries.parse import parse_query
from extractors.queries.words import fold_words
from tests.conftest import load_paths, seeds
from tests.flows.test_bad_input import cuttings
from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.database import open_reader
from warehouse.errors import SearchIndexMissing
from warehouse.place import Place, place_of
from warehouse.searching.find import count_found, find_articles, list_found_articles, list_found_stories
from warehouse.searching.index import index_path, keep_index, rebuild_index, try_keep_index

TITLES = ("Meta takes a stake", "Crédit Agricole: ÉTÉ 2025", "", "Scale AI's board", "株式会社メタ")
TEXTS = (
    "Meta Platforms buys a stake in Scale AI. The board met. Apple did not.",
    "L'été dernier, le Crédit Agricole a vu son bénéfice croître; die Straße nach Süden.",
    "stake board stake x x x x x x x x x x x board. Facebook or Google, and not apple",
    "The “data-labeling” firm labels data; labelled, labelling. U.S. v. AT&T, 14.3 billion",
    "メタは株を買った。 Meta bought shares of Scale",
    "",
    "one two three four five six seven eight nine ten eleven twelve",
)
ARTICLES = [(title, text) for title in TITLES for text in TEXTS]

# A query, and by the words of title and text whether it holds: written down without the grammar.
Words = list[str]
Reading = Callable[[Words, Words], bool]


def side_by_side(*phrase: str) -> Reading:
    return lambda title, text: any(
        tuple(words[at : at + len(phrase)]) == phrase for words in (title, text) for at in range(len(words))
    )


def begins(beginning: str) -> Reading:
    return lambda title, text: any(word.startswith(beginning) for word in title + text)


def near(first: str, second: str, most: int) -> Reading:
    return lambda title, text: any(
        abs(a - b) - 1 <= most
        for words in (title, text)
        for a, left in enumerate(words)
        for b, right in enumerate(words)
        if left == first and right == second
    )


def has(*each: str) -> Reading:
    return lambda title, text: all(word in title or word in text for word in each)


CASES: dict[str, Reading] = {
    **{word: has(word.lower()) for word in ("Meta", "stake", "board", "apple", "scale", "absent", "twelve", "x")},
    **{
        f"{a} {b}": has(a, b)
        for a, b in (("meta", "scale"), ("stake", "apple"), ("board", "data"), ("one", "two"))
    },
    "Été": has("ete"),
    "CREDIT agricole": has("credit", "agricole"),
    "strasse": has("strasse"),
    "STRAẞE": has("strasse"),
    "sud*": begins("sud"),
    "label*": begins("label"),
    "labell*": begins("labell"),
    "be*": begins("be"),
    '"scale ai"': side_by_side("scale", "ai"),
    '"Scale AI\'s"': side_by_side("scale", "ai", "s"),
    '"data-labeling"': side_by_side("data", "labeling"),
    "data-labeling": side_by_side("data", "labeling"),
    '"U.S."': side_by_side("u", "s"),
    "AT&T": side_by_side("at", "t"),
    "14.3": side_by_side("14", "3"),
    '"a stake"': side_by_side("a", "stake"),
    '"stake a"': side_by_side("stake", "a"),
    '"株"': has("株"),
    "株を買": side_by_side("株", "を", "買"),
    "メタ": side_by_side("メ", "タ"),
    "meta NEAR/0 takes": near("meta", "takes", 0),
    "stake NEAR/1 meta": near("stake", "meta", 1),
    "stake NEAR/2 meta": near("stake", "meta", 2),
    "(absent OR stake) NEAR/2 (meta OR twelve)": lambda title, text: (
        near("stake", "meta", 2)(title, text) or near("stake", "twelve", 2)(title, text)
    ),
    "one NEAR/9 eleven": near("one", "eleven", 9),
    "one NEAR/8 eleven": near("one", "eleven", 8),
    "eleven NEAR/9 one": near("eleven", "one", 9),
    '"stake board"~11': near("stake", "board", 11),
    '"board apple"~3': near("board", "apple", 3),
    '"board apple"~0': near("board", "apple", 0),
    "title:meta": lambda title, text: "meta" in title,
    "title:(meta OR scale)": lambda title, text: "meta" in title or "scale" in title,
    "title:meta board": lambda title, text: "meta" in title and has("board")(title, text),
    "title:scale NOT title:meta": lambda title, text: "scale" in title and "meta" not in title,
    "meta OR apple": lambda title, text: has("meta")(title, text) or has("apple")(title, text),
    "meta NOT apple": lambda title, text: has("meta")(title, text) and not has("apple")(title, text),
    "meta -apple": lambda title, text: has("meta")(title, text) and not has("apple")(title, text),
    "(facebook OR google) AND NOT scale": lambda title, text: (
        (has("facebook")(title, text) or has("google")(title, text)) and not has("scale")(title, text)
    ),
    "(facebook OR google) AND NOT apple": lambda title, text: False,
    "meta (stake OR shares) NOT title:stake": lambda title, text: (
        has("meta")(title, text)
        and (has("stake")(title, text) or has("shares")(title, text))
        and "stake" not in title
    ),
    "meta AND NOT (apple OR board)": lambda title, text: (
        has("meta")(title, text) and not has("apple")(title, text) and not has("board")(title, text)
    ),
    "meta NOT (apple NOT board)": lambda title, text: (
        has("meta")(title, text) and not (has("apple")(title, text) and not has("board")(title, text))
    ),
    "(stake OR NOT board) meta": lambda title, text: (
        (has("stake")(title, text) or not has("board")(title, text)) and has("meta")(title, text)
    ),
    "a OR b OR c OR twelve": lambda title, text: any(has(w)(title, text) for w in ("a", "b", "c", "twelve")),
    "and": has("and"),
    "or not": has("or", "not"),
    "facebook NEAR/1 google": near("facebook", "google", 1),
    "the board met": has("the", "board", "met"),
    '"the board" met': lambda title, text: side_by_side("the", "board")(title, text) and has("met")(title, text),
    "billion 14": has("billion", "14"),
}


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[duckdb.DuckDBPyConnection, Place]]:
    """Nothing but what the index reads."""
    with duckdb.connect() as db:
        place = place_of(tmp_path_factory.mktemp("words") / "n.duckdb")
        place.work.mkdir()
        db.execute("create table revisions (revision_id varchar, title varchar, text varchar)")
        db.execute("create table quotes (revision_id varchar, surface varchar, field varchar, span_start integer)")
        db.executemany(
            "insert into revisions values (?, ?, ?)", [(f"r{n:02}", *each) for n, each in enumerate(ARTICLES)]
        )
        db.execute("create table article_facts as select revision_id from revisions")
        assert keep_index(db, place) == len(ARTICLES)
        yield db, place


def test_there_are_sixty_queries() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("query", CASES)
def test_hits_are_those_of_a_simple_reading(words: tuple[duckdb.DuckDBPyConnection, Place], query: str) -> None:
    db, place = words
    wanted = {
        f"r{number:02}"
        for number, (title, text) in enumerate(ARTICLES)
        if CASES[query](fold_words(title), fold_words(text))
    }
    assert set(find_articles(db, place, query).revision_ids) == wanted
    tree = parse_query(query)
    matched = {
        f"r{number:02}"
        for number, (title, text) in enumerate(ARTICLES)
        if find_matches(tree, (SearchedText("title", title), SearchedText("text", text))) is not None
    }
    assert matched == wanted


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "news.duckdb"
    load_paths(path, *seeds())
    return path


def ids(database: Path, query: str, **typed: object) -> list[str]:
    with open_reader(place_of(database)) as db:
        filters = resolve_filters(db, TypedFilters(**typed), now=datetime.now(UTC))  # type: ignore[arg-type]
        found = find_articles(db, place_of(database), query)
        columns, rows = list_found_articles(db, found, filters)
        assert count_found(db, found, filters)[0] == len(rows)
    return [row[columns.index("article_id")] for row in rows]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("scale", 4),
        ("quote:superintelligence", 2),
        ('quote:"join Meta to lead"', 1),
        ('"join Meta to lead" NOT quote:"join Meta to lead"', 0),
        ('entity:"Meta Platforms"', 4),
        ("entity:WHATSAPP", 3),
        ("lang:en droege", 3),
        ("lang:de scale", 0),
        ("outlet:unknown scale", 4),
        ("date:2025-06.. scale", 1),
    ],
)
def test_fields_of_the_article(database: Path, query: str, count: int) -> None:
    assert len(ids(database, query)) == count


def test_filters_narrow_and_stories_count(database: Path) -> None:
    assert len(ids(database, "scale", entity="WhatsApp")) == 3
    with open_reader(place_of(database)) as db:
        filters = resolve_filters(db, TypedFilters(limit=5), now=datetime.now(UTC))
        columns, rows = list_found_stories(db, find_articles(db, place_of(database), '"14 billion"'), filters)
        row = dict(zip(columns, rows[0], strict=True))
    assert (len(rows), row["found_article_count"], row["article_count"]) == (1, 2, 4)
    assert "⟦14 billion⟧" in row["snippet"]


def test_an_unknown_name_is_told_with_its_place_and_the_nearest(database: Path) -> None:
    with (
        open_reader(place_of(database)) as db,
        pytest.raises(QueryError, match=r"character 14: no entity 'Metta'"),
    ):
        find_articles(db, place_of(database), "scale entity:Metta")


def test_the_index_is_never_a_reason_to_fail(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    first, *others = seeds()
    load_paths(database, first)
    place = place_of(database)
    path = index_path(place)
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(SearchIndexMissing, match="cuttings index"):
        ids(database, "scale")
    load_paths(database, *others)  # which makes it anew
    assert len(ids(database, "scale")) == 4
    path.unlink()
    path.mkdir()
    with open_reader(place) as db:
        told = try_keep_index(db, place)
    assert told is not None
    assert "cannot be written" in told
    path.rmdir()
    run = cuttings("search", "scale", "--database", database)
    assert (run.returncode, run.stdout) == (2, "")
    assert "has no search index; `cuttings index` makes one" in run.stderr
    assert cuttings("index", "--database", database).returncode == 0
    run = cuttings("search", "scale", "--articles", "--csv", "--database", database)
    assert run.returncode == 0
    assert "found 4 articles in 1 story" in run.stderr
    assert len(run.stdout.splitlines()) == 5
    run = cuttings("search", '"scale', "--database", database)
    assert (run.returncode, run.stderr.splitlines()[-1]) == (
        2,
        "cuttings: query, character 1: the quotation mark is never closed",
    )


def test_what_is_not_indexed_is_counted(database: Path) -> None:
    place = place_of(database)
    with sqlite3.connect(index_path(place)) as index:
        index.execute("update revisions set ids = replace(ids, substr(ids, 1, 24), 'gone')")
        index.execute("pragma application_id = 1")  # what it noted of the revisions that it held
    with open_reader(place) as db:
        assert find_articles(db, place, "scale").unindexed_count == 1
        assert keep_index(db, place) == 1
        assert find_articles(db, place, "scale").unindexed_count == 0
        assert rebuild_index(db, place) == 4
