"""Rows of the labelled sets as revisions, their gold as mentions, and what is found in the documented form."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from extractors.records import Findings, Mention, Quote, Revision
from tests.evaluation.mention_scores import Row

TYPES: dict[str, str] = {
    "organization": "ORG",
    "person": "PERSON",
    "place": "PLACE",
    "product": "PRODUCT",
    "money": "MONEY",
    "percent": "PERCENT",
    "date": "DATE",
    "quantity": "QUANTITY",
}
COUNTRY = re.compile(r"dk-(?!EN)([A-Z]{2})-")
MARKS = "\"“”„«»'‘’`"


# Currencies as the sets of cases name them; in those with a hundredth the amount counts hundredths.
CURRENCIES = {
    "Dollar": "USD",
    "Euro": "EUR",
    "Pound": "GBP",
    "Libra": "GBP",
    "Dólar": "USD",
    "Franc": "FRF",
    "Peseta": "ESP",
    "Netherlands guilder": "NLG",
    "Japanese yen": "JPY",
    "Finnish markka": "FIM",
}


# How many of a coin, in which these sets count, make up one of its currency.
WORTH = {"Cent": 100, "Centavo": 100, "Penny": 100, "Pence": 100, "Penni": 100, "Pêni": 100, "Penique": 100,
    "Kwartje": 4, "Dubbeltje": 10}  # fmt: skip


def with_gold(row: Row) -> Row:
    """Return the row with its expected values in the form of mentions."""
    if "mentions" not in row and "expected" in row:
        row["mentions"] = [gold for value in row["expected"] for gold in gold_value(row, value)]
    row.setdefault("mentions", [])
    return row


def gold_value(row: Row, value: Row) -> Iterator[Row]:
    """Yield the gold mention of an expected value, its currency only where its name is known here."""
    if "amount" in value:  # price_parser: the amount alone, anywhere in the text
        if value["amount"] is not None and value["currency_symbol"] and value["currency_symbol"] in row["text"]:
            yield {"type": "MONEY", "start": 0, "end": len(row["text"]), "value": {"amount": value["amount"]}} | {
                "surface": row["text"]
            }
        return
    gold = {key: value[key] for key in ("type", "start", "end", "surface")}
    if row["kind"] == "DATE":
        gold["value"] = {"timex": ((value["resolution"] or {}).get("values") or [{}])[0].get("timex")}
    elif "resolution" in value:
        number = str((value["resolution"] or {}).get("value") or "").rstrip("%")
        if row["lang"] != "en":
            number = number.replace(".", "").replace(",", ".") if "," in number else number
        unit = value["resolution"].get("isoCurrency") or CURRENCIES.get(value["resolution"].get("unit", ""))
        amount = float(number) if number.replace(".", "").replace("-", "").replace("E", "").isdigit() else None
        worth = WORTH.get(value["resolution"].get("unit", ""), 1)
        gold["value"] = {"amount": amount and amount / worth, "value": amount}
        gold["value"] |= {"number": amount} | ({"currency": unit} if unit else {})
    else:
        gold["value"] = {"number": value.get("value")}
    if any(part is not None for part in gold["value"].values()):
        yield gold


def revision_of(row: Row) -> Revision:
    """Return the row's text as a revision: its language and its day of publication are inputs, its gold is not."""
    day_text = row.get("doc_date") or row.get("reference_time")
    day = date.fromisoformat(day_text[:10]) if day_text else None
    return Revision(
        revision_id=str(row["id"]),
        article_id=str(row["id"]),
        raw_id="",
        revision_set="evaluation",
        title=None,
        title_origin=None,
        text=row["text"],
        zones=(),
        authors=(),
        authors_origin=None,
        language=row.get("lang", "en"),
        language_confidence=None,
        published_date=day,
        published_at=None,
        published_precision="day" if day else None,
        published_origin=None,
        modified_date=None,
        modified_at=None,
        modified_precision=None,
        modified_origin=None,
        verdict="article",
        verdict_reason=None,
        is_free=None,
        robots_meta=None,
        tdm_reservation=None,
        amp_url=None,
        print_url=None,
        word_count=0,
        first_seen_at=datetime(2000, 1, 1, tzinfo=UTC),
    )


def country_of(row: Row) -> str | None:
    """Return the country that a case is said in; duckling's cases have one in their ids ("dk-AU-0190")."""
    country = COUNTRY.match(str(row["id"]))
    return country[1] if country else None


def predicted_mention(mention: Mention, names: dict[str, str]) -> Row:
    amount = None if mention.amount is None else float(mention.amount)
    value = {
        "money": {"amount": amount, "currency": mention.unit},
        "percent": {"value": amount},
        "date": {"timex": mention.timex},
        "quantity": {"number": amount, "unit": mention.unit},
    }.get(mention.kind)
    return {
        "type": TYPES[mention.kind],
        "start": mention.span_start,
        "end": mention.span_end,
        "surface": mention.surface,
        "entity_id": mention.entity_id,
        "canonical": names.get(mention.entity_id or ""),
        "form": mention.form,
        "confidence": mention.confidence,
        "value": value,
    }


def predicted_quote(quote: Quote, found: Findings, names: dict[str, str], text: str) -> Row:
    """Return the quotation with its marks in the span, as the sets count them."""
    start, end = quote.span_start, quote.span_end
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS:
        end += 1
    return {
        "type": "QUOTE",
        "start": start,
        "end": end,
        "surface": text[start:end],
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "speaker_surface": quote.speaker_surface,
        "speaker_entity_id": quote.speaker_entity_id,
        "speaker_canonical": names.get(quote.speaker_entity_id or ""),
        "cue": quote.cue,
    }
