"""Who says what in languages that set no blanks between words or put the verb of saying last."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.mentions.languages import primary_tag, speech_of
from extractors.mentions.reading.field import Reading, is_unspaced
from extractors.mentions.reading.numerals import any_of
from extractors.mentions.sayings.stretches import Marked

# How far from the quotation its speaker is looked for, in code points.
_REACH = 120
_STOP = re.compile(r"[。！？!?\n；;]|[」』”»]")
_ENDS = "。！？!?…"
# A quotation that nobody is named to say is one from this length on, if it ends as a sentence does.
_LEAST = 8
# Where a Chinese speaker's name ends: before when, where and how it was said.
_REST = re.compile(
    r"(?<=..)(?:在|对|對|向|就|于|於|昨|今|当天|當天|周[一二三四五六日]|[一二三四五六七八九十\d]+[月日]"
    r"|接受|随后|也|还|還|则|則|曾).*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Spans of the speaker's words and of the cue, None where they are not named."""

    speaker: tuple[int, int] | None = None
    cue: tuple[int, int]


# A name and the particle that marks a subject; what joins a quotation to its verb.
_SUBJECT = {
    "ja": re.compile(r"(?:^|[、。\s])(?P<name>[^、。「」『』\s]{1,30}?)(?:は|が|も)"),
    "ko": re.compile(r"(?:^|[,.] ?)(?P<name>[^\s,.]+(?: [^\s,.]+){0,3}?)(?:은|는|이|가)(?=\s|$)"),
}
_JOINED = {
    "ja": re.compile(r"[、,]?(?:など)?と[、,]?"),
    "ko": re.compile(r"(?:이?라고|이?라며|라면서|고|며)(?:도|는)?\s?"),
}


@cache
def _cue(language: str) -> re.Pattern[str]:
    """Return the pattern of a verb of saying."""
    return re.compile(any_of(speech_of(language).cues))


@cache
def _chinese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "某某说：" before a quotation, and of "，某某说。" behind it."""
    cue = f"(?P<cue>{any_of(speech_of('zh').cues)})"
    name = r"(?P<name>[^，。：；、“”「」『』\s]{1,24}?)"
    return (
        re.compile(rf"(?:^|[，。；、\s]){name}{cue}(?:道|说|說)?[^，。：；]{{0,8}}?[，：:,]?\s?$"),
        re.compile(rf"[，,。]?\s?{name}{cue}(?:道)?(?=[。，！；：\n]|$)"),
    )


def is_unspaced_speech(reading: Reading, stretch: Marked) -> bool:
    """Return whether what is quoted is in such a language."""
    if reading.language not in ("zh", "ja", "ko"):
        return False
    inner = reading.text[stretch.inner_start : stretch.inner_start + 12]
    return sum(map(is_unspaced, inner)) * 2 > len(inner)


def told_by(reading: Reading, stretch: Marked, floor: int, ceiling: int) -> Told | None:
    """Return who says the quotation; None where no verb of saying belongs to it."""
    language = primary_tag(reading.language)
    start = _clause_start(reading.text, floor, stretch.start)
    before = reading.text[start : stretch.start]
    behind = reading.text[stretch.end : min(ceiling, stretch.end + _REACH)].partition("\n")[0]
    if language == "zh":
        ahead, after = _chinese()
        if (found := ahead.search(before)) is not None:
            return Told(speaker=_named(found, start), cue=_moved(found.span("cue"), start))
        if (found := after.match(behind)) is not None:
            return Told(speaker=_named(found, stretch.end), cue=_moved(found.span("cue"), stretch.end))
        return None
    joined = _JOINED[language].match(behind)
    sentence = re.split(r"[。「『“\"]|\.(?=\s|$)", behind)[0]
    cue = _cue(language).search(sentence, joined.end()) if joined is not None else None
    if joined is None or cue is None:
        return None
    place = _moved(cue.span(), stretch.end)
    if (own := _SUBJECT[language].search(sentence[joined.end() : cue.start()])) is not None:
        return Told(speaker=_moved(own.span("name"), stretch.end + joined.end()), cue=place)
    subject = _SUBJECT[language].search(before)
    return Told(speaker=None if subject is None else _moved(subject.span("name"), start), cue=place)


def is_unspaced_quotation(reading: Reading, stretch: Marked, *, has_cue: bool) -> bool:
    """Return whether the marked words are speech: somebody says them, or they are a sentence of their own."""
    inner = reading.text[stretch.inner_start : stretch.inner_end].strip()
    return bool(inner) and (has_cue or (len(inner) >= _LEAST and inner[-1] in _ENDS))


def _clause_start(text: str, floor: int, end: int) -> int:
    """Return where the sentence that reaches `end` begins, not before `floor`."""
    start = max(floor, end - _REACH)
    stops = [mark.end() for mark in _STOP.finditer(text, start, end)]
    return stops[-1] if stops else start


def _named(found: re.Match[str], base: int) -> tuple[int, int]:
    """Return the span of a Chinese speaker's name without when and where it was said."""
    name = _REST.sub("", found["name"])
    return base + found.start("name"), base + found.start("name") + len(name)


def _moved(span: tuple[int, int], base: int) -> tuple[int, int]:
    """Return the span of a piece that begins at `base` in the whole."""
    return base + span[0], base + span[1]
