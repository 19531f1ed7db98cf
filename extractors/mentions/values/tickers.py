"""Stock symbols: with their exchange, as Reuters codes, as cashtags, or in brackets behind a company listed so."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from extractors.mentions.reading.field import Reading, is_word_start, mention_at
from extractors.mentions.reading.numerals import any_of
from extractors.mentions.reading.spans import Spans
from extractors.records import Mention

_VERSION = "2"
_NO_LISTINGS: Mapping[str, str] = {}
_EXCHANGES = {
    "nasdaq": "NASDAQ", "nasdaqgs": "NASDAQ", "nasdaqgm": "NASDAQ", "nasdaqcm": "NASDAQ", "nyse": "NYSE",
    "nyse american": "AMEX", "nyseamerican": "AMEX", "nyse arca": "ARCA", "amex": "AMEX", "otc": "OTC",
    "otcmkts": "OTC", "otcqb": "OTC", "otcqx": "OTC", "lse": "LSE", "lon": "LSE", "aim": "LSE", "tsx": "TSX",
    "tsxv": "TSXV", "tsx-v": "TSXV", "cse": "CSE", "tse": "TSE", "tyo": "TSE", "hkex": "HKEX", "hkg": "HKEX",
    "sehk": "HKEX", "asx": "ASX", "fra": "FRA", "fwb": "FRA", "etr": "XETRA", "xetra": "XETRA", "epa": "EPA",
    "euronext": "EURONEXT", "ams": "AMS", "bit": "BIT", "bme": "BME", "six": "SIX", "swx": "SIX", "nse": "NSE",
    "bse": "BSE", "sgx": "SGX", "krx": "KRX", "sse": "SSE", "szse": "SZSE", "jse": "JSE", "nzx": "NZX", "b3": "B3",
    "bovespa": "B3", "bmv": "BMV", "sto": "STO", "cph": "CPH", "osl": "OSL", "hel": "HEL", "twse": "TWSE",
}  # fmt: skip
_RIC = {
    "N": "NYSE", "O": "NASDAQ", "OQ": "NASDAQ", "L": "LSE", "PA": "EPA", "DE": "XETRA", "T": "TSE", "HK": "HKEX",
    "SS": "SSE", "SZ": "SZSE", "TO": "TSX", "AX": "ASX", "MI": "BIT", "MC": "BME", "AS": "AMS", "S": "SIX",
    "NS": "NSE", "BO": "BSE", "KS": "KRX", "SI": "SGX", "TW": "TWSE", "SA": "B3", "ST": "STO", "CO": "CPH",
}  # fmt: skip
_PREFIXED = re.compile(rf"(?P<exchange>{any_of(list(_EXCHANGES))})\s?:\s?(?=[a-z\d])")
_SYMBOL = re.compile(r"[A-Z\d]{1,6}(?:[.\-][A-Z]{1,2})?(?![\w])")
_CODE = re.compile(r"\((?P<symbol>[A-Z\d]{1,6})\.(?P<market>[A-Z]{1,2})\)")
_CASHTAG = re.compile(r"(?<![\w$])\$(?P<symbol>[A-Z]{1,5}(?:\.[A-Z])?)(?![\w$])")
_BRACKETED = re.compile(r" ?\((?P<symbol>[A-Z]{2,5}(?:\.[A-Z])?)\)")

# Start, end, value, rule, confidence.
Found = tuple[int, int, str, str, float]


def find_tickers(
    reading: Reading, found: Sequence[Mention], listings: Mapping[str, str] = _NO_LISTINGS
) -> list[Mention]:
    """Return the tickers of the reading; each carries the organization named right before it, where one is.

    `listings` holds exchange and symbol of the organizations whose listing is known, by entity.
    """
    companies = sorted((m for m in found if m.kind == "organization"), key=lambda m: m.span_end)
    ends = [company.span_end for company in companies]
    taken = Spans()
    tickers = []
    for start, end, value, rule, confidence in [*_marked(reading), *_bracketed(reading, companies, listings)]:
        if not taken.take(start, end):
            continue
        at = bisect_right(ends, start) - 1
        owner = companies[at] if at >= 0 and start - ends[at] <= 30 else None
        tickers.append(
            mention_at(
                reading, "ticker", start, end, entity_id=owner.entity_id if owner else None, value_text=value,
                method="ticker", method_version=_VERSION, rule_id=rule, confidence=confidence,
            )
        )  # fmt: skip
    return tickers


def _marked(reading: Reading) -> Iterator[Found]:
    """Yield the tickers that show themselves."""
    text = reading.text
    if ":" in text:
        for match in _PREFIXED.finditer(reading.lowered):
            symbol = _SYMBOL.match(text, match.end())
            if symbol is not None and is_word_start(reading, match.start()):
                value = f"{_EXCHANGES[match['exchange']]}:{symbol[0]}"
                yield match.start(), symbol.end(), value, "exchange", 0.95
    if "(" in text:
        for match in _CODE.finditer(text):
            if match["market"] in _RIC:
                yield match.start() + 1, match.end() - 1, f"{_RIC[match['market']]}:{match['symbol']}", "code", 0.9
    if "$" in text:
        for match in _CASHTAG.finditer(text):
            yield match.start(), match.end(), match["symbol"], "cashtag", 0.8


def _bracketed(reading: Reading, companies: Sequence[Mention], listings: Mapping[str, str]) -> Iterator[Found]:
    """Yield the symbols in brackets behind a company that a list knows to be its own.

    Capitals in brackets alone are mostly acronyms: of 222 tickers in 13,286 articles 172 were of this kind, the
    commonest DOJ, CMS, DOMA and PKK (November 2026).
    """
    for company in companies:
        listing = listings.get(company.entity_id or "")
        match = _BRACKETED.match(reading.text, company.span_end) if listing else None
        if listing and match and match["symbol"] == listing.rpartition(":")[2]:
            yield match.start("symbol"), match.end("symbol"), listing, "listing", 0.9
