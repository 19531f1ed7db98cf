"""Statements that would write, read files or fetch code are refused; files that they name can be allowed."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import QueryRefused
from warehouse.query import query

REFUSED = """
attach '{work}/writer.duckdb' as w
attach '{work}/writer.duckdb' as w (read_only)
attach 'new.duckdb' as q
attach ':memory:' as m
copy articles to '{published}'
copy articles to '{work}/writer.duckdb'
copy articles to 'out.csv'
copy (select 1) to '{published}' (use_tmp_file false)
copy (select 1) to 'news.duckdb' (use_tmp_file false)
copy (select 1) to 'news.duckdb.wal' (use_tmp_file false)
explain analyze copy (select 1) to 'news.duckdb' (use_tmp_file false)
explain /* x */ analyze (format json) copy (select 1) to 'news.duckdb' (use_tmp_file false)
prepare p as copy (select 1) to 'news.duckdb' (use_tmp_file false)
copy (select 1) to ('news' || '.duckdb') (use_tmp_file false)
copy (select 1) to '.' (per_thread_output, file_extension 'duckdb', filename_pattern 'news')
copy from database news to m
copy articles to 'out.parquet' (format parquet)
copy (select 1) to '/dev/stdout'
copy (select 'x') to '{folder}/sources.toml'
export database 'exported'
import database 'exported'
select * from read_text('/etc/passwd')
select * from read_blob('/etc/passwd')
select * from read_csv('/etc/passwd')
select * from read_json('/etc/passwd')
select * from read_parquet('{folder}/x.parquet')
select * from '/etc/passwd'
select * from '{folder}/x.parquet'
select * from glob('/etc/*')
select * from sniff_csv('/etc/passwd')
from read_text('https://example.org/')
from 'https://example.org/x.csv'
install httpfs
force install httpfs
load httpfs
install spatial from community
load '{folder}/x.duckdb_extension'
update extensions
set enable_external_access = true
set lock_configuration = false
set allowed_directories = ['/']
set allowed_paths = ['/etc/passwd']
set autoinstall_known_extensions = true
set temp_directory = '/etc'
set home_directory = '/'
set secret_directory = '/'
set extension_directory = '/'
set profiling_output = '{folder}/profile'
pragma enable_profiling = 'json'
set log_query_path = '{folder}/log'
call enable_logging('QueryLog', storage = 'file', storage_path = '{folder}/log')
create secret s (type http, bearer_token 'x')
create persistent secret s (type http, bearer_token 'x')
select * from duckdb_secrets()
create table x as select 1
create view v as select 1
insert into articles by name select * from articles
update articles set language = 'x'
delete from articles
drop table articles
alter table articles add column x integer
create macro m() as 1
truncate articles
from read_duckdb('{work}/writer.duckdb')
reset enable_external_access
select 1; attach '{work}/writer.duckdb' as w
""".strip().splitlines()


@pytest.fixture
def database(seed_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the seeds' database, with the writer's beside it, in the current folder."""
    published = tmp_path / "news.duckdb"
    shutil.copy(seed_database, published)
    work = tmp_path / "news.duckdb.work"
    work.mkdir()
    shutil.copy(seed_database, work / "writer.duckdb")
    (tmp_path / "mine.csv").write_text("a,b\n1,2\n")
    (tmp_path / "yours.csv").write_text("a,b\n3,4\n")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table x as select 7 as a")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "more.csv").write_text("a,b\n5,6\n")
    monkeypatch.chdir(tmp_path)
    return published


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def filled(statement: str, database: Path) -> str:
    work = database.with_name("news.duckdb.work")
    return statement.format(published=database, work=work, folder=database.parent)


@pytest.mark.parametrize("statement", REFUSED)
def test_what_leads_out_of_the_database_is_refused(database: Path, statement: str) -> None:
    before = state(database.parent)
    with pytest.raises(QueryRefused):
        query(database, filled(statement, database))
    assert state(database.parent) == before


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from articles",
        "explain analyze select count(*) from articles",
        "create temp table x as select 1",
        "select strftime(now() at time zone 'Europe/Berlin', '%Y')",
        "pragma database_list",
        "select '/etc/passwd', 'folder'",
        "with x as (select unnest(range(300000)) as n) select count(distinct md5(n::varchar)) from x",
    ],
)
def test_questions_are_answered(database: Path, statement: str) -> None:
    assert query(database, statement)[1] is not None


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("select a from 'mine.csv'", [(1,)]),
        ("select a from read_csv('*.csv') order by a", [(1,), (3,)]),
        ("select a from read_csv(['mine.csv', 'folder/more.csv']) order by a", [(1,), (5,)]),
        ("select a from 'folder/*.csv'", [(5,)]),
        ("copy (select 1 as a) to 'out.csv'; select a from 'out.csv'", [(1,)]),
        ("export database 'exported'; select count(*) from 'exported/articles.csv'", [(4,)]),
        ("attach 'other.duckdb' as o; select a from o.x", [(7,)]),
    ],
)
def test_files_that_are_named_can_be_allowed(database: Path, statement: str, rows: list[tuple[int]]) -> None:
    with pytest.raises(QueryRefused):
        query(database, statement)
    assert query(database, statement, is_file_allowed=True)[1] == rows


OWN = """
attach '{work}/writer.duckdb' as w
attach 'linked.duckdb' as w
attach 'hard.duckdb' as w
attach './news.duckdb.work/../news.duckdb.work/writer.duckdb' as w
copy articles to '{published}'
copy articles to 'news.duckdb'
copy articles to '{work}/new.csv'
copy articles to 'news.duckdb.wal'
copy articles to 'linked/writer.duckdb'
copy articles to ('news' || '.duckdb')
copy articles to ('news' || '.duckdb') (use_tmp_file false)
copy articles to 'news.duckdb' (use_tmp_file false)
copy articles to 'news.duckdb.wal' (use_tmp_file false)
copy articles to /* to 'x' */ ('news' || '.duckdb') (use_tmp_file false)
explain analyze copy articles to ('news' || '.duckdb') (use_tmp_file false)
prepare p as copy articles to ('news' || '.duckdb') (use_tmp_file false); execute p
copy articles to '.' (per_thread_output, file_extension 'duckdb', filename_pattern 'news', overwrite_or_ignore)
copy articles to getvariable('x')
copy articles to (concat('ne', 'ws.duckdb'))
export database 'news.duckdb.work'
export database '.'
copy articles to '.' (format csv, partition_by (language), overwrite true)
select * from read_blob('*.duckdb')
select * from read_blob('**/*.duckdb')
set enable_external_access = true
install httpfs
select * from read_text('/et' || 'c/passwd')
""".strip().splitlines()


@pytest.mark.parametrize("statement", OWN)
def test_the_databases_own_files_never_are(database: Path, statement: str) -> None:
    work = database.with_name("news.duckdb.work")
    (database.parent / "linked").symlink_to(work)
    (database.parent / "linked.duckdb").symlink_to(work / "writer.duckdb")
    os.link(work / "writer.duckdb", database.parent / "hard.duckdb")
    before = state(database.parent)
    with pytest.raises(QueryRefused):
        query(database, filled(statement, database), is_file_allowed=True)
    assert state(database.parent) == before
