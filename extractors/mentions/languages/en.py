"""English words for values and dates; those of speech are in `en_speech`."""

from extractors.mentions.languages.en_speech import SPEECH
from extractors.mentions.languages.vocabulary import Calendar, Language, Vocabulary, numbered

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_WORDS = Vocabulary(
    language="en",
    decimal_comma=False,
    numbers={word: n for n, word in enumerate(_ONES)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)},
    hundreds={"hundred": 100},
    scales=numbered(
        """thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000 quadrillion 1000000000000000
        lakh 100000 lakhs 100000 crore 10000000 crores 10000000 millions 1000000 billions 1000000000 dozen 12"""
    ),
    abbreviations=numbered(
        """k 1000 m 1000000 mn 1000000 mln 1000000 mio 1000000 mm 1000000 b 1000000000 bn 1000000000 bln 1000000000
        t 1000000000000 tn 1000000000000 trn 1000000000000 cr 10000000"""
    ),
    joiners=("and",),
    articles=("a", "an"),
    fractions={
        "half a": "0.5", "half": "0.5", "a half": "0.5", "one half": "0.5", "a quarter of a": "0.25",
        "a quarter": "0.25", "quarter": "0.25", "three quarters": "0.75", "three quarters of a": "0.75",
    },
    halves={"and a half": "0.5", "and a quarter": "0.25", "and three quarters": "0.75",
        "and three-quarters": "0.75", "and one half": "0.5", "and one-half": "0.5"},
    fillers=("cool", "whopping", "mere", "full", "record", "further", "reported", "staggering", "whole", "good"),
    vague=("several", "few", "some", "many", "couple", "couple of", "of", "other", "these", "those"),
    of="of",
    currencies={
        "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "buck": "USD",
        "australian dollar": "AUD", "aussie dollar": "AUD", "canadian dollar": "CAD", "hong kong dollar": "HKD",
        "singapore dollar": "SGD", "new zealand dollar": "NZD", "taiwan dollar": "TWD", "euro": "EUR",
        "pound": "GBP", "pound sterling": "GBP", "british pound": "GBP", "quid": "GBP", "egyptian pound": "EGP",
        "lebanese pound": "LBP", "syrian pound": "SYP", "irish pound": "IEP", "yen": "JPY", "japanese yen": "JPY",
        "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "kuai": "CNY", "rupee": "INR",
        "indian rupee": "INR", "pakistani rupee": "PKR", "sri lankan rupee": "LKR", "indonesian rupiah": "IDR",
        "rupiah": "IDR", "ruble": "RUB", "rouble": "RUB", "franc": "FRF", "french franc": "FRF",
        "swiss franc": "CHF", "belgian franc": "BEF", "cfa franc": "XOF", "mark": "DEM", "german mark": "DEM",
        "deutsche mark": "DEM", "deutschemark": "DEM", "d-mark": "DEM", "finnish markka": "FIM", "markka": "FIM",
        "guilder": "NLG", "dutch guilder": "NLG", "lira": "TRY", "lire": "ITL", "turkish lira": "TRY",
        "italian lire": "ITL", "italian lira": "ITL", "peseta": "ESP", "peso": "MXN", "mexican peso": "MXN",
        "argentine peso": "ARS", "chilean peso": "CLP", "colombian peso": "COP", "philippine peso": "PHP",
        "brazilian real": "BRL", "reais": "BRL", "won": "KRW", "south korean won": "KRW", "korean won": "KRW",
        "baht": "THB", "thai baht": "THB", "ringgit": "MYR", "malaysian ringgit": "MYR", "dirham": "AED",
        "uae dirham": "AED", "moroccan dirham": "MAD", "riyal": "SAR", "saudi riyal": "SAR", "qatari riyal": "QAR",
        "rial": "IRR", "iranian rial": "IRR", "omani rial": "OMR", "dinar": "KWD", "kuwaiti dinar": "KWD",
        "iraqi dinar": "IQD", "jordanian dinar": "JOD", "shekel": "ILS", "israeli shekel": "ILS", "rand": "ZAR",
        "south african rand": "ZAR", "naira": "NGN", "kenyan shilling": "KES", "shilling": "KES",
        "ugandan shilling": "UGX", "cedi": "GHS", "birr": "ETB", "krone": "NOK", "norwegian krone": "NOK",
        "danish krone": "DKK", "kroner": "NOK", "norwegian kroner": "NOK", "danish kroner": "DKK", "krona": "SEK",
        "kronor": "SEK", "swedish krona": "SEK", "swedish kronor": "SEK", "crown": "SEK", "swedish crown": "SEK",
        "norwegian crown": "NOK", "danish crown": "DKK", "czech crown": "CZK", "czech koruna": "CZK",
        "koruna": "CZK", "zloty": "PLN", "polish zloty": "PLN", "forint": "HUF", "hungarian forint": "HUF",
        "romanian leu": "RON", "lei": "RON", "hryvnia": "UAH", "tenge": "KZT", "taka": "BDT", "dong": "VND",
        "vietnamese dong": "VND", "tugrik": "MNT", "geneh": "EGP", "bitcoin": "BTC", "ether": "ETH",
    },
    minor={
        "cent": None, "c": None, "pence": "GBP", "p": "GBP", "penny": None, "pennies": None, "paise": "INR",
        "sen": "MYR", "kopeck": "RUB", "kopek": "RUB", "kopiyka": "UAH",
    },
    percent=("percent", "per cent", "pct", "pc", "per-cent", "percentage"),
    decimal_words=("point",),
    minus=("minus",),
    coins={"nickel": "0.05", "dime": "0.10", "quarter": "0.25", "grand": "1000"},
    percent_of=("per cent of", "percent of", "percentage of"),
    points=("percentage point", "percent point", "pct point"),
    units={
        "employee": "employee", "worker": "worker", "staff": "employee", "staffer": "employee", "job": "job",
        "people": "person", "person": "person", "man": "person", "men": "person", "woman": "person",
        "women": "person", "child": "person", "children": "person", "student": "student", "patient": "patient",
        "passenger": "passenger", "resident": "resident", "soldier": "soldier", "troop": "soldier",
        "voter": "voter", "vote": "vote", "user": "user", "subscriber": "subscriber", "customer": "customer",
        "member": "member", "company": "company", "companies": "company", "country": "country",
        "countries": "country", "share": "share", "mile": "mile", "kilometer": "kilometre",
        "kilometre": "kilometre", "km": "kilometre", "meter": "metre", "metre": "metre", "foot": "foot",
        "feet": "foot", "inch": "inch", "inches": "inch", "yard": "yard", "acre": "acre", "hectare": "hectare",
        "square mile": "square mile", "square foot": "square foot", "square feet": "square foot",
        "square kilometer": "square kilometre", "square kilometre": "square kilometre",
        "square meter": "square metre", "square metre": "square metre", "mph": "mile per hour",
        "miles per hour": "mile per hour", "kph": "kilometre per hour", "km/h": "kilometre per hour", "ton": "ton",
        "tonne": "tonne", "t": "tonne", "metric ton": "tonne", "kg": "kilogram", "kilogram": "kilogram",
        "kilo": "kilogram",
        "gram": "gram", "pound": "pound", "lb": "pound", "ounce": "ounce", "gallon": "gallon", "liter": "litre",
        "litre": "litre", "megawatt": "megawatt", "mw": "megawatt", "gigawatt": "gigawatt", "gw": "gigawatt",
        "kilowatt": "kilowatt", "degree": "degree", "gb": "gigabyte", "gigabyte": "gigabyte", "tb": "terabyte",
        "mb": "megabyte", "barrels per day": "barrel per day", "barrels a day": "barrel per day",
        "basis point": "basis point", "store": "store", "home": "home", "house": "house", "unit": "unit",
        "vehicle": "vehicle", "car": "car", "barrel": "barrel", "death": "death", "victim": "person",
        "prisoner": "person", "refugee": "person", "migrant": "person", "supporter": "person",
        "protester": "person", "delegate": "delegate", "state": "state", "city": "city", "cities": "city",
        "school": "school", "flight": "flight", "hospital": "hospital", "game": "game", "page": "page",
        "download": "download", "developer": "developer", "lawmaker": "lawmaker", "senator": "senator",
        "bank": "bank", "factory": "factory", "plant": "plant", "case": "case", "seat": "seat",
    },
    qualifiers={
        "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
        "an estimated": "about", "estimated": "about", "nearly": "almost", "almost": "almost",
        "close to": "almost", "more than": "more_than", "over": "more_than", "above": "more_than",
        "exceeding": "more_than", "at least": "at_least", "no less than": "at_least", "not less than": "at_least",
        "a minimum of": "at_least", "less than": "less_than", "under": "less_than", "below": "less_than",
        "lower than": "less_than", "fewer than": "less_than", "up to": "up_to", "as much as": "up_to",
        "as many as": "up_to", "at most": "up_to", "no more than": "up_to", "not more than": "up_to",
        "a maximum of": "up_to", "exactly": "exactly",
    },
    range_words=("to", "and"),
    between=("between",),
    from_words=("from",),
    after_amount=("a", "per", "each", "and", "for", "in", "to", "more", "less", "ago", "off", "on", "at", "from"),
)  # fmt: skip

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ABBREVIATED = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
_UNITS = ("day", "week", "month", "year", "quarter", "decade")
_SEASONS = ("spring", "summer", "fall", "autumn", "winter")

_CALENDAR = Calendar(
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
)  # fmt: skip

ENGLISH = Language(words=_WORDS, calendar=_CALENDAR, speech=SPEECH)
