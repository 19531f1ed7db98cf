"""The subject of a verb of saying: a name, a pronoun or the words of a noun phrase before or behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.mentions.languages import speech_of
from extractors.mentions.languages.vocabulary import Speech
from extractors.mentions.reading.field import Reading
from extractors.mentions.sayings.people import Names, end_before_listener
from extractors.records import Mention

CLAUSE = re.compile(r"\([^()\n]{0,60}\)|[,;:—–()]|(?<=\s)-+(?=\s)|\n")
# A name further behind the start of a clause is hardly its subject.
_SUBJECT_REACH = 40
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*+[.’']?")
# A name of which the finder of names knows nothing: two words or more in capitals, particles between.
_PARTICLE = r"(?:de|del|della|di|da|dos|van|der|den|von|zu|la|le|el|al|bin|ibn|y|af|och)"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё][\w’'-]*+\.?"
_RUN = re.compile(rf"{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL})+")
# Words that belong to another clause, and those that begin a noun phrase.
_RELATIVE = frozenset("that which who whom whose what how why if when there here not n't".split())
_DETERMINERS = frozenset(
    """the a an this these those his her their its our my another one two three four some many most several both
    all other no people""".split()
)
# Somebody of whom a name before tells whose he is: "a senior ICE official" is not ICE.
_ROLES = (
    "officials?|spokes(?:man|woman|person|men|people)|aides?|advis[eo]rs?|analysts?|lawyers?|attorneys?|executives?"
    "|sources?|members?|voters?|supporters?|strategists?|directors?|leaders?|chiefs?|ministers?|residents?|employees?"
    "|professors?|reporters?|editors?|columnists?|representatives?|staffers?|operatives?|allies|ally|critics?"
    "|lawmakers?|senators?|ambassadors?|diplomats?|generals?|commanders?|officers?|economists?|researchers?"
    "|scientists?|doctors?|authors?|hosts?|anchors?|prosecutors?|investigators?|delegates?|donors?|pollsters?"
)
_FIELDS = (
    "campaign|administration|government|police|party|state|policy|legal|senior|press|security|intelligence|foreign"
    "|defense|communications|media|finance|political|law|health|tax|union|army|military|justice|county|city|school"
    "|university|company|bank|energy|trade|enforcement|transition|budget"
)
_ROLE_BEHIND = re.compile(rf"(?: (?:{_FIELDS}))? (?:{_ROLES})(?!\w)(?! (?:[A-Z]|[a-z]+ [A-Z]))")
_PHRASE_BEFORE = re.compile(
    r"(?:\b(?:an?|the|one|another|some|two|three|several|many|other)\b )?(?:[a-z-]+ ){0,2}$", re.IGNORECASE
)
_BEING = frozenset("is was are were has had will would".split())
_DAY_LINE = re.compile(
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\([A-Z]{2,8}\)"
)
# Nouns that end as adverbs do.
_NO_ADVERBS = frozenset("daily weekly monthly family ally rally assembly".split())
_BELONGING = frozenset(("of", "for"))
# Words of a noun phrase that name a speaker at most.
_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """[start, end) of the words, the mention among them, and the rule that found them."""

    start: int
    end: int
    mention: Mention | None = None
    rule: str


def _named(reading: Reading, name: Mention, start: int, stop: int) -> Subject:
    """Return the subject that a name is, or belongs to where somebody's role stands behind it."""
    role = _ROLE_BEHIND.match(reading.text, name.span_end, stop) if reading.language == "en" else None
    if role is None or "\n" in role[0]:
        return Subject(start=name.span_start, end=name.span_end, mention=name, rule="name")
    before = _PHRASE_BEFORE.search(reading.text, max(start, name.span_start - 40), name.span_start)
    first = before.start() if before else name.span_start
    return Subject(start=first, end=role.end(), rule="words")


