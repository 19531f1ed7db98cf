"""What shows only in a page as a whole: text twice, tables, neighbours, rests elsewhere, leads."""

import time

import pytest

from tests.extractors.page.pages import STORY, TITLE, article, page, paragraphs, text_of

OTHERS = [
    "A ferry ran aground off the western pier on Monday night, and all nine passengers were brought ashore.",
    "Bakers in the valley have raised the price of a loaf by ten cents, the fourth time within two years.",
    "The school in Oberdorf gets a new roof after all, since the county found the money in another budget.",
    "A fox that had lived in the botanical garden since spring was caught and taken to a forest in the north.",
]
HEADLINES = [
    "Ferry aground off the pier",
    "Bread becomes dearer again",
    "New roof for the school",
    "Fox taken to the forest",
]
HALVES = [f"<div class='wide'><p>{line}</p></div><div class='small'><p>{line}</p></div>" for line in STORY]
TWICE = {
    "for-two-widths": f"<div class='big'>{paragraphs(STORY)}</div><div class='phone'>{paragraphs(STORY)}</div>",
    "line-by-line": "".join(HALVES),
    "lead-again": f"<p class='intro'>{STORY[0]}</p>{paragraphs(STORY)}",
    "pulled-out": paragraphs(STORY[:4])
    + f"<blockquote class='pull'>{STORY[1][:70]}</blockquote>"
    + paragraphs(STORY[4:]),
    "pulled-with-name": paragraphs(STORY[:5])
    + "<figure class='quote'><p>“Water is what most people asked for” – Anna de Wit</p></figure>"
    + paragraphs(STORY[5:]),
}


@pytest.mark.parametrize("form", TWICE)
def test_what_stands_twice_is_taken_once(form):
    text = text_of(article(TWICE[form]))
    assert [text.count(line) for line in STORY] == [1] * len(STORY)
    assert text.count("Water is what most people asked for") == 1
    assert text.count("a park instead") == 1


def test_a_refrain_stays():
    lines = ["The river took the boats away.", STORY[0], "The river took the boats away.", STORY[1]]
    assert text_of(article(paragraphs([*lines, *STORY[2:]]))).count("The river took the boats away.") == 2


ROWS = [
    ("Bridge", "Ships in 1973", "Ships in 2029"),
    ("North", "412", "1,900"),
    ("South", "", "€2.5 million"),
    ("Weir", "7", "3"),
]


def table(rows, tag="td"):
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )


def test_a_table_of_the_text_is_kept_as_rows_of_cells():
    text = text_of(article(paragraphs(STORY[:3]) + table(ROWS) + paragraphs(STORY[3:])))
    assert "\nBridge | Ships in 1973 | Ships in 2029\nNorth | 412 | 1,900\n" in text
    assert "\nSouth | | €2.5 million\nWeir | 7 | 3\n" in text


def test_cells_that_reach_over_rows_and_columns_keep_their_places():
    heads = "<tr><th rowspan='2'>Bridge</th><th colspan='2'>Ships</th></tr><tr><th>1973</th><th>2029</th></tr>"
    rows = f"<table>{heads}<tr><td>North</td><td>412</td><td>1,900</td></tr></table>"
    text = text_of(article(paragraphs(STORY[:3]) + rows + paragraphs(STORY[3:])))
    assert "\nBridge | Ships\n| 1973 | 2029\nNorth | 412 | 1,900\n" in text


def test_tables_that_are_the_page_or_its_furniture_are_no_rows():
    links = table([(f"<a href='/{at}'>Page {at}</a>", f"<a href='/b{at}'>Part {at}</a>") for at in range(4)])
    text = text_of(article(paragraphs(STORY), below=f"<nav>{links}</nav>"))
    assert "Page 1" not in text
    layout = f"<table><tr><td><h1>{TITLE}</h1>{paragraphs(STORY)}</td><td>Weather: rain</td></tr></table>"
    assert STORY[3] in text_of(page(layout, title=TITLE)).split("\n")


def test_a_table_of_100000_cells_ends_soon():
    body = paragraphs(STORY[:3]) + table([range(at, at + 10) for at in range(10_000)]) + paragraphs(STORY[3:])
    started = time.process_time()
    text = text_of(article(body))
    assert time.process_time() - started < 20
    assert text.count(" | ") < 3_000
    assert STORY[0] in text


