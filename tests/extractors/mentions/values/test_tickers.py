import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import WatchRule, compile_lexicon
from tests.extractors.mentions.revisions import revision

LEXICON = compile_lexicon(
    rules=(
        WatchRule(rule_id="org:acme", entity_id="org:acme", name="Acme", kind="organization", ticker="NYSE:ACM"),
        WatchRule(rule_id="org:board", entity_id="org:board", name="National Tribune Board", kind="organization"),
    )
)


@pytest.mark.parametrize(
    ("text", "tickers"),
    [
        ("Acme (NASDAQ: ACME) rose.", [("NASDAQ:ACME", "org:acme", "exchange")]),
        ("Acme (7203.T) rose.", [("TSE:7203", "org:acme", "code")]),
        ("Buy $TSLA now", [("TSLA", None, "cashtag")]),
        ("Acme (ACM) rose.", [("NYSE:ACM", "org:acme", "listing")]),
        ("Acme (ZYX) rose.", []),
        ("The National Tribune Board (DOMA) met.", []),
        ("The Department of Justice (DOJ) and the PKK (PKK) met.", []),
    ],
)
def test_a_ticker_has_an_exchange_a_known_listing_or_a_cashtag(text: str, tickers: list[object]) -> None:
    found = find_mentions(revision(text), LEXICON)
    assert [(m.value_text, m.entity_id, m.rule_id) for m in found.mentions if m.kind == "ticker"] == tickers