def speech_for(reading: Reading) -> Speech:
    """Return the words of speech of the reading's language; English ones where it is not known."""
    return speech_of(reading.language or "en")


def subject_before(reading: Reading, names: Names, start: int, verb: int) -> Subject | None:
    """Return the subject of the verb at `verb` in the sentence part that begins at `start`."""
    speech = speech_for(reading)
    end = _without_helpers(reading, start, verb)
    chunks = _chunks_of(reading, start, end)
    if not chunks:
        return None
    last = _last_word(reading, *chunks[-1])
    if last.rpartition("-")[2] in speech.pronouns:  # "a-t-elle ajouté"
        return _pronoun(reading, names, chunks)
    if last in speech.conjunctions or first_word(reading, *chunks[-1]) in speech.conjunctions:
        return leading_subject(reading, names, start, end)
    if reading.lowered[start:end].rstrip().endswith((",", "—", "–", ")", "-")) and len(chunks) > 1:
        return leading_subject(reading, names, *chunks[-2], fallback=(start, end))
    if len(chunks) > 1 and first_word(reading, *chunks[-1]) == "who" and not names.within(*chunks[-1]):
        return _relative(reading, names, chunks)
    return _closing_subject(reading, names, *chunks[-1]) or leading_subject(reading, names, start, end)


def leading_subject(
    reading: Reading, names: Names, start: int, end: int, *, fallback: tuple[int, int] | None = None
) -> Subject | None:
    """Return what the sentence part [start, end) is about: the first name or pronoun of its first own clause."""
    speech = speech_for(reading)
    if fallback is not None:
        start, end = fallback
    chunks = _chunks_of(reading, start, end)
    own = [chunk for chunk in chunks if not _is_aside(speech, first_word(reading, *chunk))] or chunks
    while len(own) > 1 and _is_place(reading, names, *own[0]):
        own = own[1:]  # "NORVIK, Dec. 8 — Jane Doe …", "Speaking in Norvik, New York, she …"
    for chunk in own[:1] if own else []:
        words = list(_WORD.finditer(reading.lowered, *chunk))
        if words and words[0][0] in speech.pronouns and not _is_counted(speech, words):
            return Subject(start=words[0].start(), end=words[0].end(), rule="pronoun")
        named = names.within(chunk[0], min(chunk[1], chunk[0] + _SUBJECT_REACH))
        if named:
            return _named(reading, named[0], chunk[0], chunk[1])
        if words:
            return Subject(start=words[0].start(), end=_phrase_end(reading, words), rule="words")
    return None


def _phrase_end(reading: Reading, words: Sequence[re.Match[str]]) -> int:
    """Return where the noun phrase ends that a clause of these words opens with, four words on at most."""
    speech = speech_for(reading)
    last = 1
    is_name = words[0][0] not in _DETERMINERS
    while speech.core and last < min(len(words), 4):
        word = words[last]
        is_other = word[0] in speech.openers or word[0] in _RELATIVE or word[0] in speech.helpers
        if is_other or (is_name and not reading.text[word.start()].isupper()):
            break
        last += 1
    return words[last - 1 if speech.core else min(len(words), 4) - 1].end()


def _is_place(reading: Reading, names: Names, start: int, end: int) -> bool:
    """Return whether a clause is a place or a day of a dateline, and no more."""
    words = reading.text[start:end].strip()
    if _DAY_LINE.fullmatch(words):
        return True
    return any(name.kind == "place" and name.surface == words for name in names.within(start, end))


def _is_counted(speech: Speech, words: Sequence[re.Match[str]]) -> bool:
    """Return whether the first word counts what the next ones name: "one former official"."""
    if words[0][0] not in ("one", "another") or len(words) < 2:
        return False
    is_verb = words[1][0].endswith("ed") and "-" not in words[1][0] and not words[1][0].startswith("un")
    return words[1][0] not in speech.openers and not is_verb


