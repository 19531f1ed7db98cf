"""Swedish words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="sv",
    decimal_comma=True,
    compounds=True,
    numbers=numbered(
        """noll 0 en 1 ett 1 två 2 tre 3 fyra 4 fem 5 sex 6 sju 7 åtta 8 nio 9 tio 10 elva 11 tolv 12 tretton 13
        fjorton 14 femton 15 sexton 16 sjutton 17 arton 18 nitton 19 tjugo 20 trettio 30 fyrtio 40 femtio 50
        sextio 60 sjuttio 70 åttio 80 nittio 90"""
    ),
    hundreds={"hundra": 100},
    scales=numbered(
        """tusen 1000 miljon 1000000 miljoner 1000000 miljard 1000000000 miljarder 1000000000 biljon 1000000000000
        biljoner 1000000000000"""
    ),
    abbreviations=numbered("k 1000 tkr 1000 mkr 1000000 milj 1000000 mn 1000000 mdkr 1000000000 mdr 1000000000"),
    joiners=("och",),
    fractions={"en halv": "0.5", "halv": "0.5", "en och en halv": "1.5"},
    halves={"och en halv": "0.5"},
    currencies={
        "kronor": "SEK", "krona": "SEK", "kr": "SEK", "svenska kronor": "SEK", "norska kronor": "NOK",
        "danska kronor": "DKK", "tjeckiska kronor": "CZK", "isländska kronor": "ISK", "euro": "EUR",
        "dollar": "USD",
        "us-dollar": "USD", "amerikanska dollar": "USD", "australiska dollar": "AUD", "kanadensiska dollar": "CAD",
        "hongkongdollar": "HKD", "pund": "GBP", "brittiska pund": "GBP", "yen": "JPY", "japanska yen": "JPY",
        "yuan": "CNY", "kinesiska yuan": "CNY", "schweizerfranc": "CHF", "schweiziska franc": "CHF",
        "franc": "CHF",
        "rubel": "RUB", "ryska rubel": "RUB", "rupier": "INR", "indiska rupier": "INR", "zloty": "PLN",
        "turkiska lira": "TRY", "lira": "TRY", "mark": "DEM", "finska mark": "FIM", "tyska mark": "DEM",
        "gulden": "NLG", "pesetas": "ESP", "lire": "ITL", "won": "KRW", "rand": "ZAR", "bitcoin": "BTC",
        "franska franc": "FRF", "real": "BRL", "dirham": "AED", "dinarer": "KWD", "rial": "IRR", "baht": "THB",
        "pesos": "MXN", "mexikanska pesos": "MXN",
    },
    minor={"öre": "SEK", "cent": None, "pence": "GBP", "penny": "GBP", "penni": "FIM", "pfennig": "DEM"},
    minor_of="SEK",
    percent=("procent", "pct"),
    points=("procentenhet", "procentenheter", "procentenheten"),
    decimal_words=("komma",),
    minus=("minus",),
    percent_of=("procent av",),
    units={
        "personer": "person", "människor": "person", "anställda": "employee", "invånare": "resident",
        "jobb": "job", "kilometer": "kilometre", "mil": "ten kilometres", "meter": "metre", "ton": "tonne",
        "hektar": "hectare", "länder": "country", "företag": "company", "bilar": "car", "bostäder": "home",
        "döda": "death", "aktier": "share", "röster": "vote", "elever": "student",
    },
    qualifiers={
        "omkring": "about", "cirka": "about", "ca": "about", "runt": "about", "ungefär": "about",
        "knappt": "almost",
        "nästan": "almost", "drygt": "more_than", "över": "more_than", "mer än": "more_than", "minst": "at_least",
        "under": "less_than", "mindre än": "less_than", "upp till": "up_to", "högst": "up_to",
    },
    range_words=("till", "och"),
    between=("mellan",),
    from_words=("från",),
)  # fmt: skip

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()

_CALENDAR = Calendar(
    language="sv",
    months={name: n for n, name in enumerate(_MONTHS, 1)},
    weekdays={name + end: n for n, name in enumerate(_DAYS) for end in ("", "en", "ens")},
    relative={
        "i dag": ("day", 0), "idag": ("day", 0), "i går": ("day", -1), "igår": ("day", -1), "i morgon": ("day", 1),
        "i förrgår": ("day", -2), "i år": ("year", 0), "i fjol": ("year", -1), "förra året": ("year", -1),
        "nästa år": ("year", 1), "den här veckan": ("week", 0), "förra veckan": ("week", -1),
        "nästa vecka": ("week", 1), "förra månaden": ("month", -1), "nästa månad": ("month", 1),
    },
    units={"dag": "day", "dagar": "day", "vecka": "week", "veckor": "week", "månad": "month", "månader": "month",
        "år": "year"},
    ago_before=("för",),
    ago_after=("sedan",),
    lead_words=("i", "sedan", "från", "till"),
    last_words=("förra", "senaste"),
    next_words=("nästa", "kommande"),
    future_words=("ska", "kommer", "väntas"),
    past_words=("var", "hade", "har", "sade", "sa", "blev"),
    ordinals={"första": 1, "andra": 2, "tredje": 3, "fjärde": 4},
    quarter=("kvartalet",),
    half=("halvåret",),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """säger sa sade sagt berättar berättade menar menade skriver skrev förklarar förklarade tillägger tillade
        konstaterar konstaterade uppger uppgav hävdar hävdade anser ansåg svarar svarade frågar frågade betonar
        betonade påpekar påpekade varnar varnade kommenterar kommenterade fortsätter fortsatte medger medgav
        understryker utropar fastslår""".split()
    ),
    pronouns=frozenset("han hon hen de vi jag den det man".split()),
    openers=frozenset("i på vid efter innan när om för med av från men eftersom även enligt till under".split()),
    conjunctions=frozenset("och men eller".split()),
    helpers=frozenset("har hade också senare sedan då inte nu".split()),
    auxiliaries=frozenset("har hade".split()),
    tags=("enligt",),
    she=frozenset(("hon",)),
    he=frozenset(("han",)),
    credits=r"enligt",
    abbreviations=frozenset("bl.a t.ex d.v.s dvs s.k milj ca kl nr".split()),
)

SWEDISH = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
