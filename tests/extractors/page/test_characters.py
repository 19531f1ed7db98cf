"""Characters of a page: hidden words, marks that nobody sees, initials, two charsets, text encoded twice."""

import pytest

from extractors.page.characters import Decoded, decode
from extractors.page.mixed import mend_twice_encoded
from extractors.page.words.pieces import tidy
from tests.extractors.page.pages import STORY, article, page, paragraphs, text_of

LINE = "Residents of the old quarter had asked for a park{} instead of the canal, and 1,200 of them signed."
HIDDEN = {
    "screen-reader": "<span class='sr-only'> (opens a new window)</span>",
    "assistive": "<span class='u-text assistive-text'> opens a new window</span>",
    "display": "<em style='color: red; display: none'>opens a new window</em>",
    "far-left": "<span style='position:absolute;left:-9999px'>opens a new window</span>",
    "clipped": "<a href='/x'><span style='clip: rect(1px, 1px, 1px, 1px)'>opens a new window</span></a>",
    "attribute": "<small hidden>opens a new window</small>",
    "one-name": "<span class='hidden'>opens a new window</span>",
    "icon": "<i class='icon' aria-hidden='true'>opens_a_new_window</i>",
}


@pytest.mark.parametrize("form", HIDDEN)
def test_hidden_words_are_not_in_the_sentence(form):
    text = text_of(article(paragraphs([STORY[0], LINE.format(HIDDEN[form]), *STORY[2:]])))
    assert LINE.format("") in text


SHOWN = {
    "for-wide-screens": ("<span class='hidden md:inline'> and a garden</span>", " and a garden"),
    "not-for-screen-readers": ("<span aria-hidden='true'> and a garden</span>", " and a garden"),
    "mark-between": ("<span class='sr-only'>, </span>", ","),
}


@pytest.mark.parametrize("form", SHOWN)
def test_words_that_are_seen_stay(form):
    markup, words = SHOWN[form]
    assert LINE.format(words) in text_of(article(paragraphs([STORY[0], LINE.format(markup), *STORY[2:]])))


def test_code_that_a_page_shows_is_no_text():
    code = "<p>&lt;script&gt;dataLayer.push({'slot': 1});&lt;/script&gt;</p>"
    call = "<div>googletag.cmd.push(function(){ show('a'); });</div>"
    text = text_of(article(paragraphs(STORY[:3]) + code + call + paragraphs(STORY[3:])))
    assert "push" not in text


INITIALS = {
    "own-division": "<div class='cap'>T</div><p>he council of Utrecht",
    "within-the-paragraph": "<p><div class='x'>T</div>he council of Utrecht",
    "with-a-blank": "<p><span class='dropcap'>T</span> he council of Utrecht",
    "small-capitals": "<div class='initial'>T</div><p>HE council of Utrecht",
}


@pytest.mark.parametrize("form", INITIALS)
def test_an_initial_is_part_of_its_word(form):
    first = INITIALS[form] + STORY[0].removeprefix("The council of Utrecht") + "</p>"
    assert "the council of utrecht voted on tuesday" in text_of(article(first + paragraphs(STORY[1:]))).lower()


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        pytest.param("can\u200bal", "canal", id="zero-width-space"),
        pytest.param("can\ufeffal", "canal", id="byte-order-mark"),
        pytest.param("the canal\u200e of", "the canal of", id="mark-of-direction"),
        pytest.param("Auf\u200clage", "Auflage", id="joiner-between-latin-letters"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiner-of-persian"),
        pytest.param("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c", id="joiner-of-emoji"),
        pytest.param("運河は\n   船に", "運河は船に", id="wrapped-japanese"),
        pytest.param("운하는\n 배", "운하는 배", id="wrapped-korean"),
        pytest.param("東京 大阪", "東京 大阪", id="blank-within-a-line"),
    ],
)
def test_what_nobody_sees_breaks_no_word(marked, plain):
    assert tidy(marked) == plain
    assert tidy(tidy(marked)) == tidy(marked)


def test_readings_stand_not_between_the_characters():
    ruby = "<ruby>運河<rp>(</rp><rt>うんが</rt><rp>)</rp></ruby>"
    lines = [
        f"市の{ruby}は五十年ぶりに船を通すことになったと議会が火曜日に決めた。",
        "工事は三年かかり、費用は三千百万ユーロだと市は述べた。",
    ]
    text = text_of(page(f"<article><h1>運河の話</h1>{paragraphs(lines)}</article>", title="運河の話"))
    assert "市の運河は五十年ぶりに" in text


