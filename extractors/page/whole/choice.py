"""What of a page is its text: the judge of blocks looked at each alone, here the page is seen as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.whole.gates import Gate, find_gate
from extractors.page.whole.leads import find_lead
from extractors.page.whole.neighbours import find_neighbours
from extractors.page.whole.notices import find_consent
from extractors.page.whole.repeats import find_repeats
from extractors.page.whole.rest import find_rest
from extractors.page.whole.tables import keep_tables
from extractors.page.whole.teasers import Teasers
from extractors.page.words.caseless import is_caseless
from extractors.page.words.lines import TELLING_RULES, furniture, may_tell, same_words

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which blocks were kept, why some of all are cut (by place), and whether a gate ends the text."""

    is_kept: Flags
    cuts: dict[int, str]
    has_gate: bool

    def is_text(self) -> Flags:
        """Return which blocks are the text."""
        is_cut = np.zeros(len(self.is_kept), dtype=np.bool_)
        is_cut[list(self.cuts)] = True
        return self.is_kept & ~is_cut


def choose(blocks: Sequence[Block], is_kept: Flags, teasers: Teasers, *, title: str, has_model: bool) -> Choice:
    """Return the choice among a page's blocks, from what the judge kept of them."""
    is_kept = is_kept.copy()
    cuts = dict.fromkeys(np.flatnonzero(find_neighbours(blocks, is_kept, teasers, title)).tolist(), "neighbour")
    own = is_kept.copy()
    own[list(cuts)] = False
    is_kept[[*find_rest(blocks, own), *find_lead(blocks, own, title)]] = True
    is_kept = keep_tables(blocks, is_kept)
    own = is_kept.copy()
    own[list(cuts)] = False
    gate = find_gate(blocks, own)
    is_repeat, is_consent = find_repeats(blocks, own), find_consent(blocks, own, title)
    for at, block in enumerate(blocks):
        rule = _rule(block, is_kept=bool(is_kept[at]), has_model=has_model)
        if gate is not None and gate.blocks[at]:
            cuts[at] = "paywall"
        elif rule:
            cuts[at] = rule
        elif is_kept[at] and title and same_words(block.text, title):
            cuts[at] = "title_echo"
        elif is_consent[at]:
            cuts[at] = "cookie_notice"
        elif is_repeat[at]:
            cuts.setdefault(at, "repeated")
    return Choice(is_kept=is_kept, cuts=cuts, has_gate=_ends_text(gate))


def _rule(block: Block, *, is_kept: bool, has_model: bool) -> str | None:
    """Return the rule by which a line is cut; with a model those only that the model leaves to them."""
    if has_model and not may_tell(block.text):
        return None
    rule = furniture(block.text)
    # What tells of a paywall or of cookies is never text; of the 308 labelled news pages it touches none.
    is_code = rule == "code" and block.tag != "pre"
    # The judge learned from Latin script, which the rules of other scripts make up for.
    is_ruled = is_code or not has_model or is_caseless(block.text)
    return rule if rule in TELLING_RULES or (is_kept and is_ruled) else None


def _ends_text(gate: Gate | None) -> bool:
    return gate is not None and gate.is_in_body
