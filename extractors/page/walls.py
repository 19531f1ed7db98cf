"""Pages that stand in the place of an article: consent, login, maintenance, checks for robots, ways on.

First what holds in any language: whether the words of the page's title stand in its text, and whether the page
names an author, a day or its kind. Lists of words come last, and only beside that.
"""

import re

from extractors.page.words.consent import CONSENT, may_ask_consent
from extractors.page.words.pieces import Piece, count_words
from extractors.page.words.reading import Reading
from extractors.page.words.title_words import share_of_title

_CONSENT_SHARE = 0.6  # of the words: the text is one for consent
_UNTIED_CONSENT_SHARE = 0.4  # the same where the title is of something else
_SHORT_CONSENT_WORDS = 400  # a longer text on cookies may be an article on cookies
_MIN_WORDS = 15  # fewer are no text of an article
# A stub's text is short; an agency's brief is too, but it has a day, an author or words of its title.
_STUB_WORDS = 120
_REDIRECT_WORDS = 80
_TIED_SHARE = 0.5
_HEADLINE_WORDS = 3
_FORM_WORDS = 200
_FORM_SHARE = 0.7
_STUB_TITLE = re.compile(
    r"\W*(?:please\s|bitte\s|veuillez\s|por\sfavor,?\s)?(?:"
    r"(?:log|sign)[\s-]?(?:in|on)\b|(?:register|create\san?\s(?:free\s)?account)\b|(?:subscriber|member)s?.?\slogin|anmeld(?:en|ung)|einloggen|"
    r"(?:jetzt\s)?registrieren|se\sconnecter|connexion|connectez|identifi(?:cate|ez|cation)|inici(?:ar?|a)\s(?:de\s)?sesión|acceder\b|accedi\b|"
    r"entrar\b|iniciar\ssessão|inloggen|aanmelden|logga\sin|logg?\s(?:inn|ind)\b|kirjaudu|zaloguj|logowanie|přihlá|bejelentkez|"
    r"войти|вход\b|авторизация|ログイン|登录|登錄|로그인|giriş\syap|σύνδεση|تسجيل\sالدخول|"
    r"(?:.{0,30}\s)?(?:maintenance|wartung|wartungsarbeiten|mantenimiento|manutenzione|manutenção|onderhoud|underhåll|"
    r"vedlikehold|vedligehold|huolto\w*|prace\stechniczne|przerwa\stechniczna|údržb\w+|karbantart\w+|техническ\w+\sработ\w+|"
    r"メンテナンス|维护|점검)|"
    r"(?:we.{1,4}(?:ll|re)\s)?(?:will\s)?be\s(?:right\s)?back|(?:wir\ssind\s)?(?:gleich|bald)\s(?:zurück|wieder)|"
    r"(?:nous\s)?(?:serons|revenons|sommes)\s.{0,20}(?:retour|bientôt)|(?:volvemos|volveremos|torniamo|voltamos)\b|"
    r"(?:captcha|security\scheck|sicherheits(?:prüfung|überprüfung|abfrage)|(?:are|prove)\syou.{0,12}(?:human|robot)|"
    r"(?:sind|bist)\s(?:sie|du)\sein\s(?:mensch|roboter)|êtes-vous\sun\s(?:humain|robot)|¿?eres\sun?\s(?:humano|robot)|"
    r"vérification|verificación|verifica\sdi|verificatie|проверка)|"
    r"(?:unavailable|not\savailable|nicht\sverfügbar|indisponible|no\sdisponible|non\sdisponibile|niet\sbeschikbaar|недоступ)|"
    r"redirect(?:ing)?\b|weiterleitung|redirection|redirigiendo|reindirizzamento|doorverwijz|omdirig)",
    re.IGNORECASE,
)  # fmt: skip
_STUB_TITLE_WORDS = 9  # more are a headline
# A day in the address, or one that the source announced, is that of the article in whose place the page stands.
_WEAK_ORIGINS = ("url", "announced", "line")


def consent_wall(reading: Reading, kept: list[Piece], cut: list[Piece], word_count: int) -> str | None:
    """Return what says that a text speaks of consent rather than of its title's matter; None if nothing does."""
    cut_words = sum(count_words(piece.surface) for piece in cut if piece.cut == "cookie_notice")
    searched = kept if word_count < _SHORT_CONSENT_WORDS else ()  # longer ones are told apart by their title below
    told = sum(count_words(piece.surface) for piece in searched if CONSENT.search(piece.surface))
    if word_count < _MIN_WORDS:
        return f"{cut_words + told} words of consent" if cut_words + told > word_count else None
    if word_count < _SHORT_CONSENT_WORDS and told > word_count * _CONSENT_SHARE:
        return f"{told} of {word_count} words of consent"
    is_untied = _title_share(reading, kept) == 0.0
    is_titled = reading.facts.title is not None and may_ask_consent(reading.facts.title.value)
    if not is_untied and not is_titled:
        return None
    told = sum(count_words(piece.surface) for piece in kept if may_ask_consent(piece.surface))
    if is_untied and told > word_count * _UNTIED_CONSENT_SHARE:
        return f"{told} of {word_count} words of consent, none of the title's"
    is_short = reading.shape is not None and word_count < _SHORT_CONSENT_WORDS and not _is_stated_article(reading)
    if is_titled and is_short and told > word_count * _CONSENT_SHARE:
        return f"{told} of {word_count} words of consent, as the title's"
    return None


def stub(reading: Reading, kept: list[Piece], word_count: int) -> tuple[str, str] | None:
    """Return reason and evidence that a short text stands for a page that is not shown; None without."""
    shape = reading.shape
    if shape is None or _is_stated_article(reading):
        return None
    title = reading.facts.title.value if reading.facts.title else ""
    share = _title_share(reading, kept)
    is_tied = (share or 0.0) >= _TIED_SHARE and count_words(title) >= _HEADLINE_WORDS
    if shape.leads_on and word_count < _REDIRECT_WORDS and not is_tied:
        return "redirect", f"leads on to another page, {word_count} words"
    if word_count < _FORM_WORDS and shape.form_words > word_count * _FORM_SHARE:
        return "login", f"{shape.form_words} of {word_count} words in a form"
    if word_count >= _STUB_WORDS:
        return None
    heads = [title, *(piece.surface for piece in kept[:1])]
    named = next(
        (line for line in heads if count_words(line) <= _STUB_TITLE_WORDS and _STUB_TITLE.match(line)), None
    )
    if named:
        return "login" if shape.asks_password else "not_article", named
    if share == 0.0 and (shape.asks_password or not shape.has_headline):
        reason = "login" if shape.asks_password else "not_article"
        return reason, f"no word of the title in {word_count} words, no author, no day"
    return None


def _is_stated_article(reading: Reading) -> bool:
    """Return whether the page names its author or its day, or calls itself an article."""
    facts = reading.facts
    is_dated = facts.published is not None and facts.published.origin not in _WEAK_ORIGINS
    return reading.page_kind == "article" or facts.authors is not None or is_dated


def _title_share(reading: Reading, kept: list[Piece]) -> float | None:
    """Return the share of the title's words that the text below its headings has too; None without a title."""
    title = reading.facts.title.value if reading.facts.title else ""
    return share_of_title(title, (piece.surface for piece in kept if piece.zone != "heading"))
