"""Lines that are not the article, by rules that look at one line: invitations, notices, credits, labels.

A rule has the form (reason, most words that the line may have, pattern at the line's start). A line that says
more than an invitation, a sentence with a full stop for instance, is judged by its length: the longer a line,
the less likely is it furniture.
"""

import re
from datetime import datetime

from extractors.native import ways
from extractors.page.words.caseless import caseless_furniture, is_caseless
from extractors.page.words.dates import DateFound, parse_date
from extractors.page.words.pieces import tidy

_READ_MORE = (
    r"(?:also|must|further|recommended|related|similar)[\s-]{1,2}(?:read|reading|watch|stories|story|articles?|coverage|"
    r"news|posts?|topics?|content|links?)\b(?:\s{0,2}[:|–—-]|$|\s(?:on|about)\b)|also\s(?:read|see|watch)\b|"
    r"(?:read|see|watch|view|show|load|find\sout|learn)\s(?:more|also|next|all|the\sfull\s(?:story|article))\b|"
    r"(?:read|watch|see\salso|more\son\sthis|more\sfrom|more\sabout|in\spictures|listen)\s{0,2}:|see\salso\b|"
    r"continue\sreading|click\shere|related\s{0,2}:|up\snext|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested)|"
    r"lesen\ssie\s(?:auch|hier|mehr|dazu)|mehr\s(?:zum\sthema|dazu|lesen|zu\s)|das\skönnte\s(?:sie|dich)|"
    r"weiterlesen|zum\sthema\b|auch\sinteressant|passend\sdazu|"
    r"(?:à\s)?(?:lire|voir)\s(?:aussi|également|la\ssuite)|sur\sle\smême\ssujet|"
    r"(?:lee|leer|ver|vea|lea)\s(?:también|tambien|además|más)|leia\s(?:também|mais)|veja\s(?:também|mais)|"
    r"leggi\s(?:anche|tutto)|(?:lees|bekijk)\sook|läs\s(?:också|även|mer)|les\sogså|læs\sogså|zobacz\s(?:też|także)|"
    r"czytaj\s(?:też|także|więcej)|читайте\sтакже"
)
_FOLLOW_US = (
    r"follow\s(?:us|me|him|her|them|@|our|the\sauthor)|like\sus\son|join\s(?:us\son|our\s(?:whatsapp|telegram|channel|community))|"
    r"(?:folgen|folge)\s(?:sie\s)?(?:uns|mir)|suivez[\s-]nous|síguenos|siga[\s-]nos|seguici|volg\sons|"
    r"download\s(?:our|the)\s.{0,30}\bapp\b|get\sthe\s.{0,30}\bapp\b|subscribe\sto\sour\s(?:youtube|channel|podcast)"
)
_NEWSLETTER = (
    r"(?:sign|signing)\sup\s(?:for|to|here|now|today)|subscribe\s(?:to|for|now|here|today)|"
    r"get\s(?:the|our)\s.{0,60}(?:newsletter|inbox)|(?:our|the)\s.{0,30}newsletters?\b|"
    r"newsletter\b|(?:jetzt\s)?(?:den\s)?newsletter\s(?:abonnieren|bestellen)|abonnieren\ssie|melden\ssie\ssich|"
    r"abonnez[\s-]vous|inscrivez[\s-]vous|suscríbete|iscriviti|your\semail\saddress|enter\syour\semail"
)
_COOKIES = (
    r"(?:we|this\s(?:site|website|page))\suses?\scookies|by\s(?:continuing|using|clicking|signing)\b.{0,80}(?:agree|accept|consent)|"
    r"(?:accept|reject|manage)\s(?:all\s)?cookies|cookie\s(?:settings|policy|preferences)|"
    r"(?:wir|diese\s(?:seite|website))\s(?:verwenden|verwendet|nutzen|nutzt)\scookies|"
    r"(?:please\s)?(?:enable|turn\son)\s(?:javascript|cookies)|(?:please\s)?(?:disable|turn\soff)\syour\sad\s?blocker|"
    r"(?:your|this)\sbrowser\s(?:does\snot|doesn.t|is\s(?:not|out))"
)
_SHARE = (
    r"share\s(?:this|on|via|article|story)\b|share$|(?:tweet|facebook|twitter|whatsapp|linkedin|email|e-mail|print|"
    r"copy\slink|teilen|drucken|merken|partager|imprimer|compartir|condividi|comments?|kommentare?|"
    r"leave\sa\s(?:comment|reply)|post\sa\scomment|view\scomments|report\s(?:this|an\serror)|"
    r"\d{1,6}\s(?:comments?|kommentare?|shares?|views?))$"
)
_NOTICE = (
    r"(?:©|\(c\)|copyright\b|all\srights\sreserved|alle\srechte\svorbehalten|tous\sdroits\sréservés)|"
    r"(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|sponsored(?:\scontent)?|promoted)\s{0,2}:?$|"
    r"this\s(?:material|article|content)\smay\snot\sbe\s|(?:terms\sof\s(?:use|service)|privacy\spolicy)$"
)
_CREDIT = (
    r"(?:photo|image|picture|photograph|video|foto|bild|crédits?|photos?|graphic|illustration|file\sphoto|"
    r"getty\simages)\s{0,2}(?:credit|source|by|courtesy(?:\sof)?|via|quelle)?\s{0,2}[:/©]|"
    r"(?:image|photo|picture)\s(?:credit|source|caption|courtesy)\b|\(?(?:photo|image)\sby\s|bildquelle|©|"
    r"(?:getty\simages|reuters|ap\sphoto|afp|shutterstock|dpa|istock)$"
)
_PAYWALL = (
    r"(?:this|the\sfull)\s(?:article|story|content)\sis\s(?:for|only|exclusive|available\s(?:to|for|only))\b.{0,60}"
    r"(?:subscri|member)|(?:subscribe|sign\sin|log\sin|register|become\sa\smember)\s.{0,30}"
    r"to\s(?:read|continue|access|unlock|keep\sreading)|(?:to\s)?(?:continue|keep)\sreading,?\s.{0,40}(?:subscri|sign|log)|"
    r"already\sa\ssubscriber|you.ve\s(?:reached|read)\syour\s.{0,40}(?:articles|limit)|"
    r"(?:diesen\sartikel\s)?(?:jetzt\s)?(?:weiterlesen\s)?mit\s(?:\w+\s?\+|plus\b|.{0,30}\babo\b)|"
    r"(?:bereits|schon)\sabonnent|(?:cet\sarticle|la\ssuite)\s.{0,40}(?:réservé|abonné)|"
    r"(?:contenido|artículo)\s.{0,30}(?:suscriptores|exclusivo)|"
    r"(?:contenuto|articolo)\s.{0,30}(?:abbonati|riservato)"
)
# Markup and calls of scripts that a page shows by mistake.
_CODE = re.compile(
    r"\s{0,3}(?:<(?:script|style|iframe|ins|noscript)\b[^<>]{0,2000}>|(?:\(?function\s{0,3}\w{0,40}\(|(?:window|document|googletag|"
    r"adsbygoogle|dataLayer|_taboola|OneSignal)\s{0,3}[.=(\[]).{0,5000}[;)}]\s{0,3}$)",
    re.IGNORECASE,
)
# Cut lines that say something of the whole page; they are kept as removed spans wherever on the page they stand.
TELLING_RULES = ("paywall", "cookie_notice")
RULES = tuple(
    (reason, most_words, re.compile(rf"[\W_]{{0,6}}(?:{pattern})", re.IGNORECASE))
    for reason, most_words, pattern in (
        ("read_more", 30, _READ_MORE),
        ("follow_us", 35, _FOLLOW_US),
        ("newsletter", 30, _NEWSLETTER),
        ("cookie_notice", 45, _COOKIES),
        ("share", 6, _SHARE),
        ("notice", 45, _NOTICE),
        ("credit", 20, _CREDIT),
    )
)
_CONSENT = next(rule for rule in RULES if rule[0] == "cookie_notice")
# Apart from the rules, which are a measure of the trained judge too.
_PAYWALL_START = re.compile(rf"[\W_]{{0,6}}(?:{_PAYWALL})", re.IGNORECASE)
_PAYWALL_LINE_WORDS = 35
_ELSEWHERE = re.compile(
    r"[\W_]{0,6}(?:"
    r"(?P<read_more>(?:te|le|os|les)\s(?:puede|podría)\sinteresar|(?:más|mais)\s(?:información|noticias|sobre|notícias)\s{0,2}:|"
    r"(?:potrebbe|potrebbero)\s(?:interessarti|interessarvi|anche)|(?:per\sapprofondire|approfondisci|ti\spuò\sinteressare)\b|"
    r"lees\s(?:verder|meer)\s{0,2}(?:[:|–—]|$)|meer\s(?:over\sdit\sonderwerp|lezen)\b|bekijk\shier|"
    r"(?:saiba|veja)\smais\b|(?:você|também)\spode\s(?:gostar|interessar)|vous\spourriez\saimer|à\sdécouvrir\saussi)|"
    r"(?P<newsletter>(?:schrijf|meld)\s(?:je|u)\s(?:nu\s)?(?:in|aan)\svoor|(?:assine|receba|subscreva)\sa\s(?:nossa\s)?newsletter|"
    r"(?:registre|cadastre)-se\spara\sreceber))",
    re.IGNORECASE,
)
_ELSEWHERE_WORDS = 20  # a longer line is a sentence of the article
# Labels that stand before a headline of the outlet, not before a sentence of the article.
_LABEL = re.compile(
    r"(?:(?:breaking|latest|top|more|other|local|world|business|sports?|tech)\s)?(?:news|stories|story|headlines?|video|watch|"
    r"photos?|pictures|gallery|podcast|live|trending|exclusive|opinion|editorial|analysis|explained|recommended)\s?[:|]\s",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:first\s)?(?:published|posted|publié|veröffentlicht|erstellt|publicado|pubblicato|released)(?:\s(?:on|at|le|am|el|il))?\b"
    r"\s{0,2}:?|date(?:\sposted)?\s?:|datum\s?:|stand\s?:",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:last\s)?(?:updated|modified|aktualisiert|mis\sà\sjour|actualizado|aggiornato|atualizado)(?:\s(?:on|at|le|am|el|il))?\b"
    r"\s{0,2}:?|update\s?:",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:written\s)?(?:by|von|par|por|door|di|av|af)\s(?P<names>[^\W\d_][^!?:;\d]{2,80})$", re.IGNORECASE
)
_NAME = re.compile(
    r"^[^\W\d_][\w.’'-]{0,25}(?:\s(?:(?:de|van|von|der|den|da|di|la|le|el|al|bin|del|du|dos)\s){0,2}"
    r"[^\W\d_][\w.’'-]{0,25}){1,3}$"
)
SENTENCE_END = re.compile(r"[.!…:;,。！；，؟؛،۔][\"'”’»)\]]{0,3}$")
_END = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]{0,3}$")
_QUESTION_END = re.compile(r"[?][\"'”’»)\]]{0,3}$")
_MAX_DATE_LINE_WORDS = 14  # more are a sentence with a date


