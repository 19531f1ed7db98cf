"""What the four shipped articles must show, from the files to the views."""

from pathlib import Path

import pytest

from tests.conftest import ask, load_paths, seed, seeds

META_STATEMENT = "Alexandr Wang will join Meta"
UNRELATED = """Meta opens a bakery school in Lisbon

Meta Platforms said on Monday that it would fund a school for bakers in the Portuguese capital. The school, in a
former tram depot beside the river, will teach sixty apprentices a year how to make sourdough, custard tarts, rye.

The mayor of Lisbon, Ana Ferreira, welcomed the gift and said that the ovens would be lit before Christmas. Flour
will come from mills in the Alentejo, and the bread will be sold at the market of Campo de Ourique on Saturdays.
"""


def test_four_articles_four_texts_one_story_no_outlet(seed_database: Path) -> None:
    assert ask(
        seed_database,
        "select article_count, text_count, outlet_count, articles_without_outlet_count from report_stories",
    ) == [(4, 4, 0, 4)]


def test_an_edited_copy_is_an_article_but_no_text_of_its_own(tmp_path: Path) -> None:
    paragraphs = seed("001").read_text(encoding="utf-8").splitlines()
    del paragraphs[7]
    edited = "\n".join(paragraphs)
    for old, new in [
        ("Reuters", "Bloomberg"),
        ("bold", "daring"),
        ("massive", "huge"),
        ("desirable", "coveted"),
        ("poised", "ready"),
    ]:
        assert old in edited
        edited = edited.replace(old, new, 1)
    copy = tmp_path / "copy.txt"
    copy.write_text(edited, encoding="utf-8")
    load_paths(tmp_path / "news.duckdb", *seeds(), copy)
    assert ask(tmp_path / "news.duckdb", "select article_count, text_count from report_stories") == [(5, 4)]


def test_an_unrelated_article_about_the_company_is_a_second_story(tmp_path: Path) -> None:
    other = tmp_path / "bakery.txt"
    other.write_text(UNRELATED, encoding="utf-8")
    load_paths(tmp_path / "news.duckdb", *seeds(), other)
    rows = ask(tmp_path / "news.duckdb", "select article_count from report_stories order by 1")
    assert rows == [(1,), (4,)]


def test_titles_are_null_where_there_is_none(seed_database: Path) -> None:
    rows = ask(seed_database, "select location, title from base_articles order by location")
    assert [(Path(location).name[:3], title) for location, title in rows] == [
        ("000", None),
        ("001", None),
        ("002", "Unveiling Meta's AI Strategy: Scale AI Investment and Alexandr Wang's Role"),
        ("003", None),
    ]
    ((text,),) = ask(seed_database, "select text from revisions where title is not null")
    assert "Unveiling" not in text


def test_the_storys_title_says_where_it_comes_from(seed_database: Path) -> None:
    ((title, origin, reason),) = ask(seed_database, "select title, title_origin, title_reason from report_stories")
    assert title == "Unveiling Meta's AI Strategy: Scale AI Investment and Alexandr Wang's Role"
    assert origin == "article"
    assert reason.endswith("left out: 3 missing")


def test_only_one_date_is_known_and_none_is_the_time_of_loading(seed_database: Path) -> None:
    rows = ask(
        seed_database,
        "select published_date::varchar, published_precision, published_origin, published_at, modified_date"
        " from revisions order by published_date nulls last",
    )
    assert rows == [("2025-06-13", "day", "text", None, None)] + [(None, None, None, None, None)] * 3
    assert ask(seed_database, "select count(*) from base_articles where published_day is not null") == [(1,)]


def test_the_first_report_is_unknown_and_says_what_is_known(seed_database: Path) -> None:
    ((first_report, article),) = ask(
        seed_database, "select first_report, first_report_article_id from report_stories"
    )
    assert article is None
    assert first_report.startswith("unknown; earliest known date 2025-06-13 (")


