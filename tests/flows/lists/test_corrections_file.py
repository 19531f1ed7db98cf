"""The file of people's corrections: what may stand in it, and that it is carried out as a whole."""

import json
from pathlib import Path

import pytest

from flows.errors import CorrectionsError
from flows.lists.corrections_file import read_corrections
from tests.conftest import ARTICLES, load_paths
from tests.flows.test_cli import cuttings

HEADER = "change,story,articles,into,title,reason\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_read_in_order(tmp_path: Path) -> None:
    text = HEADER + 'split,17be,"5fc0; ca55 https://a.example/x",,,two events\nrename,17be,,,"A, B",\n'
    first, second = read_corrections(write(tmp_path, text))
    assert (first.line, first.articles, first.reason) == (2, ("5fc0", "ca55", "https://a.example/x"), "two events")
    assert (second.line, second.change, second.title) == (3, "rename", "A, B")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "line 1: columns missing: articles, change, into, story, title"),
        ("change,story,articles,into,title,why\n", "line 1: unknown columns: 'why'"),
        (HEADER + "merge,a,,b,,\njoin,a,,b,,\n", "line 3: 'join' is no change; one of merge, split"),
        (HEADER + "merge,a,,,,\n", "line 2: merge needs into"),
        (HEADER + "merge,a,x,b,,\n", "line 2: merge has no articles"),
        (HEADER + "merge,a\n", "line 2: more or fewer values than columns"),
        (HEADER + "move,,x,b,,\nmove,,y x,c,,\n", "line 3: article x was placed by line 2"),
        (HEADER + 'rename,a,,,"B\n', "no CSV in UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CorrectionsError) as told:
        read_corrections(path)
    assert str(told.value).startswith(f"{path}: ")
    assert complaint in str(told.value)


def test_a_file_is_carried_out_whole_or_not_at_all(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, ARTICLES)
    (story,) = json.loads(cuttings("stories", "list", "--database", database, "--json").stdout)
    articles = json.loads(cuttings("stories", "show", story["story_id"], "--database", database, "--json").stdout)
    one, other = (row["article_id"] for row in articles[:2])
    good = f"split,{story['story_id'][:10]},{one},,,not it\nrename,{other},,,Meta buys into Scale AI,\n"
    bad = cuttings("stories", "apply", write(tmp_path, f"{HEADER}{good}merge,zz,,{one},,\n"), "-d", database)
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "corrections.csv: line 4: " in bad.stderr
    assert len(bad.stderr.splitlines()) == 1
    path = write(tmp_path, HEADER + good)
    assert cuttings("stories", "apply", path, "--trial", "-d", database).returncode == 0
    assert len(json.loads(cuttings("stories", "list", "-d", database, "--json").stdout)) == 1
    done = json.loads(cuttings("stories", "apply", path, "-d", database, "--json").stdout)
    assert [(row["line"], row["change"]) for row in done] == [(2, "split"), (3, "rename")]
    again = json.loads(cuttings("stories", "apply", path, "-d", database, "--json").stdout)
    assert [row["outcome"] for row in again] == ["stands already"] * 2
    listed = cuttings("stories", "corrections", "-d", database, "--csv").stdout
    anew = tmp_path / "anew.duckdb"
    load_paths(anew, ARTICLES)
    assert cuttings("stories", "apply", write(tmp_path, listed), "-d", anew).returncode == 0
    names = "select article_id, story_id from story_members order by all"
    assert cuttings("sql", names, "-d", anew).stdout == cuttings("sql", names, "-d", database).stdout
