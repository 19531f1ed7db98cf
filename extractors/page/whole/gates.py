"""The box that stands where an article breaks off: it asks to subscribe or to log in, in order to read on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.words.lines import furniture
from extractors.page.words.pieces import count_words

Flags = npt.NDArray[np.bool_]

# A line of a gate says both who may read (who subscribes, registers, logs in) and what: the article, what follows.
_READERS = re.compile(
    r"abonn|abbonat|assin(?:e\b|ant|atura)|subscri|suscri|prenumer|předplat|predplat|előfizet|tilaa|regist[re]|"
    r"sign[\s-]?(?:in|up)\b|log[\s-]?in\b|anmeld|einlogg|inlogg|logga\s|iniciar?\ssesión|accedi\b|zalogu|\bplus\b|premium|"
    r"подпис|會員|会員|購読|订阅|訂閱|会员|登录|登錄|ログイン|구독|로그인|회원|\babone|συνδρομ|مشترك|member",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:continu|keep|go\son|finish)\w*\s(?:to\s)?read|read\s(?:on\b|the\s(?:full|rest|whole))|(?:full|this|free|unlock\w*)\s"
    r"(?:articles?|story|content|access)|weiter\s?(?:zu)?\s?lesen|(?:dies|ganze|vollständige|komplette)\w*\s(?:artikel|beitrag|"
    r"text|inhalt)|artikel\s(?:frei|lesen|weiter)|(?:la\ssuite|cet\sarticle|l.article|lire\s(?:la|cet|plus))|"
    r"(?:seguir|continuar|continua|continuare)\s(?:a\s)?(?:le|lé)\w+|(?:este|questo|esta)\s(?:contenido|conteúdo|contenuto|"
    r"artículo|artigo|articolo|matéria|noticia)|(?:contenido|conteúdo|contenuto|artículo|artigo|articolo)\s(?:exclusiv|riservat)|"
    r"(?:verder|door)\s?lezen|lees\sverder|dit\sartikel|läs(?:a)?\s(?:vidare|hela|mer)|artikeln\b|l[æe]se?\s(?:videre|hele)|"
    r"(?:denne|denna|hele)\sartik|czyta[ćj]\s(?:dalej|cały|bez)|(?:ten\s|tego\s)?artyku|treś|číst\sdál|člán|cikk|olvas|"
    r"jatka\sluke|lue\s(?:koko|lisää)|artikkeli|чита|стать|материал|続き|この記事|全文|本文|继续阅读|繼續閱讀|기사|okuma|yazının|"
    r"διάβασ|άρθρο|المقال",
    re.IGNORECASE,
)
# What only a gate says, whoever may read.
_SURE = re.compile(
    r"il\s(?:vous\s)?reste\s.{0,20}\d+\s?%|\d+\s?%\s(?:de\scet|of\sthis|dieses|del\s|de\seste|van\sdit|artyk|člán)|残り\s?[:：]?\s?[\d,]+\s?文字|"
    r"(?:pozostał|zbývá|noch|remaining).{0,30}\d+\s?%|(?:ya\s(?:eres|es)\ssuscriptor|déjà\sabonné|sei\sgià\sabbonat|já\sé\sassinante|"
    r"al\sabonnee|redan\sprenumerant|allerede\sabonnent|masz\sjuż\s(?:prenumerat|subskryp|konto)|bereits\s(?:abonn|registriert|kund)|"
    r"already\s(?:a\s(?:subscriber|member)|subscribed|registered))|"
    r"you.ve?\s(?:have\s)?(?:read|reached|used)\s.{0,40}(?:free|limit|article)|\d\s(?:of|von|de|di|van)\s\d\s.{0,20}(?:free|gratis|kostenlos|gratuit)",
    re.IGNORECASE,
)
# Who may comment, and what comes by mail, is another matter; so is the archive, with which blogs entice.
_OTHER = re.compile(
    r"newsletter|comment|kommentar|comentar|coment|reactie|e-?mail|push|podcast|app\b|alert|inbox|weekly|archive|blog\b",
    re.IGNORECASE,
)
_MOST_WORDS = 25  # of a line that bids to subscribe; longer ones are prose
_MOST_BETWEEN = 4  # blocks between the line and what it hides
_LEAST_PROSE_WORDS = 12  # shorter blocks behind a gate are buttons
_MOST_BOX_WORDS = 120  # of the box around it; a larger one holds the article too


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The blocks of a gate, and whether it stands in the same element as the article's paragraphs."""

    blocks: Flags
    is_in_body: bool


def _is_notice(line: str) -> bool:
    """Return whether a line asks to subscribe or to log in before one may read on.

    >>> _is_notice("Verder lezen? Dit artikel is alleen voor abonnees."), _is_notice("Lees verder")
    (True, False)
    """
    if count_words(line) > _MOST_WORDS or _OTHER.search(line):
        return False
    return furniture(line) == "paywall" or bool(
        _SURE.search(line) or (_READERS.search(line) and _READING.search(line))
    )


def find_gate(blocks: Sequence[Block], is_kept: Flags) -> Gate | None:
    """Return the gate right behind the last paragraph of what is kept; None where there is none."""
    kept = np.flatnonzero(is_kept).tolist()
    last = next((at for at in reversed(kept) if _is_prose(blocks[at])), None)
    if last is None:
        return None
    for at in range(last + 1, min(len(blocks), last + 1 + _MOST_BETWEEN)):
        if _is_notice(blocks[at].text):
            return _gate(blocks, [place for place in kept if _is_prose(blocks[place])], at)
    return None


def _is_prose(block: Block) -> bool:
    return count_words(block.text) >= _LEAST_PROSE_WORDS and not _is_notice(block.text)


def _gate(blocks: Sequence[Block], prose: Sequence[int], at: int) -> Gate:
    """Return the notice with all that stands in the largest element around it that holds no paragraph."""
    held = {box for place in prose for box in blocks[place].containers}
    mine = [box for box in blocks[at].containers if box not in held and box]
    flags = np.zeros(len(blocks), dtype=np.bool_)
    flags[at] = True
    for box in reversed(mine):
        inside = [place for place, block in enumerate(blocks) if box in block.containers]
        if sum(count_words(blocks[place].text) for place in inside) <= _MOST_BOX_WORDS:
            flags[inside] = True
            break
    bodies = {blocks[place].containers[1] for place in prose[-3:]}
    return Gate(blocks=flags, is_in_body=not bodies.isdisjoint(blocks[at].containers[1:]))
