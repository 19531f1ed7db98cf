"""What a document is: an article, part of one, or something else with a reason that can be counted."""

import re
from dataclasses import dataclass, replace

from extractors.page.pieces import Piece
from extractors.page.reading import Reading

# Fewer words are no article in any language of the labelled sets; a brief of an agency has 25 and more.
MIN_WORDS = 15
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
NOT_FOUND = re.compile(r"\W*(?:error\s)?404\b|.{0,60}\b(?:page|article|seite|site|página|pagina)\b.{0,20}"
                       r"(?:not\s(?:be\s)?found|nicht\sgefunden|introuvable|no\s(?:encontrada|existe)|non\strovata|"
                       r"no\slonger\s(?:available|exists)|does\snot\sexist|doesn.t\sexist)",
                       re.IGNORECASE)  # fmt: skip
ERROR = re.compile(r"\W*(?:(?:error\s)?(?:403|429|500|502|503|504|520|521|522)\b|access\sdenied|forbidden|"
                   r"bad\sgateway|service\s(?:temporarily\s)?unavailable|internal\sserver\serror|too\smany\srequests|"
                   r"just\sa\smoment|attention\srequired|are\syou\sa\s(?:robot|human)|"
                   r"verify(?:ing)?\s(?:that\s)?you\sare\s(?:a\s)?human|please\sverify\syou|checking\syour\sbrowser|gateway\stime-?out|pardon\sour\sinterruption|"
                   r"something\swent\swrong|request\sblocked)", re.IGNORECASE)  # fmt: skip
FEW_WORDS = 150
SENTENCE = re.compile(r"[.!?…。！？।؟۔።]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a document is no article: a countable reason and what else is known."""

    reason: str
    detail: str | None = None


def count_words(text: str) -> int:
    """Return the number of words; of scripts without spaces, of characters.

    >>> count_words("It's 14.3 billion"), count_words("日本語")
    (5, 3)
    """
    return len(WORD.findall(text))


def judge(reading: Reading, *, is_truncated: bool) -> Reading | Refusal:
    """Return the reading with its verdict, or the reason why it is no article."""
    kept = [piece for piece in reading.pieces if piece.cut is None]
    prose = [piece for piece in kept if piece.zone != "heading"]
    word_count = sum(count_words(piece.surface) for piece in prose)
    title = reading.facts.title.value if reading.facts.title else ""
    heads = [title, *(piece.surface for piece in kept[:2])]
    if word_count < FEW_WORDS and any(NOT_FOUND.match(line) for line in heads):
        return Refusal(reason="not_found", detail=title or heads[-1][:200])
    if word_count < FEW_WORDS and any(ERROR.match(line) for line in heads):
        return Refusal(reason="error_page", detail=title or heads[-1][:200])
    if word_count < MIN_WORDS:
        cut_words = sum(count_words(piece.surface) for piece in reading.pieces if piece.cut == "cookie_notice")
        reason = "cookie_wall" if cut_words > word_count else "too_short"
        return Refusal(reason=reason, detail=f"{word_count} words")
    if _is_index(prose):
        return Refusal(reason="index_page", detail=f"{len(prose)} lines, hardly a sentence")
    if is_truncated and reading.verdict == "article":
        return replace(reading, verdict="partial", verdict_reason="truncated")
    return reading


def _is_index(prose: list[Piece]) -> bool:
    """Return whether almost no line of many ends or holds a sentence."""
    sentences = sum(1 for piece in prose if SENTENCE.search(piece.surface) and count_words(piece.surface) >= 6)
    return len(prose) >= 8 and sentences < len(prose) * 0.1
