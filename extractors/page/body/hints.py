"""What the names of elements (tag, class, id, role) say of the text in them, as bits."""

import re
from functools import lru_cache

# What an element's tag, class and id say of the text in it; a bit each.
_NAME_HINTS = (
    ("body", r"article-?_?(?:body|text|content)|story-?_?(?:body|text|content)|post-?_?(?:body|content)|"
             r"entry-?_?content|articlebody|body-?_?(?:text|copy|content)|rich-?text|paragraph|prose|longread|fliesstext"),
    ("article", r"article|story|post(?!ed|er)|entry|artikel|beitrag"),
    ("content", r"content|main|text|copy"),
    ("lead", r"standfirst|lead(?!er|ing)|intro|subtitle|sub-?_?head|deck|\bdek|dek\b|teaser-?text|summary|"
             r"excerpt|abstract|vorspann|chapo|sottotitolo|entradilla|description"),
    ("heading", r"head(?:line|ing)|title|überschrift"),
    ("comment", r"comment|disqus|discussion|respond|kommentar|forum|reply"),
    ("related", r"related|recommend|more-?_?(?:on|from|stories|news|articles)|read-?_?(?:more|also|next)|similar|"
                r"trending|popular|most-?_?read|latest|also-?_?like|outbrain|taboola|further|mehr-?zum|verwandt|"
                r"next-?_?(?:post|article)"),
    ("teaser", r"teaser|card|promo|tile|carousel|slider|headlines|river|feed|grid|list-?_?item"),
    ("side", r"side-?_?bar|aside|rail|widget|secondary|complementary"),
    ("foot", r"foot(?:er)?|bottom|colophon|copyright|legal|disclaimer|imprint"),
    ("nav", r"nav|menu|breadcrumb|masthead|toolbar|topbar|pagination|pager|skip|tabs?\b"),
    ("share", r"share|social|follow|bookmark|facebook|twitter|whatsapp|print|toolbox|actions?\b"),
    ("letter", r"newsletter|subscri|sign-?_?up|paywall|register|login|donat|abo-|membership|cta\b|call-?to"),
    ("advert", r"(?:^|[\s_-])ads?(?:$|[\s_-])|advert|sponsor|banner|anzeige|werbung|commercial|affiliate"),
    ("cookie", r"cookie|consent|gdpr|privacy|modal|popup|overlay|lightbox|dialog"),
    ("caption", r"caption|credit|photo|image|picture|gallery|figure|media|video|legend|bild"),
    ("byline", r"by-?line|author|autor|writer|contributor|bio\b|profile|reporter"),
    ("date", r"date|time(?!line)|publish|meta(?:$|[\s_-])|info(?:$|[\s_-])|updated|dateline"),
    ("tags", r"(?:^|[\s_-])tags?(?:$|[\s_-])|topics?|categor|keyword|label|rubrik|kicker|section-?name|eyebrow"),
    ("hidden", r"hidden|sr-only|visually|screen-?reader|visuallyhidden|noprint|no-?print|invisible|collapse"),
    ("quote", r"quote|pull|zitat|embed|tweet|instagram"),
    ("box", r"box|infobox|fact|sidebar|aside|note|explainer|factbox|highlights?|key-?_?points|takeaway"),
)  # fmt: skip
# For words in lower case: to ask for both cases takes twice the time.
_HINT_PATTERN = re.compile("|".join(pattern for _, pattern in _NAME_HINTS))
_HINT_PATTERNS = tuple((1 << at, re.compile(pattern)) for at, (_, pattern) in enumerate(_NAME_HINTS))
HINT_BITS = {name: 1 << at for at, (name, _) in enumerate(_NAME_HINTS)}
TAG_BITS = {
    tag: 1 << at
    for at, tag in enumerate(
        ("article", "main", "aside", "nav", "header", "footer", "figure", "figcaption", "form", "table",
         "blockquote", "li", "section", "p", "a", "dl")
    )
}  # fmt: skip
_NAME_WORD = re.compile(r"[^\W_]+")
# Words that mean more together with the one before or after: article-body, read-more.
_SECOND_WORDS = frozenset(
    [
        "body",
        "text",
        "content",
        "copy",
        "head",
        "read",
        "stories",
        "news",
        "articles",
        "on",
        "from",
        "more",
        "next",
        "also",
        "item",
        "line",
        "up",
    ]
)
_FIRST_WORDS = frozenset((
    "read", "more", "sign", "sub", "most", "next", "further", "teaser", "list", "side", "section", "key",
    "call", "skip",
))  # fmt: skip
HIDDEN_STYLE = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
HIDDEN_BIT = 1 << 20
BODY_PROPERTY_BIT = 1 << 21


# The pages of an outlet share most of their names.
@lru_cache(maxsize=20_000)
def hints_of_names(names: str) -> int:
    """Return the bits of what class, id and role of an element say."""
    words = _NAME_WORD.findall(names[:400].lower())
    found = 0
    for at, word in enumerate(words):
        found |= _hints_of_word(word)
        if at and (word in _SECOND_WORDS or words[at - 1] in _FIRST_WORDS):
            found |= _hints_of_word(f"{words[at - 1]}-{word}")
    return found


@lru_cache(maxsize=50_000)
def _hints_of_word(word: str) -> int:
    # Most words of class names are of no interest: one look for all hints spares most of the single ones.
    if not _HINT_PATTERN.search(word):
        return 0
    return sum(bit for bit, pattern in _HINT_PATTERNS if pattern.search(word))
