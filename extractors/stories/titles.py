"""The title of a story: of its articles' titles one that a reader would choose, and why; else a first sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LEAST_WORDS, _MOST_WORDS, _MOST_CHARS = 3, 30, 200
_DERIVED_WORDS = 16  # of a sentence that stands in for a title
_COVERAGE_WEIGHT = 0.6  # beside the score of the article, 0 to 1
_LABEL_PENALTY = 0.3

_NOTICE = re.compile(
    r"(?i)\b(?:media playback|video player|your browser|enable javascript|javascript is"
    r"|(?:image|media) (?:caption|copyright)|just watched|now playing|unsupported on your device"
    r"|ad(?:vertisement)? (?:feedback|choices)|cookies?\b.{0,30}\baccept"
    r"|page not found|access denied|read more at|click here|please wait)\b|^(?:sign (?:up|in)|subscribe|log ?in)\b"
)
_GARBLED = re.compile(
    r"Ã[^\s\w]|Ã\w?[¢‚€]|â€|Â[^\w\s]|\ufffd|&(?:#\d+|[a-z]+);|\w\?(?:s|t|re|ve|ll|d)\b|(?:^|\s)\?\w|<[a-z/]|https?://|\{\{"
)
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*\.?$")
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|di|door|af)\s+[A-ZÀ-Þ]")
_JOINING = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "&", "de", "van", "von", "al", "bin"})
_NO_NAME = frozenset(
    {"in", "for", "of", "to", "but", "as", "the", "a", "an", "on", "at", "up", "with", "not", "after"}
)
_LABEL = re.compile(
    r"(?i)^(?:opinion|analysis|editorial|commentary|live|video|watch|photos?|gallery|fact.?check|podcast)\b\s*[:|–-]"
)
_WORD = re.compile(r"\w{4,}")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """An article of a story as far as its title goes: its score against the others, and how its text begins."""

    article_id: str
    title: str | None
    text: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A story's title, where it is from (article or derived), and why it was chosen."""

    title: str | None
    origin: str
    reason: str


def title_fault(title: str | None) -> str | None:
    """Return what is wrong with a title, in a word or two; None where nothing is.

    >>> [title_fault(title) for title in ("Gregory Korte and John Fritze", "Senate votes to end shutdown")]
    ['names only', None]
    """
    words = (title or "").split()
    if not title or not words:
        return "missing"
    if len(words) > _MOST_WORDS or len(title) > _MOST_CHARS:
        return "too long"
    if _GARBLED.search(title):
        return "garbled"
    if _NOTICE.search(title):
        return "a notice"
    if _BYLINE.match(title) and len(words) <= 10 and all(map(_is_of_names, words[1:])):
        return "a byline"
    if title.isascii() and len(words) < _LEAST_WORDS:
        return "too short"
    return "names only" if _are_names(words) else None


def choose_title(articles: Sequence[Titled]) -> Title:
    """Return the title of a story: of those without a fault, one that is central and says what others say."""
    ranked = sorted(articles, key=lambda each: (-each.score, each.article_id))
    counts = Counter(word for each in ranked for word in _words(each)) if len(ranked) > 1 else Counter[str]()
    best: tuple[float, str] | None = None
    chosen, faults = None, Counter[str]()
    for each in ranked:
        if fault := title_fault(each.title):
            faults[fault] += 1
            continue
        assert each.title is not None, "a missing title is a fault"
        value = each.score + _COVERAGE_WEIGHT * _coverage(each.title, counts, len(ranked))
        value -= _LABEL_PENALTY * (_LABEL.match(each.title) is not None or each.title.isupper())
        if best is None or (-value, each.article_id) < best:
            best, chosen = (-value, each.article_id), each
    left_out = "".join(f"; left out: {count} {fault}" for fault, count in sorted(faults.items()))
    if chosen is None:
        return Title(
            title=_first_words(ranked[0].text), origin="derived", reason=f"first words of a text{left_out}"
        )
    if len(ranked) == 1:
        return Title(title=chosen.title, origin="article", reason="only article")
    rank = ranked.index(chosen) + 1
    place = "most central article" if rank == 1 else f"article {rank} of {len(ranked)} by score"
    return Title(
        title=chosen.title, origin="article", reason=f"{place}, best by score and by words of others{left_out}"
    )


def _is_of_names(word: str) -> bool:
    return _NAME_WORD.match(word.rstrip(",")) is not None or word.lower() in _JOINING


def _are_names(words: Sequence[str]) -> bool:
    """Return whether the words are two or more people's names, as a byline is: First Last and First Last."""
    if not any(word.lower() in {"and", "und", "et", "y", "&"} or word.endswith(",") for word in words):
        return False
    if not _NO_NAME.isdisjoint(word.lower().rstrip(",") for word in words):
        return False
    groups = re.split(r",|\band\b|\bund\b|\bet\b|\by\b|&", " ".join(words))
    named = [group.split() for group in groups if group.strip()]
    return len(named) > 1 and all(
        2 <= len(group) <= 3 and all(_is_of_names(word) and not word.isupper() for word in group)
        for group in named
    )


def _words(each: Titled) -> set[str]:
    return {word.lower() for word in _WORD.findall(f"{each.title or ''} {each.text}")}


def _coverage(title: str, counts: Counter[str], articles: int) -> float:
    """Return the mean part of the articles that use a word of the title."""
    words = {word.lower() for word in _WORD.findall(title)}
    return sum(counts[word] for word in words) / (len(words) * articles) if words else 0.0


def _first_words(text: str) -> str | None:
    """Return the first sentence that is no notice, cut to _DERIVED_WORDS words; None where there are no words."""
    for line in [*text.splitlines(), text]:
        sentence = _SENTENCE_END.split(line.strip() + " ", maxsplit=1)[0].strip()
        if len(sentence.split()) >= _LEAST_WORDS and not _NOTICE.search(sentence):
            words = sentence.split()
            return " ".join(words[:_DERIVED_WORDS]) + (" …" if len(words) > _DERIVED_WORDS else "")
    words = text.split()
    return " ".join(words[:_DERIVED_WORDS]) + (" …" if len(words) > _DERIVED_WORDS else "") or None