def test_what_was_cut_is_kept_with_its_reason(seed_database: Path) -> None:
    rows = ask(seed_database, "select surface, reason from removed_spans")
    reasons = dict(rows)
    assert all(reasons.values())
    cut = "\n".join(reasons)
    assert "ALSO READ: Stuttgart Open: Alexander Zverev Overcomes Brandon Nakashima To Reach Semifinals" in reasons
    assert "Published On Fri Jun 13 2025" in cut
    assert "News: Meta hires 28-year-old CEO to lead AI lab after $14.3B stake in Scale AI" in cut
    assert "Unveiling Meta's AI Strategy: Scale AI Investment and Alexandr Wang's Role" in cut
    ((kept,),) = ask(seed_database, "select string_agg(text, ' ') from revisions")
    assert "ALSO READ" not in kept
    assert "Published On" not in kept


@pytest.mark.parametrize(
    "heading",
    [
        "Who Is Alexandr Wang?",
        "Meta in Talks for Scale AI Investment That Could Top $10 Billion",
        "Meta's Investment in Scale AI",
        "Revenue Radar: Meta reports strong Q2 results driven by AI",
        "A strategic move for Meta",
        "Possible consequences for Scale and its customers",
    ],
)
def test_headings_have_the_zone_heading(seed_database: Path, heading: str) -> None:
    found = [
        zone["zone"]
        for text, zones in ask(seed_database, "select text, zones from revisions")
        for zone in zones
        if (start := text.find(f"\n{heading}\n") + 1) > 0 and zone["start"] <= start < zone["end"]
    ]
    assert found == ["heading"]


def test_a_figure_of_headings_alone_is_no_figure_of_the_story(seed_database: Path) -> None:
    assert ask(seed_database, "select count(*) from mentions where amount = 10000000000 and unit = 'USD'") == [
        (1,)
    ]
    assert ask(seed_database, "select count(*) from report_figures where amount = 10000000000") == [(0,)]


@pytest.mark.parametrize(
    ("amount", "unit", "article_count"),
    [(14_300_000_000, "USD", 3), (49, "percent", 3), (29_000_000_000, "USD", 2), (1500, "employee", 2)],
)
def test_figures_are_stated_by_as_many_articles(
    seed_database: Path, amount: int, unit: str, article_count: int
) -> None:
    rows = ask(
        seed_database, f"select article_count from report_figures where amount = {amount} and unit = '{unit}'"
    )
    assert rows == [(article_count,)]


@pytest.mark.parametrize("name", ["Meta Platforms", "Scale AI", "Alexandr Wang"])
def test_the_three_names_are_found_in_all_four(seed_database: Path, name: str) -> None:
    rows = ask(seed_database, f"select count(distinct article_id) from base_mentions where entity_name = '{name}'")
    assert rows == [(4,)]


@pytest.mark.parametrize(
    ("short", "name"), [("Wang", "Alexandr Wang"), ("Scale", "Scale AI"), ("Meta", "Meta Platforms")]
)
def test_short_forms_are_resolved(seed_database: Path, short: str, name: str) -> None:
    rows = ask(seed_database, f"select distinct entity_name from base_mentions where surface = '{short}'")
    assert rows == [(name,)]


def test_exactly_two_quotes_both_of_the_company(seed_database: Path) -> None:
    rows = ask(
        seed_database, "select location, quote, speaker from report_quotes join base_articles using (article_id)"
    )
    assert sorted(Path(location).name[:3] for location, _, _ in rows) == ["001", "003"]
    assert all(META_STATEMENT in quote for _, quote, _ in rows)
    assert {speaker for *_, speaker in rows} == {"Meta Platforms"}


def test_every_mention_stands_where_it_says(seed_database: Path) -> None:
    for table in ("mentions", "quotes"):
        rows = ask(
            seed_database,
            "select field, title, text, span_start, span_end, surface"
            f" from {table} join revisions using (revision_id)",
        )
        assert rows
        for field, title, text, start, end, surface in rows:
            assert (title if field == "title" else text)[start:end] == surface


def test_zones_are_disjoint_and_in_order(seed_database: Path) -> None:
    for text, zones in ask(seed_database, "select text, zones from revisions"):
        bounds = [offset for zone in zones for offset in (zone["start"], zone["end"])]
        assert bounds == sorted(bounds)
        assert bounds[-1] <= len(text)
