"""What the kept blocks of a page show of its kind: what stands in teasers and forms, whether it has a headline."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.body.hints import TAG_BITS
from extractors.page.statements import Statements
from extractors.page.whole.teasers import Teasers
from extractors.page.words.pieces import count_words
from extractors.page.words.reading import PageShape

_LEAST_TEASER_WORDS = 6  # shorter links are of a menu
_LEAST_OUTSIDE = 0.1  # of the blocks; a page with fewer outside its form is a form


def shape_of(
    blocks: Sequence[Block],
    is_text: npt.NDArray[np.bool_],
    teasers: Teasers,
    statements: Statements,
    *,
    has_gate: bool,
) -> PageShape:
    """Return the shape of a page; `is_text` says which blocks make its text."""
    kept = np.flatnonzero(is_text).tolist()
    words = {at: count_words(blocks[at].text) for at in kept}
    return PageShape(
        teaser_words=sum(words[at] for at in kept if teasers.is_teaser[at]),
        teaser_count=len({teasers.targets[at] for at in kept if teasers.is_teaser[at]}),
        all_teaser_count=len(
            {lead for lead, block in zip(teasers.targets, blocks, strict=True) if lead and _is_prose(block)}
        ),
        form_words=0 if _is_all_form(blocks) else sum(words[at] for at in kept if _is_in_form(blocks[at])),
        has_headline=any(block.tag == "h1" for block in blocks),
        asks_password=statements.asks_password,
        leads_on=statements.leads_on,
        is_withheld=statements.is_withheld,
        has_gate=has_gate,
    )


def _is_prose(block: Block) -> bool:
    return count_words(block.text) >= _LEAST_TEASER_WORDS


def _is_in_form(block: Block) -> bool:
    return bool(block.tags & TAG_BITS["form"])


def _is_all_form(blocks: Sequence[Block]) -> bool:
    """Return whether a form is wrapped around the page, as ASP.NET does."""
    return sum(not _is_in_form(block) for block in blocks) < _LEAST_OUTSIDE * len(blocks)
