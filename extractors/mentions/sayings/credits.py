"""Credits: whom the article names as the source of its information.

`value_text` tells the kind: "report" (somebody's reporting), "told" (said to an outlet), "document", "source"
(somebody named) or "unnamed source".
"""

import re
from collections.abc import Iterator, Sequence

from extractors.mentions.languages import primary_tag, speech_of
from extractors.mentions.reading.field import Reading, is_word_start, mention_at
from extractors.mentions.reading.spans import Spans
from extractors.mentions.sayings.subjects import CLAUSE
from extractors.records import Mention

_VERSION = "2"
_LONGEST = 90  # characters of a credited name, with its title

_UNNAMED = re.compile(
    r"(?:people|a person|persons|sources?|a source|insiders?|an insider|officials?|executives?|those)(?:"
    r" (?:who (?:is|are|were|was) )?(?:familiar with|close to|briefed on|with (?:direct )?knowledge of)"
    r"(?: the| its| his| her| their)? \w+"
    r"|(?: who)? (?:spoke|speaking|asked) (?:on condition of anonymity|not to be (?:named|identified)))"
    r"|(?:anonymous|unnamed|unidentified) (?:sources?|officials?)|insiders(?!\w)"
)
# Before a name in Italian and Portuguese; in German every noun has a capital, so that an article says nothing.
_ARTICLE = re.compile(r"^(?:l['’]|(?:il|lo|la|i|gli|le|o|a|os|as) )(?=\S)")
_NAMED = re.compile(
    r"(?:[^\W\d_]{1,3}[ '’])?[^\W\d_a-zß-öø-ÿ][\w'’&.-]*+(?: (?:d[aeiou]s? )?[^\W\d_a-zß-öø-ÿ][\w'’&.-]*+)*"
)
_SMALL_AGENCIES = frozenset(("dpa", "epd", "kna", "sid", "apa"))  # as they write themselves
_UNNAMED_HINTS = (
    *("familiar with", "close to", "briefed on", "knowledge of"),
    *("anonym", "not to be", "unnamed", "unident", "insiders"),
)
_DOCUMENT = re.compile(
    r"(?:(?:a|an|the|its|his|their|new|recent|company|court|regulatory|official|internal|leaked|latest)[ -]){0,3}"
    r"(?:\w+ ){0,2}(?:report|filing|filings|statement|study|survey|poll|polls|data|documents?|memo|figures|records"
    r"|research|analysis|transcript|readout|emails?|estimates|press release)(?!\w)"
)
# "Reuters reported", "told The Verge", "a Bloomberg report"; the name is a mention or words in capitals.
_NAME = r"(?:[Tt]he )?[A-Z][\w’'&.-]*(?: (?:of |the |and |& )?[A-Z][\w’'&.-]*){0,4}"
_NAME_BEFORE = re.compile(rf"(?P<name>{_NAME})(?: (?:first|also|earlier|previously|has))?$")
_NAME_BEHIND = re.compile(rf"(?P<name>{_NAME})")
_REPORTED = re.compile(r" (?:reported|reports)(?!\w)")
_TOLD = re.compile(r"(?:told|tells|shared with|interview with|statement to|seen by|obtained by) ")
# What a publisher's name holds.
_OUTLET = re.compile(
    r"\b(?:Reuters|Bloomberg|AFP|AP|Associated Press|Times|Post|Journal|News|Herald|Tribune|Guardian|CNN|BBC|NBC"
    r"|CBS|ABC|NPR|PBS|MSNBC|CNBC|FT|Verge|Wired|Magazine|Gazette|Chronicle|Telegraph|Press|Insider|Politico|Axios|Fortune"
    r"|Forbes|Vox|Newsweek|Economist|Globe|Mail|Mirror|Sun|Independent|Observer|Register|Inquirer|Review|Atlantic"
    r"|Yorker|Variety|TechCrunch|Information|Semafor|HuffPost|Breitbart|Spiegel|Zeitung|Monde|Figaro|País|Xinhua|TASS"
    r"|Kyodo|Yonhap|Nikkei|Radio|TV|Television|Wire|Daily|Weekly|Dispatch|Sentinel|Examiner|Star|Standard|Hill)\b"
)


