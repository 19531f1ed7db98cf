"""The short writings that a full name may go by later in its document: surnames, names without "Inc", acronyms."""

import re

from extractors.mentions.names.automaton import word_set
from extractors.records import MentionForm, MentionKind

# Words that a company's name may go without ("Scale AI": "Scale"); they are never a short form themselves.
_DROPPED_WORDS = word_set(
    "ai inc corp corporation co company companies ltd limited llc plc gmbh ag sa nv se group holdings holding "
    "technologies technology platforms labs ventures partners capital motors industries systems software "
    "international pharmaceuticals energy airlines airways bank entertainment media studios networks"
)
# What an institution is called once its name stands: "the Church", "the Commission"; never small firms' words.
_HEAD_WORDS = word_set(
    "academy administration agency alliance army assembly association authority bank board bureau chamber church "
    "club college commission committee congress corporation council court department federation force foundation "
    "fund guild hospital institute institution journal laboratory league ministry mission museum navy observatory "
    "office organisation organization parliament party police press programme program school senate service "
    "society times trust tribunal union university"
)
# "Swiss Bank Corp" is not called "Swiss" for short.
_DEMONYMS = word_set(
    "afghan african albanian algerian american arab argentine armenian asian australian austrian azerbaijani "
    "bahraini balkan baltic bangladeshi basque belarusian belgian bolivian bosnian brazilian british bulgarian "
    "burmese cambodian canadian catalan chechen chilean chinese colombian croatian cuban cypriot czech danish "
    "dutch ecuadorean egyptian english estonian ethiopian european filipino finnish french georgian german "
    "ghanaian greek haitian hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese "
    "jewish jordanian kazakh kenyan korean kurdish kuwaiti laotian latin latvian lebanese libyan lithuanian "
    "malaysian maltese mexican moldovan mongolian moroccan nepalese nigerian nordic norwegian omani pakistani "
    "palestinian peruvian polish portuguese qatari romanian russian rwandan saudi scandinavian scottish "
    "senegalese serbian singaporean slovak slovenian somali soviet spanish sudanese swedish swiss syrian "
    "taiwanese thai tibetan tunisian turkish ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh "
    "yemeni zimbabwean "
)
NAME_SUFFIXES = word_set("jr jr. sr sr. ii iii iv")
_SMALL_WORDS = word_set("of the and for in on at de la du des del y et und für von der & to")
_WORD = re.compile(r"[^\s,]+")
_CAPITAL_WORD = re.compile(r"[^\W\d_]+")


def words_of(name: str) -> list[str]:
    """Return the words of a name.

    >>> words_of("King, Martin Luther")
    ['King', 'Martin', 'Luther']
    """
    return _WORD.findall(name)


def short_forms(name: str, kind: MentionKind, common_words: frozenset[str] = frozenset()) -> set[str]:
    """Return the writings, besides the name itself, that mean it where it stands in full.

    >>> sorted(short_forms("Alexandr Wang", "person"))
    ['Alexandr', 'Wang']
    >>> sorted(short_forms("Scale AI", "organization"))
    ['Scale']
    """
    if kind == "person":
        return set(person_parts(name))
    if kind == "organization":
        return _organization_short_forms(name, common_words)
    return set()


def person_parts(name: str) -> tuple[str, ...]:
    """Return given name and surname of a name of two words or more; nothing for one word.

    >>> person_parts("Ludwig van Beethoven"), person_parts("Sammy Davis Jr.")
    (('Ludwig', 'Beethoven'), ('Sammy', 'Davis'))
    """
    words = words_of(name)
    while len(words) > 2 and words[-1].lower() in NAME_SUFFIXES:
        words = words[:-1]
    parts = (words[0], words[-1]) if len(words) > 1 else ()
    return tuple(part for part in parts if len(part.rstrip(".")) > 1 and part[:1].isupper())


def _organization_short_forms(name: str, common_words: frozenset[str]) -> set[str]:
    """Return the name without its generic last words, without "The", and its acronyms."""
    words = words_of(name)
    forms = set()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
        forms.add(" ".join(words))
    core = list(words)
    while len(core) > 1 and core[-1].strip(".").lower() in _DROPPED_WORDS:
        core.pop()
        while len(core) > 1 and core[-1].lower() in _SMALL_WORDS:
            core.pop()
    if len(core) < len(words):
        forms.add(" ".join(core))
    if len(words) > 2 and words[-2].lower() == "of" and words[-1].lower() not in common_words:
        forms.add(words[-1])
    forms |= {acronym for acronym in _acronyms(name) if len(words) > 1}
    return {form for form in forms if _is_telling(form) and form != name}


def head_of(name: str) -> str:
    """Return the word that an institution is called by once its name stands; "" where it has none.

    >>> head_of("Church of Scientology"), head_of("European Commission"), head_of("Scale AI")
    ('Church', 'Commission', '')
    """
    words = words_of(name)
    before = words[: words.index("of")] if "of" in words else words
    is_named = len(words) > 1 and before and before[-1].lower() in _HEAD_WORDS
    return before[-1] if is_named and before[-1][0].isupper() and not before[-1].isupper() else ""


def _is_telling(form: str) -> bool:
    """Return whether a short form can stand for a name: two letters at least, and a capital or digit."""
    word = form.lower()
    return (
        len(form) > 1
        and word not in _DROPPED_WORDS
        and word not in _DEMONYMS
        and any(c.isupper() or c.isdigit() for c in form)
    )


def _acronyms(name: str) -> set[str]:
    """Return the acronyms that the initials of a name give, with and without its small words.

    >>> sorted(_acronyms("Federal Trade Commission"))
    ['FTC']
    """
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isalnum()]
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    found = {"".join(word[0] for word in chosen).upper() for chosen in (large, words)}
    return {acronym for acronym in found if len(acronym) > 2 or (len(acronym) == 2 and acronym.isupper())}


def spells(acronym: str, name: str) -> bool:
    """Return whether the letters of the acronym start the words of the name, in order.

    >>> spells("FTC", "Federal Trade Commission"), spells("ABC", "Federal Trade Commission")
    (True, False)
    """
    letters = [char.lower() for char in acronym if char.isalpha()]
    initials = [word[0].lower() for word in re.split(r"[\s-]+", name) if word[:1].isalpha()]
    place = 0
    for letter in letters:
        while place < len(initials) and initials[place] != letter:
            place += 1
        if place == len(initials):
            return False
        place += 1
    return len(letters) > 1 and letters[0] == initials[0]


def from_capitals(name: str) -> str:
    """Return a name that is written in capitals in its usual writing; acronyms stay.

    >>> from_capitals("JAMES O'BRIEN"), from_capitals("IBM"), from_capitals("McKinsey")
    ("James O'Brien", 'IBM', 'McKinsey')
    """
    if not name.isupper() or (" " not in name and len(name) < 6):
        return name
    return _CAPITAL_WORD.sub(lambda word: word[0] if len(word[0]) < 3 else word[0].capitalize(), name)


def short_form_of(surface: str) -> MentionForm:
    """Return the form of a writing that is short for a name of the document."""
    return "acronym" if surface.isupper() and len(surface) > 1 else "short"
