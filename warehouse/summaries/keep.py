"""Stored answers brought up to date: changes are found by comparing, and what they touch is computed anew.

`article_facts` and `entity_facts` are what views would have to join again for every question; the others are the
answers themselves, by story, by entity and day, and by quoted words. Each has its statement beside this module,
which answers for the wanted stories, articles, entity days or words; where all are wanted, for everything.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import duckdb

from warehouse.queries import read_sql
from warehouse.views import view_statements

# Each summary with the temporary table of what is wanted of it, and the columns by which that is wanted.
SUMMARIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "article_entities": ("wanted_articles", ("article_id",)),
    "quote_facts": ("quoting_articles", ("article_id",)),
    "shared_quotes": ("wanted_words", ("words_id",)),
    "story_summaries": ("wanted_stories", ("story_id",)),
    "story_figures": ("figured_stories", ("story_id",)),
    "entity_days": ("wanted_entity_days", ("entity_id", "published_day")),
}
FACTS = ("article_facts", "entity_facts")
# Made from all story summaries at once.
WHOLE = ("story_counterparts",)

# Those that are cut from texts, with how the articles whose texts they need are found.
_CUT_FROM_TEXTS = {
    # Of quoting articles that say what they said, the sentences are kept.
    "quote_facts": "semi join quoting_articles using (article_id) anti join kept_articles using (article_id)",
    "story_figures": "semi join figured_stories using (story_id)",
}

# What all keys of a summary are taken from, where that is not `article_facts`.
_ALL_OF = {
    "shared_quotes": "quote_facts",
    "entity_days": "article_entities join article_facts using (article_id)",
}

_MACRO = re.compile(r"create or replace macro (\w+).*?;\n", re.DOTALL)
_WORD = re.compile(r"\w+")
# Comments, and those that views and columns have in the database.
_NO_CODE = re.compile(r"--[^\n]*|^comment on (?:view|column) .*? is '(?:[^']|'')*';", re.MULTILINE | re.DOTALL)

# What is wanted at once where all is new: bounds the memory, 250,000 articles took 2 GB and spilled otherwise.
_SLICE = 10_000
# Days and words are short rows and need no texts; each slice reads all that is stored once.
_SHORT_ROWS = {"entity_days": 20, "shared_quotes": 20}


@cache
def _statements() -> Mapping[str, str]:
    """Return the statement of each summary, and of the facts, by its name."""
    return {name: files(__package__).joinpath(f"{name}.sql").read_text() for name in (*FACTS, *SUMMARIES, *WHOLE)}


def summary_statement(name: str) -> str:
    """Return the statement that makes a summary anew for what is wanted of it."""
    return _statements()[name]


def keep_summaries(db: duckdb.DuckDBPyConnection) -> None:
    """Bring the summaries up to date, inside the caller's transaction.

    Those whose statement or views are not what they were made by are made anew, and those that rest on them.
    """
    stale = _forget_stale(db)
    _stage_changed_buckets(db)
    if not stale and not _count(db, "changed_buckets") and not _count(db, "summaries_due"):
        return
    _stage_changed_articles(db)
    _stage_changed_entities(db)
    _replace_buckets(db)
    _stage_wanted(db, "create or replace temp table")
    _want_all(db, stale & {"article_entities", "quote_facts"})
    wanted_entities = read_sql("summaries/wanted_entities")
    db.execute(read_sql("summaries/stage_former_entities").format(wanted_entities=wanted_entities))
    db.execute(read_sql("summaries/stage_kept_sentences"))
    if "quote_facts" in stale:  # then none are there
        db.execute("delete from kept_articles")
    _replace_facts(db)
    for name in ("article_entities", "quote_facts"):
        _replace(db, name)
    _stage_wanted(db, "insert into")
    db.execute(read_sql("summaries/stage_entity_days").format(wanted_entities=wanted_entities))
    _want_all(db, stale - {"article_entities", "quote_facts"})
    for name in ("shared_quotes", "story_figures", "story_summaries", "entity_days"):
        _replace(db, name)
    if _count(db, "wanted_stories") or stale.intersection(WHOLE):
        _replace_counterparts(db)


def forget_findings(
    db: duckdb.DuckDBPyConnection, revision_ids: Sequence[str], *, are_names_alone: bool = False
) -> None:
    """Let the next upkeep look at these revisions again: their mentions or quotes were replaced.

    `are_names_alone`: only names of them count otherwise than before.
    """
    db.execute(
        "insert into summaries_due (article_id, are_names_alone)"
        " select distinct article_id, $1 from revisions where revision_id in (select unnest($2))",
        [are_names_alone, list(revision_ids)],
    )


def _forget_stale(db: duckdb.DuckDBPyConnection) -> set[str]:
    """Empty the summaries that were made by other definitions than today's; return which.

    What articles and entities are stands behind all the others.
    """
    digests = _definition_digests()
    stored = dict(db.execute("select summary, definitions_sha256 from summaries_state").fetchall())
    stale = {name for name, digest in digests.items() if stored.get(name) != digest}
    if stale.intersection(FACTS):
        stale = set(digests)
        db.execute("delete from summary_buckets")
    for name in stale:
        db.execute(f"delete from {name}")  # noqa: S608 - names are ours
    if stale:
        db.execute("delete from summaries_state")
        rows = {"names": list(digests), "digests": list(digests.values())}
        db.execute("insert into summaries_state select unnest($names), unnest($digests)", rows)
    return stale


def _want_all(db: duckdb.DuckDBPyConnection, names: set[str]) -> None:
    """Let all that these summaries answer for be wanted."""
    for name in names & SUMMARIES.keys():
        wanted, keys = SUMMARIES[name][0], ", ".join(SUMMARIES[name][1])
        table = _ALL_OF.get(name, "article_facts")
        query = f"select distinct {keys} from {table} where {SUMMARIES[name][1][0]} is not null"  # noqa: S608 - as above
        db.execute(f"insert into {wanted} {query} except from {wanted}")


@cache
def _definition_digests() -> Mapping[str, str]:
    """Return the digest of all that each summary is made by: its statement, and what that names, and so on.

    A report that no summary reads makes none of them anew, nor does a comment.
    """
    macros = files("warehouse").joinpath("macros.sql").read_text()
    definitions: dict[str, str] = {match[1]: match[0] for match in _MACRO.finditer(macros)}
    definitions |= {**view_statements(), **_statements()}
    plain = {name: " ".join(_NO_CODE.sub("", text).split()) for name, text in definitions.items()}
    named = {name: (set(_WORD.findall(text)) & plain.keys()) - {name} for name, text in plain.items()}
    digests: dict[str, str] = {}
    for name in _statements():
        reached, waiting = {name}, [name]
        while waiting:
            new = named[waiting.pop()] - reached
            reached |= new
            waiting += new
        digests[name] = hashlib.sha256("\n".join(plain[each] for each in sorted(reached)).encode()).hexdigest()
    return digests


def _stage_changed_buckets(db: duckdb.DuckDBPyConnection) -> None:
    """Stage the buckets of ids of which something is otherwise than when the summaries were last kept up.

    Adding up hashes is all that is done with what did not change: a dozen short columns.
    """
    db.execute(read_sql("summaries/stage_buckets"))
    db.execute("""
        create or replace temp table changed_buckets as
        select kind, bucket from (from new_buckets except from summary_buckets)
        union
        select kind, bucket from (from summary_buckets except from new_buckets)
    """)


def _stage_changed_articles(db: duckdb.DuckDBPyConnection) -> None:
    """Stage the facts of the articles in these buckets as they are now, and the articles whose facts changed.

    Whom names mean changes for articles of any age, and changes none of their figures.
    """
    db.execute(read_sql("summaries/stage_candidates"))
    db.execute(f"create or replace temp table new_article_facts as {_statements()['article_facts']}")
    db.execute(read_sql("summaries/stage_changed"))


def _stage_changed_entities(db: duckdb.DuckDBPyConnection) -> None:
    """Stage the facts of entities, those that are others than before, and the articles that name these.

    A new entity changes nothing by itself: the articles that name it are new, or their names mean it newly.
    """
    are_changed = db.execute("select count(*) from changed_buckets where kind = 'entity'").fetchall() != [(0,)]
    facts = _statements()["entity_facts"] if are_changed else "from entity_facts"
    db.execute(f"create or replace temp table new_entity_facts as {facts}")
    db.execute("""
        create or replace temp table changed_entities as
        select entity_id from (from entity_facts except from new_entity_facts)
    """)
    if _count(db, "changed_entities"):
        db.execute(read_sql("summaries/stage_naming"))


def _stage_wanted(db: duckdb.DuckDBPyConnection, begin: str) -> None:
    """Stage stories and words of the articles, as the facts have them: before, then also after."""
    tables = {
        "wanted_stories": "select distinct story_id from article_facts"
        " semi join wanted_articles using (article_id) where story_id is not null",
        "figured_stories": "select distinct story_id from article_facts"
        " semi join figured_articles using (article_id) where story_id is not null",
        "wanted_words": "select distinct words_id from quote_facts semi join figured_articles using (article_id)",
    }
    for table, query in tables.items():
        if begin == "insert into":
            db.execute(f"insert into {table} {query} except from {table}")
        else:
            db.execute(f"create or replace temp table {table} as {query}")


def _replace_buckets(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("delete from summary_buckets where (kind, bucket) in (from changed_buckets)")
    db.execute("insert into summary_buckets from new_buckets semi join changed_buckets using (kind, bucket)")
    db.execute("delete from summaries_due")


def _replace_facts(db: duckdb.DuckDBPyConnection) -> None:
    # An article that is due, or names a changed entity, may have the facts that it had.
    db.execute("delete from article_facts where article_id in (from candidate_articles)")
    db.execute("insert into article_facts from new_article_facts")
    db.execute("delete from entity_facts where entity_id in (from changed_entities)")
    db.execute("insert into entity_facts from new_entity_facts anti join entity_facts using (entity_id)")


def _replace(db: duckdb.DuckDBPyConnection, name: str) -> None:
    """Put the summary's answers for what is wanted in the place of the stored ones, slice by slice."""
    wanted, keys = SUMMARIES[name]
    keyed = " and ".join(f"{name}.{key} is not distinct from {wanted}.{key}" for key in keys)
    db.execute(f"delete from {name} using {wanted} where {keyed}")  # noqa: S608 - names are ours
    count, most = _count(db, wanted), _SLICE * _SHORT_ROWS.get(name, 1)
    if count <= most:
        _insert(db, name)
        return
    db.execute(f"alter table {wanted} rename to all_{wanted}")
    slices = -(-count // most)
    for number in range(slices):
        db.execute(
            f"create or replace temp table {wanted} as from all_{wanted}"
            f" where hash({', '.join(keys)}) % {slices} = {number}"
        )
        _insert(db, name)
    db.execute(f"drop table {wanted}")
    db.execute(f"alter table all_{wanted} rename to {wanted}")


def _replace_counterparts(db: duckdb.DuckDBPyConnection) -> None:
    """Put the counterparts of all stories in place: what is rare among them, each story decides with."""
    db.execute("delete from story_counterparts")
    db.execute(f"insert into story_counterparts by name {_statements()['story_counterparts']}")


def _insert(db: duckdb.DuckDBPyConnection, name: str) -> None:
    """Insert the summary's answers for what is wanted; its texts are staged first, where it is cut from texts.

    Texts are most of the database: a list of rows keeps the others from being unpacked, which a join does not.
    """
    if name in _CUT_FROM_TEXTS:
        ids = f"select revision_id from article_facts {_CUT_FROM_TEXTS[name]}"  # noqa: S608 - names are ours
        rows = db.execute(f"select rowid from revisions where revision_id in ({ids})").fetchall()  # noqa: S608 - names are ours
        db.execute(
            "create or replace temp table wanted_texts as"
            " select revision_id, title, text from revisions where rowid in (select unnest($rows))",
            {"rows": [row for (row,) in rows]},
        )
    db.execute(f"insert into {name} by name {_statements()[name]}")


def _count(db: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchall()[0][0])  # noqa: S608 - names are ours
