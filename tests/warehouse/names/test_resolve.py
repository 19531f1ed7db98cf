"""Which entities the names of a corpus tie together, and whom its surnames mean."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from random import Random

import duckdb
import pytest

from tests.warehouse.stories.story_cases import NOW
from warehouse.database import migrate
from warehouse.errors import CorrectionRefused
from warehouse.names.merges import merge_entities, resolve_entity, unmerge_entity
from warehouse.names.resolve import KEPT, resolve_names


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def name_in(
    db: duckdb.DuckDBPyConnection, article: str, kind: str, surface: str, entity: str | None, *, times: int = 1,
    form: str = "full", origin: str = "found", name: str | None = None,
) -> None:  # fmt: skip
    """Let an article name an entity, which is stored with it."""
    revision = f"r-{article}"
    # The session that puts findings into a stored article says so.
    db.execute("insert into names_due values (?)", [article])
    if not db.execute("select 1 from articles where article_id = ?", [article]).fetchall():
        db.execute(
            "insert into articles by name select ? as article_id, '' as identity_key, 'bytes' as identity_kind,"
            " ? as revision_id, now() as first_seen_at", [article, revision])  # fmt: skip
    if entity and not db.execute("select 1 from entities where entity_id = ?", [entity]).fetchall():
        db.execute("insert into entities by name select ? as entity_id, ? as name, ? as kind, ? as origin",
                   [entity, name or surface, kind, origin])  # fmt: skip
    for _ in range(times):
        db.execute(
            "insert into mentions by name select uuid()::varchar as mention_id, ? as article_id, ? as revision_id,"
            " ? as kind, 'text' as field, 0 as span_start, 1 as span_end, ? as surface, 'body' as zone,"
            " 0 as sentence_index, 0 as sentence_start, 1 as sentence_end, ? as entity_id, ? as form,"
            " 'model' as method, '1' as method_version, 1.0 as confidence",
            [article, revision, kind, surface, entity, form],
        )


def join(db: duckdb.DuckDBPyConnection, article: str, story: str) -> None:
    db.execute("insert into story_members by name select ? as article_id, ? as story_id, '1' as method_version,"
               " 'machine' as decided_by, date '2026-01-01' as first_seen_date", [article, story])  # fmt: skip


def links(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, bool]]:
    query = "select entity_id, into_entity_id, rule, is_followed from entity_links order by all"
    return db.execute(query).fetchall()


def meanings(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    return db.execute("select article_id, name, entity_id, rule from name_meanings order by all").fetchall()


P, ORG = "person", "organization"
# Names with the number of articles that name each, and the links expected: "one > other: rule", "?" if doubtful.
SAME_NAMES = {
    "case": (
        P,
        "3 Jane Doe, 1 JANE DOE, 1 Jane DOE",
        ["JANE DOE > Jane Doe: writing", "Jane DOE > Jane Doe: writing"],
    ),
    "accents": (P, "2 José Núñez, 1 Jose Nunez", ["Jose Nunez > José Núñez: writing"]),
    "title": (P, "3 Jane Doe, 1 Sen. Jane Doe", ["Sen. Jane Doe > Jane Doe: writing"]),
    "middle name": (
        P,
        "3 Jane Doe, 1 Jane Q. Doe, 1 Jane Quill Doe",
        ["Jane Q. Doe > Jane Doe: middle name", "Jane Quill Doe > Jane Doe: middle name"],
    ),
    "two of one name": (P, "2 Carl Roe, 3 Carl A. Roe, 2 Carl B. Roe", ["Carl Roe > Carl A. Roe: middle name?"]),
    "father and son": (P, "9 Carl Roe, 5 Carl Roe Jr.", ["Carl Roe Jr. > Carl Roe: suffix?"]),
    "a full writing with its suffix": (
        P,
        "20 Carl Roe, 4 Carl B. Roe Jr., 3 Carl Roe Sr.",
        ["Carl B. Roe Jr. > Carl Roe: suffix", "Carl Roe Sr. > Carl Roe: suffix?"],
    ),
    "names run together": (
        P,
        "9 Carl Biden, 1 Carl Biden Biden, 1 Carl BidenHouse",
        ["Carl Biden Biden > Carl Biden: middle name", "Carl BidenHouse > Carl Biden: writing"],
    ),
    "no particle within a word": (
        P,
        "9 Carl Roe, 1 Carl Alexander Roe",
        ["Carl Alexander Roe > Carl Roe: middle name"],
    ),
    "a full middle name in many articles": (
        P,
        "34 John Roe, 9 John Bel Roe",
        ["John Bel Roe > John Roe: middle name?"],
    ),
    "articles of Arabic names": (
        P,
        "3 Samir al-Roe, 2 Samir Al Roe, 1 Samir Roe",
        ["Samir Al Roe > Samir al-Roe: writing", "Samir Roe > Samir al-Roe: writing"],
    ),
    "a double surname": (P, "2 Ann Lloyd-Poe, 2 Ann Poe", []),
    "a double surname written apart": (
        P,
        "3 Ann Lloyd-Poe, 1 Ann Lloyd Poe",
        ["Ann Lloyd Poe > Ann Lloyd-Poe: writing"],
    ),
    "points": (ORG, "9 U.S. Board, 3 US Board", ["US Board > U.S. Board: writing"]),
    "words of a place": ("place", "9 N.Y., 3 NY, 4 West Chester, 3 Westchester", ["NY > N.Y.: writing"]),
    "hyphens of given names": (
        P,
        "2 Kim Jong-ho, 3 Kim Jong Ho, 1 Kim Jong-Ho",
        ["Kim Jong-Ho > Kim Jong Ho: writing", "Kim Jong-ho > Kim Jong Ho: writing"],
    ),
    "nicknames": (P, "20 Mike Vane, 9 Michael Vane", ["Michael Vane > Mike Vane: nickname"]),
    "other writings of a given name": (
        P,
        "20 Osama bin Roe, 9 Usama bin Roe",
        ["Usama bin Roe > Osama bin Roe: nickname"],
    ),
    "names that ran on into names in full": (
        P,
        "9 Chuck Vane, 3 Chuck Vane Charles, 12 Charles Roe, 4 Charles Roe Charles",
        ["Charles Roe Charles > Charles Roe: writing", "Chuck Vane Charles > Chuck Vane: writing"],
    ),
    "a name in full behind the usual one": (
        P,
        "40 Rex Vane, 4 Rex Vane Rex Wayne, 6 Rex Vane Addis, 1 Rex Vane Airport, 1 Rex Vane Jr.",
        [
            "Rex Vane Addis > Rex Vane: run on",
            "Rex Vane Jr. > Rex Vane: suffix?",
            "Rex Vane Rex Wayne > Rex Vane: run on",
        ],
    ),
    "a given name and a headline behind a name": (
        P,
        "50 Rex Vane, 2 Rex Vane John, 1 Rex Vane Shifts, 1 Rex Vane - Roe, "
        "1 John Ay, 1 John Bee, 1 John Cey, 1 John Dee, 1 John Eff, 1 John Gee",
        [
            "Rex Vane - Roe > Rex Vane: writing",
            "Rex Vane John > Rex Vane: run on",
            "Rex Vane Shifts > Rex Vane: run on",
        ],
    ),
    "slips in a surname": (
        P,
        "20 Rex Zelensky, 5 Rex Zelenskiy, 20 Ann Papadopoulos, 2 Ann Papadopolous, 20 Carl Comey, 1 Carl Comer",
        ["Ann Papadopolous > Ann Papadopoulos: slip", "Rex Zelenskiy > Rex Zelensky: slip"],
    ),
    "slips in a surname that others bear": (P, "20 Rex Ginsburg, 1 Rex Ginsberg, 2 Ann Ginsberg", []),
    "an acronym before a name": (P, "20 Mike Vane, 5 DACA Mike Vane", ["DACA Mike Vane > Mike Vane: run on"]),
    "whoever has a longer name of his own": (
        P,
        "40 Rex Vane, 2 Rex Vane Carver, 3 Ann Carver",
        ["Rex Vane Carver > Rex Vane: run on?"],
    ),
    "an apostrophe": (
        P,
        "9 John Sullivan, 3 John O'Sullivan, 1 John O’Sullivan",
        ["John O’Sullivan > John O'Sullivan: writing"],
    ),
    "nicknames of like rank": (P, "6 Bob Tull, 6 Robert Tull", ["Robert Tull > Bob Tull: nickname?"]),
    "nicknames of like rank with a surname of their own": (
        P,
        "12 Bob Tull, 10 Robert Tull, 1 Ann Tull",
        ["Robert Tull > Bob Tull: nickname"],
    ),
    "nicknames of like rank with one that others bear": (
        P,
        "12 Bob Tull, 10 Robert Tull, 9 Ann Tull",
        ["Robert Tull > Bob Tull: nickname?"],
    ),
    "an initial": (P, "20 Mike Vane, 1 M. Vane, 1 A. Vane", ["M. Vane > Mike Vane: initial"]),
    "an initial with a surname of others": (P, "20 Mike Vane, 1 M. Vane, 9 Ann Vane", []),
    "a word before a name": (
        P,
        "20 Mike Vane, 1 Senateur Mike Vane, 1 Ann Mike Vane, 1 Ann Roe, 1 Ann Doe",
        ["Senateur Mike Vane > Mike Vane: run on"],
    ),
    "words of a page before names": (
        P,
        "20 Mike Vane, 20 Ann Roe, 1 Pinterest Mike Vane, 1 Twitter Pinterest Ann Roe, 1 USS Ann Roe",
        ["Pinterest Mike Vane > Mike Vane: run on", "Twitter Pinterest Ann Roe > Ann Roe: run on"],
    ),
    "a name without its first word": (
        P,
        "20 Ann Blasey Vane, 3 Blasey Vane, 40 Bill de Roe, 2 de Roe, 30 Carl Tull Jr., 9 Tull Jr.",
        [
            "Blasey Vane > Ann Blasey Vane: ending",
            "Tull Jr. > Carl Tull Jr.: ending",
            "de Roe > Bill de Roe: ending",
        ],
    ),
    "the end of two names": (
        P,
        "30 Ann Blasey Vane, 20 Mary Blasey Vane, 3 Blasey Vane",
        ["Blasey Vane > Ann Blasey Vane: ending?"],
    ),
    "a slip in whom alone the surname means": (
        P,
        "20 Alexandria Vane, 1 Alexandra Vane, 1 Alexandra Roe",
        ["Alexandra Vane > Alexandria Vane: slip"],
    ),
    "a split given name": (P, "20 Kellyanne Vane, 1 Kelly Ann Vane", ["Kelly Ann Vane > Kellyanne Vane: slip"]),
    "a slip by its middle name": (
        P,
        "40 George W. Vane, 30 George H. Vane, 1 Geogre W. Vane",
        ["Geogre W. Vane > George W. Vane: slip"],
    ),
    "slips": (
        P,
        "40 Hillary Vane, 1 Hilary Vane, 1 Hillan Vane, 3 Ann Vane",
        [
            "Hilary Vane > Hillary Vane: slip",
        ],
    ),
    "writings of an organization": (
        ORG,
        "5 Norvik News, 2 NORVIK News, 1 The Norvik News, 1 Norvik News Inc.",
        [
            "NORVIK News > Norvik News: writing",
            "Norvik News Inc. > Norvik News: company form",
            "The Norvik News > Norvik News: writing",
        ],
    ),
}


def test_a_slip_that_sounds_alike_stands_beside_the_name_one_letter_more_does_not(
    db: duckdb.DuckDBPyConnection,
) -> None:
    for number in range(24):
        name_in(db, f"a{number}", P, "Dianne Vane", "dianne")
        name_in(db, f"b{number}", P, "Ivanka Vane", "ivanka")
        name_in(db, f"c{number}", P, "Volodymyr Poe", "volodymyr")
    name_in(db, "a1", P, "Diane Vane", "diane")
    name_in(db, "b1", P, "Ivana Vane", "ivana")
    name_in(db, "e1", P, "Ivana Doe", "ivana-doe")  # others are called so too
    name_in(db, "c1", P, "Vlodymyr Poe", "vlodymyr")
    resolve_names(db, now=NOW)
    assert links(db) == [
        ("diane", "dianne", "slip", True),
        ("ivana", "ivanka", "slip", False),
        ("vlodymyr", "volodymyr", "slip", True),
    ]


def test_the_end_of_a_name_that_ran_on_is_of_the_known_person_beside_it(db: duckdb.DuckDBPyConnection) -> None:
    for number in range(20):
        name_in(db, f"a{number}", P, "Jeff Flake", "flake")
        name_in(db, f"b{number}", P, "Dan Roe", "roe")
    name_in(db, "a1", P, "Lane FlakeLindsey Vane", "lane")
    name_in(db, "a1", P, "Lee RoeMORE", "lee")  # nobody of that surname is named there
    resolve_names(db, now=NOW)
    assert links(db) == [("lane", "flake", "run on", True)]


def test_an_article_before_a_surname_makes_another_thing_of_it(db: duckdb.DuckDBPyConnection) -> None:
    for number in range(4):
        for name in ("The Hill", "The Warden", *(("Hill", "Warden") if number < 2 else ())):
            name_in(db, f"{name}-{number}", ORG, name, name)
        name_in(db, f"b{number}", P, "Ann Hill", "ann")
    resolve_names(db, now=NOW)
    assert links(db) == [("Hill", "The Hill", "writing", False), ("Warden", "The Warden", "writing", True)]


@pytest.mark.parametrize(
    ("people", "others", "expected"),
    [
        (40, 1, [("kasey-place", "ann", "surname", True)]),
        (39, 1, [("kasey-place", "ann", "surname", False)]),
        (40, 11, []),  # a town as well
        (19, 1, []),
    ],
)
def test_a_surname_alone_is_a_person_where_it_is_one_in_nearly_all_articles(
    db: duckdb.DuckDBPyConnection, people: int, others: int, expected: list[tuple[str, str, str, bool]]
) -> None:
    for number in range(people):
        name_in(db, f"a{number}", P, "Ann Kasey", "ann")
    name_in(db, "a0", P, "Kasey", None)
    for number in range(others):
        name_in(db, f"b{number}", "place", "Kasey", "kasey-place")
    resolve_names(db, now=NOW)
    assert links(db) == expected


def test_who_stands_beside_the_one_without_the_suffix_is_another(db: duckdb.DuckDBPyConnection) -> None:
    for number in range(12):
        name_in(db, f"a{number}", P, "Carl Roe", "father")
        name_in(db, f"a{number}" if number < 6 else f"b{number}", P, "Carl B. Roe Jr.", "son")
    resolve_names(db, now=NOW)
    assert links(db) == [("son", "father", "suffix", False)]


@pytest.mark.parametrize(("kind", "named", "expected"), SAME_NAMES.values(), ids=SAME_NAMES)
def test_entities_of_one_name_are_one_when_nothing_speaks_against_it(
    db: duckdb.DuckDBPyConnection, kind: str, named: str, expected: Sequence[str]
) -> None:
    for count, _, name in (each.partition(" ") for each in named.split(", ")):
        for number in range(int(count)):
            name_in(db, f"{name}-{number}", kind, name, name)
    resolve_names(db, now=NOW)
    assert [f"{one} > {other}: {rule}{'' if sure else '?'}" for one, other, rule, sure in links(db)] == expected


def test_a_company_is_not_whom_its_bare_name_speaks_of_where_that_is_a_surname(
    db: duckdb.DuckDBPyConnection,
) -> None:
    for article in ("a", "b"):
        name_in(db, article, P, "Mike Vane", "p:Mike Vane")
        name_in(db, article, ORG, "Vane", "o:Vane")
    name_in(db, "a", ORG, "Vane Corporation", "o:Vane Corporation")
    resolve_names(db, now=NOW)
    assert links(db) == [("o:Vane Corporation", "o:Vane", "company form", False)]


def test_a_name_of_one_kind_in_nearly_all_articles_is_of_it_in_all(db: duckdb.DuckDBPyConnection) -> None:
    for number in range(10):
        name_in(db, f"a{number}", P, "Jane Doe", "p:Jane Doe")
        name_in(db, f"a{number}", "place", "Norvik", "place:Norvik")
    name_in(db, "b", ORG, "Jane Doe", "o:Jane Doe")
    name_in(db, "b", ORG, "Norvik", "o:Norvik")  # a place and its club
    resolve_names(db, now=NOW)
    assert links(db) == [("o:Jane Doe", "p:Jane Doe", "kind", True)]


def test_an_acronym_alone_is_what_other_articles_say_that_it_is_short_for(db: duckdb.DuckDBPyConnection) -> None:
    for article in ("a", "b"):
        name_in(db, article, ORG, "Norvik Harbour Board", "o:board")
        name_in(db, article, ORG, "NHB", "o:board", form="acronym")
        name_in(db, article, ORG, "Quay Union Bank", "o:bank")
        name_in(
            db, article, ORG, "QUB", "o:bank" if article == "a" else "o:queen", form="acronym", name="Queen's Band"
        )
    name_in(db, "c", ORG, "NHB", "organization:NHB")
    name_in(db, "c", ORG, "QUB", "organization:QUB")
    resolve_names(db, now=NOW)
    assert links(db) == [("organization:NHB", "o:board", "acronym", True)]


def test_a_watchlist_is_followed_by_its_own_rules_alone(db: duckdb.DuckDBPyConnection) -> None:
    name_in(db, "a", ORG, "Scale", "org:scale", origin="watchlist")
    name_in(db, "b", ORG, "SCALE", "organization:SCALE")
    name_in(db, "a", P, "Jane Doe", "person:doe", origin="watchlist")
    name_in(db, "b", P, "Jane Q. Doe", "person:Jane Q. Doe")
    resolve_names(db, now=NOW)
    assert links(db) == [
        ("organization:SCALE", "org:scale", "writing", False),
        ("person:Jane Q. Doe", "person:doe", "middle name", True),
    ]


def test_a_surname_means_whom_article_story_or_corpus_say(db: duckdb.DuckDBPyConnection) -> None:
    for article, times in (("main", 3), ("both", 1)):  # thrice as often; nobody knows
        name_in(db, article, P, "Jane Doe", "p:Jane Doe", times=times)
        name_in(db, article, P, "John Doe", "p:John Doe")
        name_in(db, article, P, "Doe", None, form="short")
    name_in(db, "told", P, "Jane Doe", "p:Jane Doe")
    name_in(db, "told", P, "JANE DOE", "p:JANE DOE")
    name_in(db, "told", P, "Doe", None, form="short")  # two writings of one person
    name_in(db, "alone", P, "Doe", None)  # too few articles say who
    name_in(db, "poe", P, "Ann Poe", "p:Ann Poe")
    for number in range(6):
        name_in(db, f"roe-{number}", P, "Max Roe", "p:Max Roe")
    name_in(db, "r", P, "Roe", None)
    resolve_names(db, now=NOW)
    assert meanings(db) == [
        ("main", "Doe", "p:Jane Doe", "article"),
        ("r", "Roe", "p:Max Roe", "corpus"),
        ("told", "Doe", "p:Jane Doe", "article"),
    ]


def test_a_surname_means_whom_its_story_names(db: duckdb.DuckDBPyConnection) -> None:
    name_in(db, "full", P, "Jane Doe", "p:Jane Doe")
    name_in(db, "short", P, "DOE", None)
    name_in(db, "other", P, "John Doe", "p:John Doe")
    for article, story in (("full", "s"), ("short", "s"), ("other", "t")):
        join(db, article, story)
    resolve_names(db, now=NOW)
    assert meanings(db) == [("short", "DOE", "p:Jane Doe", "story")]


def test_the_order_of_arrival_changes_nothing_and_neither_does_a_second_time(
    db: duckdb.DuckDBPyConnection,
) -> None:
    rows = [("a", "Jane Doe"), ("b", "JANE DOE"), ("c", "Jane Q. Doe"), ("d", "Jane Doe")]
    for article, name in rows:
        name_in(db, article, P, name, f"p:{name}")
    resolve_names(db, now=NOW)
    first = links(db)
    resolve_names(db, now=NOW)
    assert links(db) == first
    with duckdb.connect() as other:
        migrate(other)
        for article, name in reversed(rows):
            name_in(other, article, P, name, f"p:{name}")
            resolve_names(other, now=NOW)
        assert links(other) == first


def everything(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the sorted rows of what is decided and kept."""
    tables = ("entity_links", "name_meanings", *KEPT)
    return {name: sorted(map(repr, db.execute(f"from {name}").fetchall())) for name in tables}