def _is_aside(speech: Speech, word: str) -> bool:
    """Return whether a clause that begins with the word is not its sentence's own: "Speaking in Ohio, he said"."""
    return word in speech.openers or (bool(speech.core) and word.endswith("ing") and len(word) > 5)


def _closing_subject(reading: Reading, names: Names, start: int, end: int) -> Subject | None:
    """Return the noun phrase that [start, end) closes with."""
    named = names.within(start, end)
    if named and end - named[-1].span_end <= 40:
        return _named(reading, named[-1], start, end)
    runs = list(_RUN.finditer(reading.text, start, end))
    if runs and end - runs[-1].end() <= 2:
        is_opened = first_word(reading, *runs[-1].span()) in speech_for(reading).openers  # "As Vulture put it"
        first = reading.text.index(" ", runs[-1].start()) + 1 if is_opened else runs[-1].start()
        return Subject(start=first, end=runs[-1].end(), rule="words")
    words = list(_WORD.finditer(reading.lowered, start, end))
    if not words:
        return None
    at = len(words) - 1
    while at > 0 and len(words) - at < _LONGEST_PHRASE and words[at - 1][0] not in speech_for(reading).openers:
        at -= 1
    at = _head_of(speech_for(reading), words, at)
    return Subject(start=words[at].start(), end=_noun_end(speech_for(reading), words[at:]), rule="words")


def _head_of(speech: Speech, words: Sequence[re.Match[str]], at: int) -> int:
    """Return where the noun phrase begins that the one at `at` belongs to: of "lawyers for the panel"."""
    if not speech.core or at < 2 or words[at - 1][0] not in _BELONGING:
        return at
    first = at - 2
    while first > 0 and at - first < _LONGEST_PHRASE and words[first - 1][0] not in speech.openers:
        first -= 1
    return first


def _noun_end(speech: Speech, words: Sequence[re.Match[str]]) -> int:
    """Return where the noun phrase ends that the words begin with: at "is expected to" and the like."""
    verb = next((place for place, word in enumerate(words) if place > 1 and word[0] in _BEING), len(words))
    return words[verb - 1].end() if speech.core else words[-1].end()


def subject_behind(reading: Reading, names: Names, start: int, stop: int) -> Subject | None:
    """Return the subject that follows the verb, up to the end of its clause."""
    speech = speech_for(reading)
    clause = CLAUSE.search(reading.text, start, stop)
    end = clause.start() if clause else stop
    words = list(_WORD.finditer(reading.lowered, start, end))
    if not words:
        return None
    first = words[0][0].rstrip(".")
    if first in speech.pronouns and not _is_counted(speech, words):
        return Subject(start=words[0].start(), end=words[0].start() + len(first), rule="pronoun")
    is_counted = words[0][0] in speech.pronouns
    named = [] if is_counted else names.within(start, end)
    if named and (phrase_end := end_before_listener(speech, words, named[0])):
        return Subject(start=words[0].start(), end=phrase_end, rule="words")
    if named:
        return _named(reading, named[0], start, end)
    run = None if is_counted else _RUN.search(reading.text, start, end)
    if run is not None:
        return Subject(
            start=run.start(), end=start + len(reading.text[start : run.end()].rstrip(".")), rule="words"
        )
    last = 1
    while last < min(len(words), _LONGEST_PHRASE + 2) and words[last][0] not in speech.openers:
        if is_counted and words[last][0] in _RELATIVE:
            break
        last += 1
    phrase = reading.text[words[0].start() : words[last - 1].end()].rstrip(".’'")
    return Subject(start=words[0].start(), end=words[0].start() + len(phrase), rule="words")


