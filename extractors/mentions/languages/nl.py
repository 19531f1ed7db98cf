"""Dutch words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="nl",
    decimal_comma=True,
    compounds=True,
    numbers=numbered(
        """nul 0 een 1 één 1 twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11 twaalf 12
        dertien 13 veertien 14 vijftien 15 zestien 16 zeventien 17 achttien 18 negentien 19 twintig 20 dertig 30
        veertig 40 vijftig 50 zestig 60 zeventig 70 tachtig 80 negentig 90"""
    ),
    hundreds={"honderd": 100},
    scales=numbered(
        """duizend 1000 miljoen 1000000 miljoenen 1000000 miljard 1000000000 miljarden 1000000000
        biljoen 1000000000000"""
    ),
    abbreviations=numbered("k 1000 mln 1000000 mio 1000000 mrd 1000000000 mld 1000000000 m 1000000"),
    joiners=("en", "ën"),
    articles=(),
    fractions={"een half": "0.5", "half": "0.5", "anderhalf": "1.5", "tweeënhalf": "2.5", "tweeëneenhalf": "2.5",
        "drieënhalf": "3.5", "vierenhalf": "4.5", "vijfenhalf": "5.5"},
    halves={"en een half": "0.5", "en een halve": "0.5"},
    of="",
    currencies={
        "markka": "FIM", "finse markka": "FIM",
        "euro": "EUR", "euro's": "EUR", "dollar": "USD", "amerikaanse dollar": "USD", "us dollar": "USD",
        "australische dollar": "AUD", "canadese dollar": "CAD", "hongkongse dollar": "HKD", "pond": "GBP",
        "britse pond": "GBP", "pond sterling": "GBP", "ponden": "GBP", "zwitserse frank": "CHF", "frank": "FRF",
        "franse frank": "FRF", "belgische frank": "BEF", "gulden": "NLG", "nederlandse gulden": "NLG",
        "yen": "JPY",
        "japanse yen": "JPY", "yuan": "CNY", "chinese yuan": "CNY", "roebel": "RUB", "roepie": "INR",
        "roepies": "INR",
        "kroon": "SEK", "kronen": "SEK", "zweedse kroon": "SEK", "deense kroon": "DKK", "noorse kroon": "NOK",
        "mark": "DEM", "duitse mark": "DEM", "finse mark": "FIM", "lire": "ITL",
        "peseta": "ESP", "peso": "MXN", "real": "BRL", "rand": "ZAR", "bitcoin": "BTC", "won": "KRW",
        "lira": "TRY",
    },
    minor={"penni": "FIM", "cent": None, "eurocent": "EUR", "pence": "GBP", "centen": None},
    minor_of="EUR",
    percent=("procent", "percent", "pct"),
    points=("procentpunt", "procentpunten", "percentagepunt", "percentagepunten"),
    decimal_words=("komma",),
    minus=("min", "minus"),
    coins={"kwartje": "0.25", "dubbeltje": "0.10", "stuiver": "0.05"},
    percent_of=("procent van", "percentage van"),
    units={
        "werknemers": "employee", "medewerkers": "employee", "banen": "job", "mensen": "person",
        "personen": "person",
        "mannen": "person", "vrouwen": "person", "kinderen": "person", "inwoners": "resident",
        "klanten": "customer",
        "gebruikers": "user", "aandelen": "share", "auto's": "car", "voertuigen": "vehicle", "landen": "country",
        "bedrijven": "company", "woningen": "home", "doden": "death", "soldaten": "soldier",
        "kilometer": "kilometre",
        "meter": "metre", "ton": "tonne", "stemmen": "vote",
    },
    qualifiers={
        "ongeveer": "about", "circa": "about", "zo'n": "about", "rond": "about", "bijna": "almost",
        "meer dan": "more_than", "ruim": "more_than", "minstens": "at_least", "ten minste": "at_least",
        "minder dan": "less_than", "tot": "up_to", "maximaal": "up_to", "hooguit": "up_to",
    },
    range_words=("tot", "en"),
    between=("tussen",),
    from_words=("van",),
)  # fmt: skip

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
_PARTS = ("avond", "ochtend", "middag", "morgen", "nacht")  # "maandagavond"

_CALENDAR = Calendar(
    language="nl",
    months={name: n for n, name in enumerate(_MONTHS, 1)},
    weekdays={name + part: n for n, name in enumerate(_DAYS) for part in ("", *_PARTS)},
    relative={
        "vandaag": ("day", 0), "gisteren": ("day", -1), "morgen": ("day", 1), "eergisteren": ("day", -2),
        "dit jaar": ("year", 0), "vorig jaar": ("year", -1), "afgelopen jaar": ("year", -1),
        "volgend jaar": ("year", 1), "deze week": ("week", 0), "vorige week": ("week", -1),
        "afgelopen week": ("week", -1), "volgende week": ("week", 1), "deze maand": ("month", 0),
        "vorige maand": ("month", -1), "afgelopen maand": ("month", -1), "volgende maand": ("month", 1),
        "dit weekend": ("weekend", 0), "afgelopen weekend": ("past weekend", 0), "overmorgen": ("day", 2),
        "komende week": ("week", 1), "vanavond": ("day", 0), "vanochtend": ("day", 0), "vanmorgen": ("day", 0),
        "vanmiddag": ("day", 0), "vannacht": ("day", 0), "gisteravond": ("day", -1),
    },
    units={"dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
        "jaar": "year"},
    ago_after=("geleden",),
    of=(),
    last_words=("afgelopen", "vorige"),
    next_words=("volgende", "komende", "aanstaande"),
    future_words=("zal", "zullen", "wordt", "worden", "gaat", "gaan", "moet"),
    past_words=("zei", "was", "had", "werd", "heeft", "hebben"),
    lead_words=("in", "sinds", "tot", "eind", "begin", "medio"),
    ordinals={"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4},
    quarter=("kwartaal",),
    half=("halfjaar",),
    days=numbered(
        """eerste 1 één 1 twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11
        twaalf 12 dertien 13
        veertien 14 vijftien 15 zestien 16 zeventien 17 achttien 18 negentien 19 twintig 20 eenentwintig 21
        tweeëntwintig 22 drieëntwintig 23 vierentwintig 24 vijfentwintig 25 zesentwintig 26 zevenentwintig 27
        achtentwintig 28 negenentwintig 29 dertig 30 eenendertig 31"""
    ),
    mornings=frozenset(("morgen",)),
    articles=frozenset(("de", "deze", "een", "elke", "iedere", "goede")),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """zei zegt zeiden zeggen verklaarde verklaart vertelde vertelt schreef schrijft meldde meldt
        benadrukte waarschuwde stelde stelt liet reageerde reageert antwoordde antwoordt legt meent meende
        voegde aldus vindt benadrukt waarschuwt concludeerde concludeert merkte klonk klinkt erkende erkent
        bevestigde bevestigt beweerde beweert constateerde constateert herhaalde klaagde klaagt merkt
        onderstreepte onderstreept opperde oordeelde oordeelt roept schreven vond vroeg vraagt zegden
        betoogde betoogt bekende beaamde beaamt beloofde belooft twitterde vervolgde vervolgt twijfelde
        verzekerde verzekert vertelden vulde waarschuwden fulmineerde""".split()
    ),
    pronouns=frozenset("hij zij ze ik wij we men".split()),
    openers=frozenset(
        """in op aan bij met van naar voor na tijdens als toen wanneer omdat terwijl hoewel dat of en maar ook
        dan zo
        volgens uit te""".split()
    ),
    conjunctions=frozenset("en maar of want".split()),
    helpers=frozenset("heeft hebben had hadden ook later nog nu al toen niet".split()),
    auxiliaries=frozenset("heeft hebben had hadden".split()),
    views=("voor",),
    determiners=frozenset("de het een".split()),
    tags=("aldus", "volgens"),
    she=frozenset(("ze",)),
    he=frozenset(("hij",)),
    credits=r"volgens|aldus",
)

DUTCH = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