# Few names, so that writings, nicknames, slips, suffixes and bearers of one surname meet again and again.
GIVEN = ("Jane", "JANE", "Jane Q.", "Jane Quill", "Mike", "Michael", "Hillary", "Hilary", "Doe", "Kim Jong-")
SURNAMES = ("Doe", "Roe", "Doe Jr.", "Vane", "un", "Un")


def change_at_random(db: duckdb.DuckDBPyConnection, random: Random) -> None:
    """Do to the database what a run, a correction or an upkeep may do."""
    article, story = f"a{random.randrange(40)}", f"s{random.randrange(6)}"
    name = f"{random.choice(GIVEN)} {random.choice(SURNAMES)}"
    entities = [row[0] for row in db.execute("select entity_id from entities order by 1").fetchall()]
    match random.randrange(12):
        case 0:
            db.execute("delete from story_members where article_id = ?", [article])
            join(db, article, story)
        case 1:
            for table in ("articles", "mentions", "story_members"):
                db.execute(f"delete from {table} where article_id = ?", [article])
        case 2 if len(entities) > 1:
            one, other = random.sample(entities, 2)
            with suppress(CorrectionRefused):
                merge_entities(db, one, other, now=NOW)
        case 3 if entities:
            with suppress(CorrectionRefused):
                unmerge_entity(db, random.choice(entities), now=NOW)
        case 4 if entities:
            db.execute("update entities set name = ? where entity_id = ?", [name, random.choice(entities)])
        case 5:
            name_in(db, article, ORG, "NHB", random.choice(("o:NHB", "o:Norvik Harbour Board")), form="acronym")
            name_in(db, article, random.choice((P, ORG)), "Norvik Harbour Board", "o:Norvik Harbour Board")
        case 6 | 7 | 8:
            surname = random.choice((*SURNAMES, "Jane", "Hillary")).removesuffix(" Jr.")
            name_in(db, article, P, surname, None)
        case _:
            for number in range(random.choice((1, 1, 6, 12))):
                where = article if not number else f"a{random.randrange(40)}"
                name_in(db, where, P, name, f"p:{name}", times=random.choice((1, 3)))


