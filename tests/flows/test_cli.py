"""The command line: formats, streams, exit codes, what is printed of hostile text."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.output import print_rows
from tests.conftest import ARTICLES, load_paths, seed

ROOT = Path(__file__).parents[2]


def cuttings(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PREFECT_API_URL": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_load_says_what_came_of_it_and_leaves_stdout_to_data(tmp_path: Path) -> None:
    run = cuttings("load", ARTICLES, "--database", tmp_path / "news.duckdb")
    assert run.returncode == 0
    assert run.stdout == ""
    lines = run.stderr.splitlines()
    assert lines[0] == "no Prefect API is configured; the steps run directly"
    assert lines[1] == "found 4: new 4, unchanged 0, rejected 0"
    assert lines[2].startswith(f"{tmp_path / 'news.duckdb'}: articles 4, distinct texts 4, stories 1, mentions ")
    assert lines[3].startswith("time: ")
    assert len(lines) == 4


def test_load_as_json(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    run = cuttings("load", ARTICLES, tmp_path / "empty.txt", "--database", tmp_path / "news.duckdb", "--json")
    assert run.returncode == 1
    row = json.loads(run.stdout)
    assert (row["found"], row["new"], row["rejections"]) == (5, 4, {"empty": 1})


STATEMENT = "select 14300000000::decimal(38, 6) as amount, 'a\"b,c' as words, null as nothing, [1, 2] as list"


def test_sql_prints_json(seed_database: Path) -> None:
    run = cuttings("sql", STATEMENT, "--database", seed_database, "--json")
    assert json.loads(run.stdout) == [{"amount": 14300000000, "words": 'a"b,c', "nothing": None, "list": [1, 2]}]


def test_sql_prints_csv(seed_database: Path) -> None:
    run = cuttings("sql", STATEMENT, "--database", seed_database, "--csv")
    assert list(csv.reader(io.StringIO(run.stdout))) == [
        ["amount", "words", "nothing", "list"],
        ["14300000000", 'a"b,c', "", "1; 2"],
    ]


def test_sql_prints_a_table_uncut(seed_database: Path) -> None:
    run = cuttings("sql", f"select '{'x' * 500}' as words", "--database", seed_database)
    assert "x" * 500 in run.stdout


def test_two_formats_are_a_usage_error(seed_database: Path) -> None:
    run = cuttings("sql", "select 1", "--database", seed_database, "--json", "--csv")
    assert run.returncode == 2
    assert "one of --table, --csv and --json" in run.stderr


def test_hostile_text_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[2J\x07\u202eevil[bold]x[/bold]"
    print_rows([hostile], [(hostile,)], "table")
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "[bold]x[/bold]" in printed


def test_stories_are_listed_and_shown_by_the_beginning_of_an_id(seed_database: Path) -> None:
    (story,) = json.loads(cuttings("stories", "list", "--database", seed_database, "--json").stdout)
    assert (story["article_count"], story["text_count"]) == (4, 4)
    run = cuttings("stories", "show", story["story_id"][:8], "--database", seed_database, "--json")
    assert len(json.loads(run.stdout)) == 4
    unknown = cuttings("stories", "show", "zzzz", "--database", seed_database)
    assert unknown.returncode == 2
    assert "no story has this id" in unknown.stderr


def test_mentions_carry_their_sentence(seed_database: Path) -> None:
    run = cuttings("mentions", "--entity", "Jason Droege", "--database", seed_database, "--json")
    rows = json.loads(run.stdout)
    assert len(rows) == 3
    assert all("Droege" in row["sentence"] for row in rows)


def test_an_unknown_kind_of_mention_is_a_usage_error(seed_database: Path) -> None:
    run = cuttings("mentions", "--kind", "bogus", "--database", seed_database)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    # Typer wraps its messages to the terminal's width.
    told = " ".join(run.stderr.replace("│", " ").split())
    assert "'bogus' is not one of person, organization, place, product, event, topic, money, percent" in told
    assert cuttings("mentions", "--kind", "money", "--database", seed_database).returncode == 0


def test_config_shows_what_is_in_force_and_masks_secrets(tmp_path: Path) -> None:
    (tmp_path / "cuttings.toml").write_text('[fetch]\nproxy = "http://user:word@proxy.example"\n')
    run = cuttings("config", "--config", tmp_path / "cuttings.toml", "--changed", "--json")
    (row,) = json.loads(run.stdout)
    assert (row["setting"], row["value"]) == ("fetch.proxy", "********")
    assert "word" not in run.stdout


def test_a_mistake_in_the_settings_is_one_line_and_exit_2(tmp_path: Path) -> None:
    run = cuttings("status", CUTTINGS_DATABSE="x")
    assert run.returncode == 2
    assert (
        run.stderr == "cuttings: environment: unknown setting CUTTINGS_DATABSE; did you mean CUTTINGS_DATABASE?\n"
    )


def test_status_tells_a_killed_run(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, seed("000"))
    assert cuttings("status", "--database", database).returncode == 0
    code = (
        "import os, signal, flows.runs.pipeline as p\n"
        "p.publish = lambda place: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from flows.cli import main; main()"
    )
    killed = [sys.executable, "-c", code, "load", str(ARTICLES), "--database", str(database)]
    subprocess.run(killed, cwd=ROOT, capture_output=True, check=False, timeout=120)
    run = cuttings("status", "--database", database, "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)[0]["state"] == "failed"
    load_paths(database, ARTICLES)
    assert cuttings("status", "--database", database).returncode == 0


def test_sigterm_ends_a_run_with_a_row_and_the_next_goes_on(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    code = (
        "import os, signal, flows.runs.overlap as p\n"
        "p.load_outcomes = lambda *arguments: os.kill(os.getpid(), signal.SIGTERM)\n"
        "from flows.cli import main; main()"
    )
    stopped = [sys.executable, "-c", code, "load", str(ARTICLES), "--database", str(database)]
    run = subprocess.run(stopped, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 143
    assert run.stderr.splitlines()[-1] == "cuttings: ended by SIGTERM; what was loaded stays, the next run goes on"
    report = load_paths(database, ARTICLES)
    assert report.counts.new == 4


def test_output_to_a_reader_that_went_away_is_no_error(seed_database: Path) -> None:
    statement = "select * from range(200000)"
    command = f"{sys.executable} -m flows.cli sql '{statement}' --csv --database {seed_database} | head -1"
    run = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "range\n"
    assert run.stderr == ""


def test_report_writes_one_page_or_says_why_not(seed_database: Path, tmp_path: Path) -> None:
    run = cuttings("report", "--database", seed_database, "--output", tmp_path / "report.html")
    assert run.returncode == 0, run.stderr
    assert "Alexandr Wang" in (tmp_path / "report.html").read_text(encoding="utf-8")
    refused = cuttings("report", "--database", seed_database, "--output", tmp_path / "none" / "report.html")
    assert refused.returncode == 2
    assert "cannot be written: No such file or directory" in refused.stderr


def test_a_feed_is_written(seed_database: Path, tmp_path: Path) -> None:
    feed = tmp_path / "meta.atom"
    run = cuttings("feed", "--watch", "Meta Platforms", "--database", seed_database, "--output", feed)
    assert run.returncode == 0, run.stderr
    assert "wrote 1 story" in run.stderr
    assert feed.read_text(encoding="utf-8").count("<entry>") == 1
    for query, count in (("(stake OR zebra) NEAR/40 billion", 1), ("zebra", 0)):
        run = cuttings("feed", "--query", query, "--database", seed_database, "--output", feed)
        assert (run.returncode, feed.read_text(encoding="utf-8").count("<entry>")) == (0, count)
    assert "Cuttings: zebra" in feed.read_text(encoding="utf-8")


def test_a_watched_name_that_no_article_names_is_no_mistake(seed_database: Path) -> None:
    named = cuttings("mentions", "--watch", "Stuttgart Open", "--csv", "--database", seed_database)
    assert (named.returncode, len(named.stdout.splitlines())) == (0, 1)
    assert named.stderr.strip() == "watched: Stuttgart Open, which no article names"
    unknown = cuttings("mentions", "--watch", "Nobody Ltd", "--database", seed_database)
    assert (unknown.returncode, "no watched name 'Nobody Ltd'" in unknown.stderr) == (2, True)


def test_a_digest_is_printed_or_written_by_the_ending_of_its_name(seed_database: Path, tmp_path: Path) -> None:
    database = ("--database", seed_database)
    printed = cuttings("digest", "--watch", "meta platforms", *database)
    assert printed.returncode == 0, printed.stderr
    assert "4 articles (0 before)" in printed.stdout
    mail = tmp_path / "week.eml"
    assert cuttings("digest", *database, "--output", mail).returncode == 0
    assert mail.read_bytes().startswith(b"Subject: Cuttings: all that came in")
    assert cuttings("digest", *database, "--output", tmp_path / "week.pdf").returncode == 2


def test_peoples_corrections_are_made_and_survive_a_rerun(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, ARTICLES)
    (story,) = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    articles = json.loads(cuttings("stories", "show", story["story_id"], "--database", database, "--json").stdout)
    leaving = articles[0]["article_id"]
    split = cuttings("stories", "split", story["story_id"][:10], "--article", leaving, "--database", database)
    assert split.returncode == 0, split.stderr
    load_paths(database, ARTICLES)
    two = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    assert sorted(row["article_count"] for row in two) == [1, 3]
    ids = [row["story_id"] for row in two]
    merged = cuttings("stories", "merge", ids[0], "into", ids[1], "--database", database)
    assert merged.returncode == 0, merged.stderr
    named = cuttings("stories", "rename", ids[0], "Meta buys into Scale AI", "--database", database)
    assert named.returncode == 0, named.stderr
    (one,) = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    assert (one["article_count"], one["title"]) == (4, "Meta buys into Scale AI")


def test_a_senseless_correction_is_refused(seed_database: Path, tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, seed("000"))
    (story,) = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    for arguments in (("split", story["story_id"], "--article", "zz"), ("merge", story["story_id"], "into", "zz")):
        run = cuttings("stories", *arguments, "--database", database)
        assert run.returncode == 2
        assert "has this id" in run.stderr
        assert "Traceback" not in run.stderr


@pytest.mark.parametrize("statement", ["", "  ;", "-- nothing"])
def test_no_statement_is_a_usage_error(seed_database: Path, statement: str) -> None:
    run = cuttings("sql", "--database", seed_database, "--", statement)
    assert run.returncode == 2
    assert run.stderr.endswith("no statement given\n")


def test_a_correction_that_changes_nothing_is_refused_in_one_line(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, ARTICLES)
    (story,) = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    for arguments in (("merge", story["story_id"], "into", story["story_id"]), ("rename", story["story_id"], " ")):
        run = cuttings("stories", *arguments, "--database", database)
        assert run.returncode == 2
        assert "Traceback" not in run.stderr
        assert run.stderr.startswith(f"cuttings: story {story['story_id']}: ")


def test_serve_refuses_what_cannot_work_before_it_starts_anything(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('sources = "none.toml"\n')
    wrong = cuttings("serve", "--cron", "bogus", "--database", tmp_path / "news.duckdb")
    assert (wrong.returncode, "'bogus' is no cron schedule" in wrong.stderr) == (2, True)
    missing = cuttings("serve", "--config", tmp_path / "bad.toml", "--database", tmp_path / "news.duckdb")
    assert (missing.returncode, "none.toml: no such file" in missing.stderr) == (2, True)
    assert not (tmp_path / "news.duckdb.work").exists()


def test_a_file_that_is_no_database_is_not_taken_into_the_work_folder(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    database.write_text("no database")
    assert cuttings("load", ARTICLES, "--database", database).returncode == 2
    database.unlink()
    assert cuttings("load", ARTICLES, "--database", database).returncode == 0
