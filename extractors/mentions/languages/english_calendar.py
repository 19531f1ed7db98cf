"""English words for dates."""

from extractors.mentions.languages.calendar import Calendar

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ABBREVIATED = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
_UNITS = ("day", "week", "month", "year", "quarter", "decade")
_SEASONS = ("spring", "summer", "fall", "autumn", "winter")

ENGLISH_CALENDAR = Calendar(
    language="en",
    months={name: n for n, name in enumerate(_MONTHS, 1)}
    | {name: [month[:3] for month in _MONTHS].index(name[:3]) + 1 for name in _ABBREVIATED},
    doubtful_months=frozenset(("may", "march", "mar", "jan", "jun", "dec", "sep")),
    weekdays={name: n for n, name in enumerate(_DAYS)},
    relative={
        "today": ("day", 0),
        "tonight": ("day", 0),
        "yesterday": ("day", -1),
        "tomorrow": ("day", 1),
        "the weekend": ("past weekend", 0),
        "this weekend": ("weekend", 0),
        "last weekend": ("weekend", -1),
        "next weekend": ("weekend", 1),
        "this year's": ("year", 0),
        "last year's": ("year", -1),
        "the past year": ("year", -1),
        "the past week": ("week", -1),
        "this past week": ("week", -1),
        "the current quarter": ("quarter", 0),
        "the current year": ("year", 0),
        "the current fiscal year": ("year", 0),
        "the current month": ("month", 0),
        "year-end": ("year-end", 0),
        "year end": ("year-end", 0),
        "the end of the year": ("year", 0),
    }
    | {
        f"{word} {unit}": (unit, offset)
        for unit in (*_UNITS, *_SEASONS)
        for word, offset in (("this", 0), ("last", -1), ("next", 1))
    },
    units={name + end: name for name in _UNITS for end in ("", "s")},
    ago_after=("ago", "earlier"),
    lead_words=("in", "since", "until", "till", "by", "of", "last", "this", "next", "early", "late", "mid", "from",
        "to", "through", "during", "before", "after", "for", "every", "each"),
    of=("of", "in"),
    last_words=("last", "past"),
    next_words=("next", "coming"),
    future_words=("will", "would", "shall", "scheduled", "expected", "expects", "plans", "planned", "planning",
        "due",
        "effective",),
    ahead_words=("next", "by", "until", "till", "coming", "starting", "beginning", "before", "through"),
    until_words=("until", "till", "next", "coming", "starting", "beginning", "through"),
    bound_words=("is", "are", "set", "due", "about", "plan", "hope", "hopes", "intends", "agreed", "vowed",
        "wants"),
    past_words=("bought", "brought", "sold", "paid", "left", "became", "lost", "grew", "put", "chose", "spoke",
        "wrote", "drove", "broke", "struck", "shot", "spent", "taught", "thought", "caught", "felt", "kept", "ran",
        "said", "used", "was", "were", "had", "did", "has", "have", "says", "told", "ago", "came",
        "went", "made",
        "took", "began", "rose", "fell", "won", "lost", "met", "gave", "got", "saw", "held", "sent", "hit",
        "cut", "led",
        "since", "last"),
    past_ending="ed",
    decades={"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
        "seventies": 1970,
        "eighties": 1980, "nineties": 1990},
    century=("century",),
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
    quarter=("quarter",),
    half=("half",),
    month_first=True,
    vague={},
)  # fmt: skip