def _chunks_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of [start, end), those with words only."""
    chunks, at = [], start
    for mark in [*CLAUSE.finditer(reading.text, start, end), None]:
        stop = end if mark is None else mark.start()
        if _WORD.search(reading.text, at, stop):
            chunks.append((at, stop))
        at = stop if mark is None else mark.end()
    return chunks


def _without_helpers(reading: Reading, start: int, verb: int) -> int:
    """Return where the words before the verb end once auxiliaries and adverbs are taken off."""
    helpers = speech_for(reading).helpers
    words = list(_WORD.finditer(reading.lowered, max(start, verb - 80), verb))
    end = verb
    while len(words) > 1 and (words[-1][0] in helpers or _is_adverb(words[-1][0])):
        if reading.text[words[-1].end() : end].strip():
            break  # "…, in a statement on Thursday, said": Thursday belongs to the clause before
        end = words.pop().start()
    return end


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS


def _pronoun(reading: Reading, names: Names, chunks: Sequence[tuple[int, int]]) -> Subject:
    """Return the pronoun that closes the last clause; "who" speaks for the last person of the clause before."""
    word = list(_WORD.finditer(reading.lowered, *chunks[-1]))[-1]
    person = _person_of(names, *chunks[-2]) if word[0] == "who" and len(chunks) > 1 else None
    return Subject(start=word.start(), end=word.end(), mention=person, rule="pronoun")


def _relative(reading: Reading, names: Names, chunks: Sequence[tuple[int, int]]) -> Subject:
    """Return the "who" that opens the last clause, for the last person of the clause before."""
    word = _WORD.search(reading.lowered, *chunks[-1])
    assert word is not None
    return Subject(start=word.start(), end=word.end(), mention=_person_of(names, *chunks[-2]), rule="pronoun")


def _person_of(names: Names, start: int, end: int) -> Mention | None:
    """Return the last person of a clause: of 402 names for "who" in 11,260 articles 81 were places, employers."""
    named = [name for name in names.within(start, end) if name.kind == "person"]
    return named[-1] if named else None


def first_word(reading: Reading, start: int, end: int) -> str:
    """Return the first word of [start, end), "" where there is none."""
    match = _WORD.search(reading.lowered, start, end)
    return match[0] if match else ""


def _last_word(reading: Reading, start: int, end: int) -> str:
    """Return the last word of [start, end), "" where there is none."""
    words = _WORD.findall(reading.lowered, max(start, end - 40), end)
    return words[-1] if words else ""


def is_fragment(reading: Reading, subject: Subject) -> bool:
    """Return whether the words are a piece of a sentence that nobody is called: "But", "bluntly"."""
    speech = speech_for(reading)
    if subject.rule != "words" or not speech.articles:
        return False
    words = _WORD.findall(reading.lowered, subject.start, subject.end)
    is_opened = words[0] in speech.openers or words[0] in speech.conjunctions or words[0] in _RELATIVE
    is_adverb = len(words) == 1 and (words[0].endswith("ly") or words[0] in speech.articles)
    return is_opened or is_adverb or words[-1] in speech.helpers or words[-1] in speech.conjunctions


def is_somebody(reading: Reading, subject: Subject) -> bool:
    """Return whether the words can be who speaks: "the spokesman", "many officials", not "for instance".

    Elsewhere than in English only names and pronouns are told apart from other words by their rule.
    """
    speech = speech_for(reading)
    if subject.rule != "words" or not speech.articles:
        return True
    words = _WORD.findall(reading.lowered, subject.start, subject.end)
    if any(word in _RELATIVE for word in words) or words[-1] in speech.openers or words[-1] in speech.articles:
        return False
    if words[0] in speech.conjunctions or words[0] in speech.openers:
        return False
    is_name = reading.text[subject.start].isupper()
    if reading.text[subject.start - 1 : subject.start] == "\n":  # where any word has a capital
        is_name = is_name and all(
            word.istitle() for word in _WORD.findall(reading.text, subject.start, subject.end)
        )
    head = next((place for place, word in enumerate(words) if place and word in _BELONGING), len(words)) - 1
    is_plural = words[head].endswith("s") and not words[0].endswith("ing")
    return words[0] in _DETERMINERS or is_plural or is_name
