"""Facts that a page labels in its visible words: "Published: …", "Author: …"."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extractors.page.facts.placement import ReadDate
from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import tidy

_PUBLISHED_LABEL = re.compile(
    r"(?:(?:first\s|originally\s)?(?:published|posted)|publication\sdate|date\spublished|veröffentlicht|erschienen|"
    r"erstellt|publiziert|veröffentlichungsdatum|erscheinungsdatum|datum|date|publié|mise?\sen\sligne|publicado|"
    r"pubblicato|gepubliceerd|opublikowano|公開日|掲載日|发布时间|發布時間)(?:\s(?:am|on|le|el|il|op|em|in))?\b\s?[:\uff1a]?\s?",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(
    r"[(\uff08]?(?:autorin/autor|autor(?:/-?in|\*in|:in|in|en|innen)?|authors?|verfasser(?:in)?|auteurs?|"
    r"(?:von|by|par|door|di)(?=\s?:)|作者|记者|記者|责编|责任编辑|責任編輯|文|著者)\s?(?:[:\uff1a]\s?|$)",
    re.IGNORECASE,
)
_INITIALS = frozenset("(abdefgmopvABDEFGMOPV")
_MAX_LABELLED = 12  # bound; lists of teasers label hundreds
_MAX_STRING_CHARACTERS = 300  # longer ones are prose
_MAX_DATE_CHARACTERS = 40  # a weekday, a date, a time and a zone
_MAX_NAMES_CHARACTERS = 120  # four names; more is prose


def labelled_date(tree: HtmlElement, *, read: ReadDate) -> DateFound | None:
    """Return the first date that follows a word for publication at once."""
    for words in _after_label(tree, _PUBLISHED_LABEL):
        found = read(words[:_MAX_DATE_CHARACTERS])
        if found is not None:
            return found
    return None


def labelled_names(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words that follow a word for authors, up to the end of the element or line."""
    for words in _after_label(tree, _AUTHOR_LABEL):
        if len(words) <= _MAX_NAMES_CHARACTERS:
            yield [words.rstrip(")\uff09")]


def _after_label(tree: HtmlElement, label: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands behind a label that opens a string: in the string, or else in what comes next."""
    count = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "option"):
            continue
        for string, is_tail in ((element.text, False), (element.tail, True)):
            # Templates leave hundreds of tabs around a word.
            string = string.strip() if string else ""
            if not string or len(string) > _MAX_STRING_CHARACTERS:
                continue
            # No label begins with another character of ASCII.
            if " " < string[0] < "\x7f" and string[0] not in _INITIALS:
                continue
            line = tidy(string)
            match = label.match(line)
            if match is None:
                continue
            count += 1
            yield line[match.end() :] or _next_words(element, is_tail=is_tail)
            if count >= _MAX_LABELLED:
                return


def _next_words(element: HtmlElement, *, is_tail: bool) -> str:
    """Return the words behind a label that fills its element: its children's, its tail or the next element's."""
    following = element.getnext()
    inside = [] if is_tail else [each.text_content() for each in element[:2]]
    after = following.text_content() if following is not None else ""
    for words in (" ".join(inside), "" if is_tail else element.tail or "", after):
        line = tidy(words[: 10 * _MAX_STRING_CHARACTERS])[:_MAX_STRING_CHARACTERS]
        if line:
            return line
    return ""