def beside(form):
    lines = zip(range(4), HEADLINES, OTHERS, OTHERS[1:] + OTHERS[:1], strict=True)
    return "".join(form.format(at=at, head=head, lead=lead, more=more) for at, head, lead, more in lines)


TEASER = "<div class='t'><a href='/{at}'>{head} today</a><p>{lead}</p></div>"
BESIDE = {
    "leads-most-read": f"<div class='top'><h3>Most read</h3>{beside(TEASER)}</div>",
    "leads-in-a-list": "<ul>" + beside("<li><h4><a href='/x/{at}'>{head}</a></h4><p>{lead}</p></li>") + "</ul>",
    "whole-reports": beside("<section class='next'><h2>{head}</h2><p>{lead}</p><p>{more}</p></section>"),
    "next-article": f"<article><h1>{HEADLINES[3]}</h1>{paragraphs(OTHERS)}</article>",
}


@pytest.mark.parametrize("form", BESIDE)
@pytest.mark.parametrize("length", [2, 6])
def test_texts_of_neighbours_are_not_taken(form, length):
    text = text_of(article(paragraphs(STORY[:length]), below=BESIDE[form]))
    assert STORY[1] in text
    assert [line for line in OTHERS if line in text] == []


def test_a_list_of_programmes_is_no_text():
    programmes = (
        "<ul class='podcast-list'><li>Episode one: the canal at night</li><li>Episode two: the last ship</li></ul>"
    )
    text = text_of(article(paragraphs(STORY[:3]) + programmes + paragraphs(STORY[3:])))
    assert "Episode one" not in text


def test_a_list_of_the_text_stays():
    items = "<ul class='facts'><li>It is to be 21 metres wide</li><li>It was dug in the year 1122</li></ul>"
    assert "It was dug in the year 1122" in text_of(article(paragraphs(STORY[:3]) + items + paragraphs(STORY[3:])))


FIRST, SECOND = paragraphs(STORY[:3]), paragraphs(STORY[3:])
COLUMN = "<div class='col text'>{}</div>"
MAP = "<figure><div id='map'></div></figure>"
REST = {
    "behind-a-form": (COLUMN.format(FIRST), "<form><input></form>" + COLUMN.format(SECOND)),
    "behind-a-map": (COLUMN.format(FIRST), MAP + COLUMN.format(SECOND)),
    "until-a-click": (f"{FIRST}<a href='#'>More</a><div id='rest' style='display: none'>{SECOND}</div>", ""),
    "hidden": (f"{FIRST}<section hidden>{SECOND}</section>", ""),
    "in-a-text-area": (f"{FIRST}<textarea class='wait'>{SECOND.replace('<', '&lt;')}</textarea>", ""),
    "in-a-template": (f"{FIRST}<template>{SECOND}</template>", ""),
}


@pytest.mark.parametrize("form", REST)
def test_a_text_that_goes_on_elsewhere_is_whole(form):
    body, below = REST[form]
    assert [line for line in STORY if line not in text_of(article(body, below=below))] == []


def test_hidden_notices_and_comments_are_no_rest():
    box = f"<div class='{{}}' style='display:none'>{paragraphs(OTHERS[:2])}</div>"
    text = text_of(article(paragraphs(STORY) + box.format("comments") + box.format("newsletter")))
    assert [line for line in OTHERS if line in text] == []


LEAD = "The oldest waterway of the town is to carry ships again. Its neighbours had wished for something else."
LEADS = {
    "paragraph": f"<p>{LEAD}</p>",
    "paragraph-named": f"<p class='kopje'>{LEAD}</p>",
    "division": f"<div class='art-x7'>{LEAD}</div>",
    "strong": f"<div><strong>{LEAD}</strong></div>",
    "heading": f"<header><h2 class='second'>{LEAD}</h2></header>",
    "two-sentences": "".join(f"<p>{part.strip('.')}.</p>" for part in LEAD.split(". ")),
}


@pytest.mark.parametrize("form", LEADS)
def test_the_lead_is_text(form):
    text = text_of(article(paragraphs(STORY), above=LEADS[form]))
    for part in LEAD.split(". "):
        assert part.strip(".") in text
    assert STORY[0] in text


@pytest.mark.parametrize("form", ["<p class='caption'>{}</p>", "<figure><figcaption>{}</figcaption></figure>"])
def test_captions_and_notes_are_no_lead(form):
    note = "The canal in a picture of 1922, seen from the tower of the cathedral in the early morning."
    assert note not in text_of(article(paragraphs(STORY), above=form.format(note)))
