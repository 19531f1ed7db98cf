"""People's names as such: the titles before them, the particles in them, family names that come first."""

import re
from collections.abc import Iterator

from extractors.mentions.names.automaton import word_set
from extractors.mentions.names.lexicon import NameSpan

# Titles before a name are none of it. Those that are given names too ("Major", "Dean"), and those that a name is
# not said without ("Pope Francis", "Prince Harry"), are left where they stand.
_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Cpl|Cmdr|Adm|Rev|Hon|St?Sgt|MR|MRS|MS|DR|SEN|REP"
    r"|GOV|GEN|Sr|Sra|Dra|Mme|Mlle|Dott|Sig)\b\.?"
    r"|(?:Miss|Sir|Dame|Professor|Doctor|Senator|Senators|Representative|Congressman|Congresswoman|Governor|Colonel"
    r"|Captain|Lieutenant|Sergeant|Corporal|Commander|Admiral|Reverend|President|Vice President|Prime Minister"
    r"|Chancellor|Minister|Secretary|Mayor|Ambassador|Chairman|Chairwoman|Chair|Speaker|Detective|Officer|Inspector"
    r"|Superintendent|Sheriff|Justice|Judge|Mister|Madam|Rabbi|Pastor|Attorney|Lawyer|Democrat|Republican|Coach"
    r"|Mr\.? Justice|Mrs\.? Justice|SENATOR|PRESIDENT|GOVERNOR|Herr|Frau|Monsieur|Madame|Señor|Señora|Signor"
    r"|Signora|Senhor|Senhora|Meneer|Mevrouw|Präsident|Präsidentin|Bundeskanzler|Bundeskanzlerin|Kanzler|Kanzlerin)\b)"
    r"\s+(?=[^\W\d_])"
)
_FRENCH_TITLE = re.compile(r"MM?\.\s+(?=[^\W\d_])")
_PARTICLES = word_set(
    "van von der den de del della di da do dos das du la le les ten ter zu zum al el bin ibn ben e y af av"
)
# Where a name ends though a model reads on: at a number or a slash.
_NAME_END = re.compile(r"\s*[/|]|\s+\d")
_KOREAN = (
    "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Yun Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong "
    "Jeon Ko Moon Yang Son Bae Baek Heo Nam Noh Ryu Im Min Cha Joo Woo Koo Hyun Chun Chung Ban Roh Rhee "
    "Pak Bang Byun Do Eom Gong"
)
_CHINESE = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie "
    "Tang Chan Wong Cheung Lam Leung Chow Lau Ng Ho Tsai Tsang Lai Yip Kwok Fung Tsui Hsieh Chiang Chang "
    "Cheng Tung Yeung"
)
_VIETNAMESE = (
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Ngo Duong Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi"
)
_MIDDLE = (
    "Thi Van Duc Quang Huu Ngoc Minh Thanh Xuan Dinh Kim Quoc Tan Phu Cong Trong Hong Thị Văn Đức Hữu Ngọc Xuân"
)
# "Park Min-ho": a hyphen and a small letter within the given name tells it from "Park Rhein-Main".
_HYPHENED = re.compile(r" [A-Z][a-z]{1,6}-[a-z]{1,6}\b(?!-)")
_FAMILY_BEFORE = word_set(f"{_KOREAN} {_CHINESE}")
_FAMILY_NAMES = tuple(_VIETNAMESE.split())
_VIETNAMESE_NAME = re.compile(
    rf"\b(?:{'|'.join(_FAMILY_NAMES)}) (?:{'|'.join(_MIDDLE.split())})(?: [A-Z]\w{{0,6}}){{1,2}}\b(?!-)"
)


def title_length(name: str, language: str | None = None) -> int:
    """Return how many characters of a person's name are titles before it.

    >>> name = "Lt. Gen. Ola Dahl"
    >>> name[title_length(name):], title_length("Pope Francis"), title_length("M. Macron", "fr")
    ('Ola Dahl', 0, 3)
    """
    length = 0
    while match := (_TITLE.match(name, length) or (language == "fr" and _FRENCH_TITLE.match(name, length))):
        length = match.end()
    return length


def suffix_of(name: str) -> str:
    """Return the suffix that tells a son from his father; "" where there is none.

    >>> suffix_of("Sammy Davis Jr."), suffix_of("Jane Doe")
    ('jr', '')
    """
    words = name.split()
    last = words[-1].strip(".,").lower() if len(words) > 2 else ""
    return last if last in ("jr", "sr", "ii", "iii", "iv") else ""


def person_length(name: str, following: str) -> int:
    """Return how many characters of what a model takes for a person are one name.

    >>> [person_length(*each) for each in (("Obama White", " House"), ("Jane Doe 01:42", ""), ("Jane Doe/AP", ""))]
    [5, 8, 8]
    """
    if name.endswith(" White") and following.startswith(" House"):
        return len(name) - len(" White")
    match = _NAME_END.search(name)
    return match.start() if match else len(name)


def surname_writings(name: str) -> tuple[str, ...]:
    """Return the surname of a full name with its particles, as in the name and as a sentence begins with it.

    >>> surname_writings("Jan van der Steen"), surname_writings("Jane Doe")
    (('van der Steen', 'Van der Steen'), ())
    """
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    if first in (0, len(words) - 1) or len(words) < 3:
        return ()
    surname = " ".join(words[first:])
    return tuple(dict.fromkeys((surname, surname[0].upper() + surname[1:])))


def inner_writings(name: str, *, is_iberian: bool = False) -> set[str]:
    """Return what else of a full name may stand for it: its last words, in Spanish and Portuguese inner ones too.

    >>> sorted(inner_writings("Andrés Manuel López Obrador", is_iberian=True))
    ['López', 'López Obrador', 'Manuel', 'Manuel López Obrador']
    """
    words = name.split()
    starts = [place for place in range(1, len(words) - 1) if words[place][:1].isupper()]
    return {" ".join(words[place:]) for place in starts} | {words[place] for place in starts if is_iberian}


def find_family_first(text: str) -> Iterator[NameSpan]:
    """Yield the Korean, Chinese and Vietnamese names whose family name stands first."""
    spans = []
    for given in _HYPHENED.finditer(text):
        start = max(text.rfind(" ", 0, given.start()), text.rfind("\n", 0, given.start())) + 1
        first = start + len(text[start : given.start()]) - len(text[start : given.start()].lstrip("“\"'‘("))
        if text[first : given.start()] in _FAMILY_BEFORE:
            spans.append((first, given.end()))
    if any(name in text for name in _FAMILY_NAMES):
        spans += [match.span() for match in _VIETNAMESE_NAME.finditer(text)]
    for start, end in spans:
        yield NameSpan(start=start, end=end, kind="person", method="rule", confidence=0.9)
