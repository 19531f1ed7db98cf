"""Speech that a dash at the start of a line opens: "— Это ложь, — ответил адвокат."."""

import re
from collections.abc import Iterator

from extractors.mentions.languages import speech_of
from extractors.mentions.languages.vocabulary import Speech
from extractors.mentions.sayings.stretches import Marked

_OPENER = re.compile(r"[ \t\u00a0]*[—–―‒-][ \u00a0]?(?=[^\W\d_]|[¿¡«“\"…])")
# Where the narrator breaks in: behind a comma or the end of a sentence, or behind a dash.
_BREAK = re.compile(r"(?P<comma>[,!?…][»”\"]?)?[ \u00a0]*[—–―-][ \u00a0]?(?=[^\W\d_])|[,!?…][»”\"]? (?=[^\W\d_])")
_RESUMED = re.compile(r"[.,:;]?[ \u00a0]?[—–―][.,:;]?[ \u00a0](?=[^\W\d_a-zß-öø-ÿа-яё]|[¿¡…])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Languages that do not open speech with a dash; in others a list of points has no verb of saying behind a point.
_WITHOUT = ("en", "de", "zh", "ja", "ko")
# Between a break and the verb: "a déclaré", "ha dicho", "s'est exclamé".
_AUXILIARIES = 2


def find_dialogue(text: str, start: int, stop: int, language: str | None) -> Iterator[Marked]:
    """Yield the speech in the line [start, stop), where a dash opens it and a verb of saying follows."""
    if (language or "en") in _WITHOUT or (opener := _OPENER.match(text, start, stop)) is None:
        return
    speech = speech_of(language)
    told = _narrator(text, opener.end(), stop, speech)
    if told is None:
        return
    end, narrated = told
    yield Marked(start=opener.start(), end=end, inner_start=opener.end(), inner_end=end, kind="dash")
    resumed = _RESUMED.search(text, narrated, stop)
    if resumed is not None:
        yield Marked(start=resumed.start(), end=stop, inner_start=resumed.end(), inner_end=stop, kind="dash")


def _narrator(text: str, start: int, stop: int, speech: Speech) -> tuple[int, int] | None:
    """Return where the first speech ends and the narrator's words begin; None where nobody is named to say it."""
    cues = frozenset(speech.cues)
    for found in _BREAK.finditer(text, start, stop):
        words = []
        for word in _WORD.finditer(text, found.end(), min(found.end() + 40, stop)):
            words.append(word[0])
            if len(words) > _AUXILIARIES:
                break
        for place, said in enumerate(words):
            if not said[0].isupper() and (said.partition("-")[0] in cues or said in cues):
                comma = found.end("comma") if found["comma"] else -1
                is_dash = text[found.start() : found.end()].strip(" \u00a0")[-1:] in "—–―-"
                return (comma if comma > 0 else found.start() if is_dash else found.start() + 1), found.end()
            if place >= _AUXILIARIES or said.lower() not in speech.auxiliaries:
                break
    return None