def find_credits(reading: Reading, found: Sequence[Mention]) -> list[Mention]:
    """Return the credits of the reading, the entity of each where it is named."""
    taken = Spans()
    names = sorted((m for m in found if m.entity_id is not None), key=lambda m: m.span_start)
    credits_ = []
    for start, end, kind in [*_unnamed(reading), *_behind_phrase(reading), *_of_reporting(reading)]:
        end = _trimmed(reading.text, start, end)
        if start >= end or not taken.take(start, end):
            continue
        inside = [m for m in names if start <= m.span_start < end] if kind != "unnamed source" else []
        named = inside[0] if inside else None
        if named is not None and kind != "document":
            start, end = named.span_start, named.span_end
        credits_.append(
            mention_at(
                reading, "credit", start, end, entity_id=named.entity_id if named else None, value_text=kind,
                method="credit", method_version=_VERSION, rule_id=kind, confidence=0.9 if named else 0.7,
            )
        )  # fmt: skip
    return credits_


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without the full stop or the possessive ending of a name."""
    surface = text[start:end].rstrip(" .,")
    return start + len(surface.removesuffix("'s").removesuffix("’s"))


def _unnamed(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield the sources that the article keeps to itself."""
    if primary_tag(reading.language) != "en" or not any(hint in reading.lowered for hint in _UNNAMED_HINTS):
        return
    for match in _UNNAMED.finditer(reading.lowered):
        if is_word_start(reading, match.start()):
            yield match.start(), match.end(), "unnamed source"


def _behind_phrase(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield what stands behind "according to" and its like, up to the end of the clause."""
    phrases = speech_of(reading.language).credits
    if not phrases:
        return
    for match in re.finditer(rf"(?:{phrases}) (?=\S)", reading.lowered):
        if not is_word_start(reading, match.start()):
            continue
        stop = min(match.end() + _LONGEST, len(reading.text))
        clause = CLAUSE.search(reading.text, match.end(), stop)
        sentence = re.search(r"[.!?](?:\s|$)", reading.text[match.end() : stop])
        end = min(clause.start() if clause else stop, match.end() + sentence.start() if sentence else stop)
        document = _DOCUMENT.match(reading.lowered, match.end(), end)
        if document is not None:
            yield match.end(), document.end(), "document"
        elif _is_credited(reading, match[0].strip(), match.end(), end):
            yield (
                match.end(),
                _short_end(reading, match.end(), end),
                "report" if "report" in match[0] else "source",
            )


def _is_credited(reading: Reading, phrase: str, start: int, end: int) -> bool:
    """Return whether the words are somebody: "per share" and "according to plan" are not."""
    words = reading.text[start:end].split()
    if not words or phrase in ("per", "segundo", "secondo", "conforme", "laut", "citing"):
        named = _ARTICLE.sub("", " ".join(words[:2]), count=1)
        return named[:1].isupper() or named.partition(" ")[0].rstrip(".,") in _SMALL_AGENCIES
    return words[0] not in ("plan", "whether", "how", "which")


def _short_end(reading: Reading, start: int, end: int) -> int:
    """Return the end of the first six words of [start, end), in languages besides English of a name there."""
    words = list(re.finditer(r"\S+", reading.text[start:end]))
    named = _NAMED.match(reading.text, start, end) if primary_tag(reading.language) != "en" else None
    if named is not None:
        return named.end()
    return start + words[min(len(words), 6) - 1].end() if words else end


def _of_reporting(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield whose reporting is passed on ("Reuters reported"), and which outlet was told something."""
    if primary_tag(reading.language) != "en":
        return
    for match in _REPORTED.finditer(reading.lowered):
        window = max(match.start() - _LONGEST, 0)
        before = _NAME_BEFORE.search(reading.text[window : match.start()])
        if before is not None and _OUTLET.search(before["name"]):
            yield window + before.start("name"), window + before.end("name"), "report"
    for match in _TOLD.finditer(reading.lowered):
        behind = _NAME_BEHIND.match(reading.text, match.end(), match.end() + _LONGEST)
        if behind is not None and is_word_start(reading, match.start()) and _OUTLET.search(behind["name"]):
            yield behind.start(), behind.end(), "told"
