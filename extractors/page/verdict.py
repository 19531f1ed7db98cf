"""What a document is: an article, part of one, or something else with a reason that can be counted."""

import re
from dataclasses import dataclass, replace

from extractors.page.walls import consent_wall, stub
from extractors.page.words.pieces import CELL_BREAK, Piece, count_words
from extractors.page.words.reading import PageShape, Reading

# Fewer words are no article in any language of the labelled sets; a brief of an agency has 25 and more.
_MIN_WORDS = 15
_NOT_FOUND = re.compile(r"\W*(?:error\s)?404\b|.{0,60}\b(?:page|article|seite|site|página|pagina)\b.{0,20}"
                       r"(?:not\s(?:be\s)?found|nicht\sgefunden|introuvable|no\s(?:encontrada|existe)|non\strovata|"
                       r"no\slonger\s(?:available|exists)|does\snot\sexist|doesn.t\sexist)",
                       re.IGNORECASE)  # fmt: skip
_ERROR = re.compile(
    r"\W*(?:(?:error\s)?(?:403|429|500|502|503|504|520|521|522)\b|access\sdenied|forbidden|"
    r"bad\sgateway|service\s(?:temporarily\s)?unavailable|internal\sserver\serror|too\smany\srequests|"
    r"just\sa\smoment|attention\srequired|are\syou\sa\s(?:robot|human)|"
    r"verify(?:ing)?\s(?:that\s)?you\sare\s(?:a\s)?human|please\sverify\syou|checking\syour\sbrowser|"
    r"gateway\stime-?out|pardon\sour\sinterruption|"
    r"something\swent\swrong|request\sblocked)",
    re.IGNORECASE,
)
_FEW_WORDS = 150  # an error page says little; an article on an error says more
_GALLERY_WORDS = 100  # captions alone; a report with pictures has more
_PAYWALL_WORDS = 250  # given away before a wall
_TEASER_WORDS = 80  # a standfirst alone
# Teasers make an index where they are most of the text and lead to several pages; what is kept of a text that has
# teasers below it leads to none, or to the one that stands in its midst.
_INDEX_SHARE = 0.7
_INDEX_TARGETS = 4
_KEPT_TARGETS = 3
# A register of 4,900 words is read as a text among the labelled pages.
_INDEX_WORDS = 3000
_FEW_SENTENCES = 3
_SENTENCE = re.compile(r"[.!?…。！？।؟۔።]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a document is no article: a countable reason and what else is known."""

    reason: str
    detail: str | None = None


def judge(reading: Reading, *, is_truncated: bool) -> Reading | Refusal:
    """Return the reading with its verdict, or the reason why it is no article."""
    kept = [piece for piece in reading.pieces if piece.cut is None]
    prose = [piece for piece in kept if piece.zone != "heading"]
    word_count = sum(count_words(piece.surface) for piece in prose)
    title = reading.facts.title.value if reading.facts.title else ""
    heads = [title, *(piece.surface for piece in kept[:2])]
    if word_count < _FEW_WORDS and any(_NOT_FOUND.match(line) for line in heads):
        return Refusal(reason="not_found", detail=title or heads[-1][:200])
    if word_count < _FEW_WORDS and any(_ERROR.match(line) for line in heads):
        return Refusal(reason="error_page", detail=title or heads[-1][:200])
    cut = [piece for piece in reading.pieces if piece.cut]
    consent = consent_wall(reading, kept, cut, word_count)
    if consent is not None:
        return Refusal(reason="cookie_wall", detail=consent)
    if reading.page_kind == "gallery" and word_count < _GALLERY_WORDS:
        return Refusal(reason="gallery", detail=f"{word_count} words")
    if reading.page_kind == "front_page" or (reading.page_kind != "article" and _is_index(prose)):
        return Refusal(reason="index_page", detail=f"{len(prose)} lines")
    shape = reading.shape
    if shape is not None and _is_index_of_teasers(reading, shape, word_count):
        return Refusal(reason="index_page", detail=f"teasers of {shape.all_teaser_count} pages")
    if word_count < _MIN_WORDS:
        return Refusal(reason="too_short", detail=f"{word_count} words")
    stands_for = stub(reading, kept, word_count)
    if stands_for is not None:
        return Refusal(reason=stands_for[0], detail=stands_for[1])
    reason = "truncated" if is_truncated else _partial_reason(reading, kept, cut, word_count)
    return replace(reading, verdict="partial", verdict_reason=reason) if reason else reading


def _partial_reason(reading: Reading, kept: list[Piece], cut: list[Piece], word_count: int) -> str | None:
    """Return what says that the text is only a part of the article; None where nothing does."""
    shape = reading.shape
    if word_count < _PAYWALL_WORDS and any(piece.cut == "paywall" for piece in cut):
        return "paywall_notice"
    if shape is not None and shape.has_gate:
        return "paywall_notice"
    if reading.facts.is_free is False and (word_count < _PAYWALL_WORDS or (shape and shape.is_withheld)):
        return "not_free"
    if word_count < _TEASER_WORDS and all(piece.zone == "standfirst" for piece in kept):
        return "teaser"
    return None


def _is_index_of_teasers(reading: Reading, shape: PageShape, word_count: int) -> bool:
    """Return whether nearly all of the text stands in teasers that lead to several pages."""
    is_several = shape.teaser_count >= _KEPT_TARGETS and shape.all_teaser_count >= _INDEX_TARGETS
    is_most = is_several and shape.teaser_words > word_count * _INDEX_SHARE and word_count < _INDEX_WORDS
    return is_most and reading.page_kind != "article"


def _is_index(prose: list[Piece]) -> bool:
    """Return whether almost no line of many holds a sentence; rows of a table beside sentences need none."""
    sentences = sum(1 for piece in prose if _SENTENCE.search(piece.surface) and count_words(piece.surface) >= 6)
    rows = sum(1 for piece in prose if CELL_BREAK in piece.surface)
    lines = len(prose) - rows if sentences >= _FEW_SENTENCES else len(prose)
    return lines >= 8 and sentences < lines * 0.1