@pytest.mark.parametrize("seed", [3, 5])
def test_what_changes_touch_is_resolved_as_if_all_were_read_anew(db: duckdb.DuckDBPyConnection, seed: int) -> None:
    random, meant = Random(seed), 0
    for _ in range(12):
        for _ in range(random.choice((1, 4, 24))):
            change_at_random(db, random)
        resolve_names(db, now=NOW)
        kept = everything(db)
        db.execute("delete from names_state")
        resolve_names(db, now=NOW)
        assert everything(db) == kept
        meant += len(kept["name_meanings"])
    assert meant > 25


def test_only_what_is_touched_is_decided_again(db: duckdb.DuckDBPyConnection) -> None:
    for article in ("a", "b", "c"):
        name_in(db, article, P, f"{article.upper()}nn Doe", f"p:{article}")
        name_in(db, article, P, "Doe", None)
    resolve_names(db, now=NOW)
    name_in(db, "d", P, "Doe", None)
    resolve_names(db, now=NOW)
    assert db.execute("from open_articles").fetchall() == [("d",)]


def test_people_win_over_the_corpus_and_stay_so(db: duckdb.DuckDBPyConnection) -> None:
    for article, name in (("a", "Jane Doe"), ("b", "Jane Doe"), ("c", "JANE DOE"), ("d", "Jane DOE")):
        name_in(db, article, P, name, f"p:{name}")
    resolve_names(db, now=NOW)
    assert resolve_entity(db, "p:JANE DOE") == "p:Jane Doe"
    unmerge_entity(db, "p:JANE DOE", now=NOW)
    merge_entities(db, "p:Jane Doe", "p:Jane DOE", now=NOW)
    for _ in range(2):
        assert resolve_entity(db, "p:JANE DOE") == "p:JANE DOE"
        assert resolve_entity(db, "p:Jane Doe") == "p:Jane DOE"
        resolve_names(db, now=NOW)
