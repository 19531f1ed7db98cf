"""What a figure measures, as far as words beside it tell: a price, a depth, the killed, a streak of wins."""

from extractors.mentions.reading.numerals import is_whole
from extractors.records import Statement
from extractors.statements.about import stem, word_key
from extractors.statements.values import base_unit

# What an amount of money is, by the stem that stands nearest to it. "Worth" and "deal" go with price and value.
ATTRIBUTE_WORDS = 5
_ATTRIBUTES = {
    word: attribute
    for attribute, words in {
        "price": "invest investment stake acquir acquisition bought buy paid purchas takeover",
        "valuation": "valu valuation",
        "revenue": "revenu turnover",
        "profit": "profit earn earning",
        "loss": "loss lost",
        "debt": "debt loan",
        "fine": "fin penalt",
        "restitution": "restitution",
        "forfeit": "forfeit forfeiture",
        "budget": "budget",
        "salary": "salar wag",
    }.items()
    for word in words.split()
}
_HARMS = frozenset("kill injur miss arrest displac homeles rescu evacuat infect hospitaliz strand".split())
# Verbs whose object is a count right behind them: "killing at least 10".
_HARMING = frozenset(
    """killed killing kills kill injured injuring injures injure wounded wounding wounds claimed claiming claims
    hurt hurting hurts arrested arresting displaced displacing""".split()
)
# Words that stand between a verb and the count that is its object.
_BETWEEN = frozenset(
    """at least most more less fewer than about some around nearly almost over up to an estimated as many only just
    another the""".split()
)
_STREAK = frozenset("straight consecutive streak".split())
# What is measured, by words right beside a figure.
_PROPERTIES = {
    word: name
    for name, words in {
        "magnitude": "magnitude richter",
        "depth": "depth deep beneath below underground",
        "height": "tall height high altitude",
        "weight": "weigh weighs weighing weighed weight heavy",
        "length": "long length",
        "width": "wide width",
        "thickness": "thick thin thickness",
        "area": "area",
        "speed": "speed",
        "temperature": "temperature temperatures degrees",
        "population": "population inhabitants",
        "turnout": "turnout",
        "calibre": "caliber calibre revolver pistol handgun",
    }.items()
    for word in words.split()
}
_NAMED = frozenset(_PROPERTIES.values())
# What is measured in no other unit: "a high of 61 percent" is no height.
_BASE_UNITS = {
    "depth": "metre", "height": "metre", "length": "metre", "width": "metre", "thickness": "metre",
    "weight": "kilogram",
}  # fmt: skip
# Their size in figures is a magnitude: "a 5.9 earthquake".
_QUAKES = frozenset("quake earthquake temblor tremor".split())
_HIGHEST_MAGNITUDE = 10
_WAYS = frozenset("north south east west northeast northwest southeast southwest northern southern".split())
_NEAR = 8  # words of the sentence nearest to a count without a noun


def measure_of(statement: Statement) -> str | None:
    """Return what the figure measures: an attribute, a harm or what it counts; None where no word beside tells."""
    if statement.kind in ("date", "time", "score"):
        return None
    if statement.kind == "money":
        return attribute_of(statement)
    if statement.unit == "year_of_age":
        return "age"
    beside = (*statement.after, *statement.before)
    if _STREAK & set(beside) or statement.after[:3] == ("in", "a", "row"):
        return "streak"
    return (
        harm_of(statement)
        or _property_of(statement)
        or _magnitude(statement)
        or _way_of(statement)
        or statement.counted
    )


def _property_of(statement: Statement) -> str | None:
    """Return which property of a thing a quantity is, where a word beside says so."""
    if statement.kind != "quantity":
        return None
    if statement.before[:2] == ("to", "home"):
        return "population"
    named = (_PROPERTIES.get(word) for word in (*statement.after, *statement.before))
    unit = base_unit(statement)
    return next((each for each in named if each and _BASE_UNITS.get(each, unit) == unit), None)


def is_property(measure: str | None) -> bool:
    """Return whether words say outright what is measured: a depth, a population, a distance from a place."""
    return measure in _NAMED or is_from_place(measure)


def is_from_place(measure: str | None) -> bool:
    """Return whether a distance is measured from a place that is named."""
    return measure is not None and measure.startswith("from ")


def _magnitude(statement: Statement) -> str | None:
    is_decimal = statement.amount is not None and not is_whole(statement.amount)
    beside = {*statement.after[:1], *statement.before[:1]}
    if is_decimal and statement.amount and statement.amount < _HIGHEST_MAGNITUDE and beside & _QUAKES:
        return "magnitude"
    return None


def _way_of(statement: Statement) -> str | None:
    """Return from where a distance is told: "from santa" of "26 miles north of Santa Rosa"."""
    if base_unit(statement) != "metre" or not _WAYS & set(statement.after):
        return None
    at = next((at for at, word in enumerate(statement.after) if word in ("of", "from")), len(statement.after))
    return f"from {statement.after[at + 1]}" if at + 1 < len(statement.after) else None


def harm_of(statement: Statement) -> str | None:
    """Return what befell those that a count counts: kill, injur, miss, ...; None where no word beside tells.

    Of 15 differences that 947 real stories showed without it two held the injured against the killed (2026-11-27).
    """
    if statement.kind != "quantity":
        return None
    behind = word_key(statement.after[0]) if statement.after else None
    verb = next((word for word in statement.before if word not in _BETWEEN), None)
    if behind not in _HARMS and verb in _HARMING:
        return word_key(str(verb))
    beside = (word_key(word) for word in (*statement.after, *statement.before))
    found = next((word for word in beside if word in _HARMS), None)
    if found is None and statement.counted in (None, "person"):
        return next((word for word in statement.words[:_NEAR] if word in _HARMS), None)
    return found


def attribute_of(statement: Statement) -> str | None:
    """Return what an amount of money is: a price, a valuation, a fine, ...; None where no word beside tells."""
    if statement.kind != "money":
        return None
    near = (_ATTRIBUTES.get(word) for word in statement.words[:ATTRIBUTE_WORDS])
    return next((each for each in near if each), None)


def modifiers_of(statement: Statement) -> frozenset[str]:
    """Return the stems of the words between a count and its noun: "retired" of "12 retired officers"."""
    if statement.kind != "quantity" or statement.counted is None:
        return frozenset()
    stems = [stem(word) for word in statement.after]
    return frozenset(stems[: stems.index(statement.counted)] if statement.counted in stems else ())