def furniture(line: str) -> str | None:
    """Return the reason why a line is not of the article; None where no rule says so.

    >>> furniture("ALSO READ: Stuttgart Open: Zverev Overcomes Nakashima")
    'read_more'
    >>> furniture("Lees verder: De brug is dicht"), furniture("Schrijf je in voor onze nieuwsbrief")
    ('read_more', 'newsletter')
    >>> furniture("Read the letter that Zuckerberg sent to all employees, and you see a man in a hurry.") is None
    True
    """
    word_count = line.count(" ") + 1
    if _CODE.match(line):
        return "code"
    if is_caseless(line):
        return caseless_furniture(line)
    if word_count <= _PAYWALL_LINE_WORDS and _PAYWALL_START.match(line):
        return "paywall"
    if word_count <= _ELSEWHERE_WORDS and not SENTENCE_END.search(line) and (match := _ELSEWHERE.match(line)):
        return match.lastgroup
    for reason, most_words, pattern in RULES:
        if word_count <= most_words and pattern.match(line):
            return reason
    if _LABEL.match(line) and looks_like_heading(line):
        return "labelled_headline"
    return None


def may_tell(line: str) -> bool:
    """Return whether a line may be what tells of the whole page, or code: most are neither, which is soon seen."""
    if _CODE.match(line) or is_caseless(line):
        return True
    word_count = line.count(" ") + 1
    return (word_count <= _PAYWALL_LINE_WORDS and _PAYWALL_START.match(line) is not None) or (
        word_count <= _CONSENT[1] and _CONSENT[2].match(line) is not None
    )


