"""The title of a story: of its articles' titles one that a reader would choose, and why; else a first sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Behind each how many of 2,051 titles come out otherwise with half of it and with double (background, 2026-11-28:
# `tests/evaluation/title_thresholds.py`).
_LEAST_WORDS = 3  # 25, mere names ("Sacramento") and labels ("Budget Deal Reached"); 160, good short titles gone
_MOST_WORDS = 30  # 70, whole titles gone; 0
_MOST_CHARS = 200  # 56, whole titles gone; 0
_DERIVED_WORDS = 16  # of a sentence that stands in for a title; 31, 25: cut earlier, later
_COVERAGE_WEIGHT = 0.6  # beside the score of the article, 0 to 1; 36, 81
_LABEL_PENALTY = 0.3  # 39, comments in the place of reports; 5

# What stands before or behind a title's words: marks of section and outlet, a picture's caption with its credit.
_MARKS = re.compile(
    r"^(?i:story highlights)\s+"
    r"|^.+ \| (?:(?:[\w.'’-]+ ){1,3}[\w.'’-]+/\w+|AP|(?i:Reuters)|AFP|EPA|Getty)(?:, (?:AP|Reuters|Getty))?"
    r"(?i: photos?| images)? (?=\S+ \S+ )"
    r"|\s*[(\[]\+?(?i:(?:with )?(?:videos?|photos?|updated?))[)\]]$"
    r"|(?<=\w{3}) \| (?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+$"
)
# Before a headline stands what an outlet says below it: a sentence of eight words or more, closed by a full
# stop, as the headline is not. 166 titles of the background are cut so; of every fourth, read by eye, 40 of 42 are
# what a reader would call them (2026-11-28).
_DECK = re.compile(
    r"^(?:\S+ ){7,}(?:[a-z][\w’'-]{2,}|\w+day)\. (?=[\w'\"“‘])"
    r"(?!(?:Here|Then|That|This|Now|But|And|So|Still|It|They|He|She|We|You|Plus)(?:\b|['’]))"
    r"(?=(?:[^\s/:]+:? ){2})(?=[^/]*[^.!?/]$)"
)
_CLOCK = r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?"
_TIME = re.compile(
    r"(?i)\[?(?:(?:updated|published|posted|modified|last updated)\b:?(?: on| at)? )?(?:about )?"
    r"(?:(?:\d+|an?|one|two|three) (?:second|minute|hour|day|week|month|year)s? ago"
    rf"|{_CLOCK}(?:,? [a-z]{{3,9}}\.? \d{{1,2}})?"
    rf"|(?:[a-z]+day,? )?[a-z]{{3,9}}\.? \d{{1,2}},? \d{{4}}(?:,?(?: at)? {_CLOCK})?"
    r"|this article is more than .*)\]?"
)
_SHARE_WORDS = frozenset(
    "share this article story page tweet post email e-mail mail print link copied copy facebook twitter whatsapp "
    "linkedin reddit pinterest flipboard telegram close listen to save comment comments more follow us on "
    "advertisement introduction photo photos image video gallery read watch menu home news".split()
)
_CREDIT = re.compile(
    r"(?i)\([^()]*(?:/[^()]*(?:reuters|ap|afp|epa|getty|images|army|navy|commons|pool|file)"
    r"|\b(?:reuters|ap|afp|getty|file|handout)\b ?(?:photo|images)?: ?[^()]+|photo: ?[^()]+)[^()]*\)$"
    r"|^\((?:pixabay|istock|shutterstock|photo)[^()]*\)$"
    r"|(?:\bphoto: ?|[/—–] ?|\bagency )getty images$|/ap(?: photo)?$"
)
_AGENCY = re.compile(
    r"(?i)(?:the )?(?:associated press|usa today(?: network| sports)?|reuters(?: staff)?|agence france-presse"
    r"|from the (?:left|right|center|centre))"
)
_DATELINE = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,})*, [A-Z][a-z]+\.?")
# Two sentences are a caption and its title often.
_SENTENCES = re.compile(r"[a-z]{3}[.] ['\"“‘]?[A-Z]")
_FEW_WORDS = 3  # 2, a byline among them; 8, "First of three parts" gone, "The looming GOP civil war" too
_MOST_MARKED = 400  # characters of a title with a caption before it; 0, 0: bounds what is searched
_STEM = 5  # letters of a word that its other forms share; 2, a byline among them; 0
_NO_CONTENT = frozenset(
    "from with this that what your have will about after been were more they their when here into over could "
    "would should does than them just whos whys whats".split()
)
_NOTICE = re.compile(
    r"(?i)\b(?:media playback|video player|your browser|enable javascript|javascript is"
    r"|(?:image|media) (?:caption|copyright)|just watched|now playing|unsupported on your device"
    r"|ad(?:vertisement)? (?:feedback|choices)|cookies?\b.{0,30}\baccept"
    r"|page not found|access denied|read more at|click here|please wait|our newsletters?"
    r"|subscribe to .{0,40}newsletters?|support (?:our|independent) journalism)\b"
    r"|^(?:sign (?:up|in)|subscribe|log ?in)\b"
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
    r"(?i)^(?:opinion|analysis|editorial|commentary|live|video|watch|photos?|gallery|fact.?check|podcast"
    r"|series)\b\s*[:|–-]"
)
# What comments on an event or lists things about it: 22 of the 200 largest stories of the background were
# called so while another title was at hand: read by eye, that one is better in 14, worse in 2 (November 2026).
_COMMENT = re.compile(
    r"(?i)^(?:the )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:\w+ ){0,2}(?:takeaways|questions|things|reasons|facts|ways|lessons|scenarios|moments|points)\b"
    r"|^(?-i:How|Why|What|Who|Is|Are|Was|Were|Can|Could|Did|Do|Does|Should|Actually|Meet|Read|Your|No,|Yes,)(?!\S)"
    r"|\?['’\"”]*$|\?[\"”]? (?=[A-Z])"
    r"|\b(?:explained|answered|winners and losers|fact.?check|explainer|need to know|things to watch|what we know"
    r"|live updates?|liveblog)\b"
    r"|'s developments$|’s developments$"
)
_HIGHLIGHTS = re.compile(r"(?i)story highlights\s")
_WORD = re.compile(r"\w{4,}")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Ms|St|Lt|Mo|Va|Md))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev))[.!?]['\"”’)]*\s"
)
_PLACE_LINE = re.compile(
    r"^(?:[A-Z][\w.]+(?:,? [A-Z][\w.]+){0,3},? )?\((?:AP|CNN|AFP|UPI|Reuters)\)\s*[-–—]*\s*"
    r"|^[A-Z][A-Z ,.]{2,40}(?:, [A-Z][a-z]{1,5}\.)? ?[-–—]+ ?"
)
_NO_SENTENCE = re.compile(
    r"(?i)editor['’]?s['’]? note|special (?:for|to) |by [^.]{3,60}$|by [a-z .]+\("
    r"|(?:photographer|photo|image|video|source)s?:"
)


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


def bare_title(title: str | None) -> str | None:
    """Return the title without marks of section and outlet, without a picture's caption or a summary before it.

    >>> bare_title("Story highlights Senate votes to end shutdown (+video)")
    'Senate votes to end shutdown'
    >>> bare_title("The judge says the laws of the state wrongly stigmatize couples. Idaho's marriage ban voided")
    "Idaho's marriage ban voided"
    """
    while (
        title
        and len(title) <= _MOST_MARKED
        and (shorter := _MARKS.sub("", title, count=1).strip()) != title
        and " " in shorter
    ):
        title = shorter
    return _DECK.sub("", title) if title and len(title) <= _MOST_MARKED else title


def title_fault(title: str | None, text: str | None = None) -> str | None:
    """Return what is wrong with a title, in a word or two; None where nothing is.

    Where the beginning of the story's texts is given, a title of few words has to share one with it.

    >>> [title_fault(title) for title in ("Gregory Korte and John Fritze", "Senate votes to end shutdown")]
    ['names only', None]
    >>> title_fault("7 years ago"), title_fault("Tomas Van Roem", "The senate voted to end the shutdown.")
    ('a time', 'not of the text')
    """
    title = bare_title(title)
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
    if _are_names(words):
        return "names only"
    return _furniture_fault(title, words) or ("not of the text" if text and not _is_of(words, text) else None)


def _furniture_fault(title: str, words: Sequence[str]) -> str | None:
    """Return which piece of a page that is no title this is; None where it is none that is known."""
    if _TIME.fullmatch(title):
        return "a time"
    if all(word.lower().strip(",:") in _SHARE_WORDS or word[0].isdigit() for word in words):
        return "a share bar"
    if _CREDIT.search(title):
        return "a caption"
    return "a section" if _AGENCY.fullmatch(title) or _DATELINE.fullmatch(title) else None


def is_short(title: str | None) -> bool:
    """Return whether a title is so short that it is judged by its text too."""
    return len((bare_title(title) or "").split()) <= _FEW_WORDS


def _is_of(words: Sequence[str], text: str) -> bool:
    """Return whether the words are many, or one that means something is in the text, by its first letters."""
    if len(words) > _FEW_WORDS:
        return True
    content = {
        word.lower() for word in _WORD.findall(" ".join(words)) if word.lower() != word.upper()
    } - _NO_CONTENT
    lower = text.lower() if content else ""
    return not content or any(word[:_STEM] in lower for word in content)


def choose_title(articles: Sequence[Titled]) -> Title:
    """Return the title of a story: of those without a fault, one that is central and says what others say."""
    ranked = sorted(articles, key=lambda each: (-each.score, each.article_id))
    counts = Counter(word for each in ranked for word in _words(each)) if len(ranked) > 1 else Counter[str]()
    leads = "\n".join(each.text for each in ranked)
    best: tuple[float, str] | None = None
    chosen, faults = None, Counter[str]()
    for each in ranked:
        if fault := title_fault(each.title, leads):
            faults[fault] += 1
            continue
        assert each.title is not None, "a missing title is a fault"
        value = each.score + _COVERAGE_WEIGHT * _coverage(bare_title(each.title) or "", counts, len(ranked))
        value -= _LABEL_PENALTY * _is_marked(each.title)
        if best is None or (-value, each.article_id) < best:
            best, chosen = (-value, each.article_id), each
    left_out = "".join(f"; left out: {count} {fault}" for fault, count in sorted(faults.items()))
    if chosen is None:
        return Title(
            title=_first_words(ranked[0].text), origin="derived", reason=f"first words of a text{left_out}"
        )
    title = bare_title(chosen.title)
    cut = "; cut to its title" if title != chosen.title else ""
    if len(ranked) == 1:
        return Title(title=title, origin="article", reason=f"only article{cut}")
    rank = ranked.index(chosen) + 1
    place = "most central article" if rank == 1 else f"article {rank} of {len(ranked)} by score"
    return Title(
        title=title, origin="article", reason=f"{place}, best by score and by words of others{cut}{left_out}"
    )


def _is_marked(title: str) -> bool:
    """Return whether a title is one only if no other is at hand: a comment, with a label, in capitals, of two
    sentences.
    """
    return bool(
        _LABEL.match(title)
        or _COMMENT.search(bare_title(title) or "")
        or _HIGHLIGHTS.match(title)
        or title.isupper()
        or _SENTENCES.search(bare_title(title) or "")
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
        2 <= len(group) <= 3
        and all(_is_of_names(word) and (len(word) < 3 or not word.isupper()) for word in group)
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
        sentence = _SENTENCE_END.split(_PLACE_LINE.sub("", line.strip()) + " ", maxsplit=1)[0].strip()
        words = sentence.split()
        is_furniture = (
            _NOTICE.search(sentence) or _NO_SENTENCE.match(sentence) or _furniture_fault(sentence, words)
        )
        if len(words) >= _LEAST_WORDS and not is_furniture:
            return _cut(words)
    return _cut(text.split()) or None


def _cut(words: Sequence[str]) -> str:
    return " ".join(words[:_DERIVED_WORDS]) + (" …" if len(words) > _DERIVED_WORDS else "")