GERMAN = "<p>Die Brücke über die Neiße wird für fünf Monate gesperrt, heißt es „aus Gründen“.</p>" * 3
CZECH = "<p>Most přes řeku bude pět měsíců uzavřen, říká město Ústí. Žádný autobus nepojede.</p>" * 3
GREEK = "<p>Η γέφυρα πάνω από το ποτάμι θα μείνει κλειστή για πέντε μήνες, λέει ο δήμος.</p>" * 3
CHINESE = "<p>运河上的桥将关闭五个月，市政府星期二宣布，工程费用为三千万。</p>" * 3
MIXED = {
    "german": (
        GERMAN,
        "<div>Schöne Grüße – „toll“ für später, würde ich sagen</div>" * 4,
        "cp1252",
        "Schöne Grüße – „toll“",
    ),
    "czech": (CZECH, "<div>Příliš žluťoučký kůň úpěl ďábelské ódy</div>" * 4, "cp1250", "žluťoučký kůň"),
    "greek": (GREEK, "<div>Καλή τύχη σε όλους, λέει ο δήμος</div>" * 4, "cp1253", "Καλή τύχη σε όλους"),
    "chinese": (CHINESE, "<div>市政府宣布费用为五千万</div>" * 4, "gb18030", "市政府宣布费用为五千万"),
}


@pytest.mark.parametrize("name", MIXED)
def test_a_page_of_two_charsets_is_read_in_both(name):
    own, other, codec, words = MIXED[name]
    body = f"<html><meta charset='utf-8'>{own}".encode() + other.encode(codec) + b"</html>"
    found = decode(body, media_type="text/html", charset=None)
    assert isinstance(found, Decoded)
    assert own in found.characters
    assert words in found.characters


def test_marks_of_an_older_charset_within_utf_8():
    body = (
        GERMAN.replace("„", "\x84")
        .replace("“", "\x93")
        .encode()
        .replace(b"\xc2\x84", b"\x84")
        .replace(b"\xc2\x93", b"\x93")
    )
    found = decode(body, media_type="text/html", charset="utf-8")
    assert isinstance(found, Decoded)
    assert found.characters == GERMAN


def test_what_lost_its_end_is_marked_as_lost():
    body = GERMAN.encode().replace("„aus".encode(), b"\xe2\x80aus", 1)
    found = decode(body, media_type="text/html", charset="utf-8")
    assert isinstance(found, Decoded)
    assert "es \ufffdaus Gründen" in found.characters


RUSSIAN = "<p>Мост через канал закрыт на пять месяцев, сообщила мэрия во вторник.</p>" * 3
KOREAN = "<p>운하 위의 다리는 다섯 달 동안 닫힌다고 시가 화요일에 밝혔다.</p>" * 6
JAPANESE = "<p>運河の橋は五か月間閉鎖されると市が火曜日に発表した。</p>" * 6
TAIWANESE = "<p>運河上的橋將關閉五個月，市政府宣布。</p>" * 6
OLD = {
    "gb18030": CHINESE,
    "big5": TAIWANESE,
    "cp932": JAPANESE,
    "euc_jp": JAPANESE,
    "cp949": KOREAN,
    "cp1251": RUSSIAN,
    "cp1253": GREEK,
    "cp1252": GERMAN,
}


@pytest.mark.parametrize("codec", OLD)
def test_pages_in_one_old_charset_are_not_mixed(codec):
    found = decode(OLD[codec].encode(codec), media_type="text/html", charset=codec)
    assert isinstance(found, Decoded)
    assert found.characters == OLD[codec]


def test_a_page_knows_its_charset_better_than_a_server_that_says_latin_1():
    body = f"<meta charset='windows-1251'>{RUSSIAN}".encode("cp1251")
    found = decode(body, media_type="text/html", charset="ISO-8859-1")
    assert isinstance(found, Decoded)
    assert RUSSIAN in found.characters


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1251", "cp1250"])
@pytest.mark.parametrize("line", [GERMAN, CZECH, GREEK, CHINESE])
def test_text_that_was_encoded_twice_is_mended(codec, line):
    twice = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in line.encode())
    assert mend_twice_encoded(twice) == line
    assert mend_twice_encoded(line) == line


@pytest.mark.parametrize(
    "line", ["à « la » mer, à « la » terre, à « la » ville", "SÃO PAULO, JOÃO E NÃO", "Сім, Січ, Сіль, Сіно"]
)
def test_text_that_only_looks_so_stays(line):
    assert mend_twice_encoded(f"<p>{line} é ü ї</p>") == f"<p>{line} é ü ї</p>"