def looks_like_heading(line: str) -> bool:
    """Return whether a line that stands alone reads as a heading: short, no end of sentence, no lower-case start.

    >>> looks_like_heading("Who Is Alexandr Wang?"), looks_like_heading("He left.")
    (True, False)
    """
    if ways.compiled is not None:
        return ways.compiled.looks_like_heading(line)
    word_count = line.count(" ") + 1
    if word_count > 22 or len(line) > 160 or not any(map(str.isalpha, line)):
        return False
    first = line.lstrip("\"'“‘«„([")[:1]
    if SENTENCE_END.search(line) or first.islower() or first in "-•*·–—":
        return False
    return not (_QUESTION_END.search(line) and word_count > 14)


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does, or with what leads on.

    >>> ends_sentence('"He left."'), ends_sentence("He left")
    (True, False)
    """
    if ways.compiled is not None:
        return ways.compiled.ends_sentence(line)
    return _END.search(line[-8:]) is not None


def read_dateline(line: str, *, seen_at: datetime) -> tuple[str, DateFound] | None:
    """Return ("published" or "modified", date) of a line that says little more than when the article appeared."""
    if line.count(" ") >= _MAX_DATE_LINE_WORDS:
        return None
    found = parse_date(line, seen_at=seen_at)
    if found is None:
        return None
    if _MODIFIED.match(line):
        return "modified", found
    is_bare = len(re.findall(r"[^\W\d_]+", line)) <= 5 and len(line) <= 45
    if _PUBLISHED.match(line) or (is_bare and not SENTENCE_END.search(line.rstrip("."))):
        return "published", found
    return None


def read_byline(line: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing but a byline; empty if it is none.

    >>> read_byline("By Jane Doe and John A. Roe"), read_byline("di Chiara Modello")
    (('Jane Doe', 'John A. Roe'), ('Chiara Modello',))
    """
    match = _BYLINE.match(line)
    if match is None:
        return ()
    names = [tidy(name) for name in re.split(r",|\s(?:and|und|et|y|e|&)\s", match["names"])]
    return tuple(names) if names and all(_NAME.match(name) and name[0].isupper() for name in names) else ()


def same_words(a: str, b: str) -> bool:
    """Return whether two lines have the same letters and digits, whatever stands between."""
    return bool(a) and _bare(a) == _bare(b)


def _bare(line: str) -> str:
    return "".join(re.findall(r"\w+", line.casefold()))
