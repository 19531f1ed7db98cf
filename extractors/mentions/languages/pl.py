"""Polish words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="pl",
    decimal_comma=True,
    numbers=numbered(
        """zero 0 jeden 1 jedna 1 jedno 1 dwa 2 dwie 2 dwóch 2 trzy 3 trzech 3 cztery 4 czterech 4 pięć 5 pięciu 5
        sześć 6 sześciu 6 siedem 7 osiem 8 dziewięć 9 dziesięć 10 dziesięciu 10 jedenaście 11 dwanaście 12
        trzynaście 13 czternaście 14 piętnaście 15 szesnaście 16 siedemnaście 17 osiemnaście 18 dziewiętnaście 19
        dwadzieścia 20 trzydzieści 30 czterdzieści 40 pięćdziesiąt 50 sześćdziesiąt 60 siedemdziesiąt 70
        osiemdziesiąt 80 dziewięćdziesiąt 90 sto 100 dwieście 200 trzysta 300 czterysta 400 pięćset 500
        sześćset 600
        siedemset 700 osiemset 800 dziewięćset 900"""
    ),
    hundreds={},
    scales=numbered(
        """tysiąc 1000 tysiące 1000 tysięcy 1000 milion 1000000 miliona 1000000 miliony 1000000 milionów 1000000
        miliard 1000000000 miliarda 1000000000 miliardy 1000000000 miliardów 1000000000 bilion 1000000000000
        biliona 1000000000000 biliony 1000000000000 bilionów 1000000000000"""
    ),
    abbreviations=numbered("tys 1000 mln 1000000 mld 1000000000 bln 1000000000000"),
    joiners=("i",),
    fractions={"półtora": "1.5", "półtorej": "1.5", "pół": "0.5"},
    halves={"i pół": "0.5"},
    currencies={
        "zł": "PLN", "złoty": "PLN", "złote": "PLN", "złotych": "PLN", "złotego": "PLN", "euro": "EUR",
        "dolar": "USD",
        "dolara": "USD", "dolary": "USD", "dolarów": "USD", "dolarów amerykańskich": "USD", "funt": "GBP",
        "funta": "GBP", "funty": "GBP", "funtów": "GBP", "funtów szterlingów": "GBP", "jen": "JPY", "jenów": "JPY",
        "juan": "CNY", "juanów": "CNY", "frank": "CHF", "franków": "CHF", "franki": "CHF",
        "franków szwajcarskich": "CHF",
        "rubel": "RUB", "rubli": "RUB", "ruble": "RUB", "hrywien": "UAH", "hrywny": "UAH", "koron": "CZK",
        "koron czeskich": "CZK", "koron szwedzkich": "SEK", "koron norweskich": "NOK", "koron duńskich": "DKK",
        "forintów": "HUF", "lir": "TRY", "lir tureckich": "TRY",
    },
    minor={"grosz": "PLN", "grosze": "PLN", "groszy": "PLN", "gr": "PLN", "cent": None, "centy": None,
        "centów": None},
    minor_of="PLN",
    percent=("procent", "proc.", "proc", "procenta", "procentów"),
    points=("punkt procentowy", "punktu procentowego", "punkty procentowe", "punktów procentowych", "pkt proc.",
        "p.p."),
    units={
        "osób": "person", "osoby": "person", "ludzi": "person", "pracowników": "employee",
        "mieszkańców": "resident",
        "ton": "tonne", "tony": "tonne", "kilometrów": "kilometre", "km": "kilometre", "metrów": "metre",
        "hektarów": "hectare", "krajów": "country", "firm": "company", "samochodów": "car", "mieszkań": "home",
    },
    qualifiers={
        "około": "about", "ok.": "about", "blisko": "almost", "prawie": "almost", "niemal": "almost",
        "ponad": "more_than", "więcej niż": "more_than", "mniej niż": "less_than", "poniżej": "less_than",
        "co najmniej": "at_least", "do": "up_to", "nawet": "up_to",
    },
    range_words=("do", "a"),
    between=("między",),
    from_words=("od", "z"),
)  # fmt: skip

_MONTHS = ("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia").split()  # fmt: skip
_NAMES = (
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu".split()
)

_CALENDAR = Calendar(
    language="pl",
    months={name: n for names in (_MONTHS, _NAMES) for n, name in enumerate(names, 1)},
    weekdays={
        "poniedziałek": 0, "wtorek": 1, "środa": 2, "środę": 2, "czwartek": 3, "piątek": 4, "sobota": 5,
        "sobotę": 5, "niedziela": 6, "niedzielę": 6,
    },
    relative={
        "dziś": ("day", 0), "dzisiaj": ("day", 0), "wczoraj": ("day", -1), "jutro": ("day", 1),
        "przedwczoraj": ("day", -2), "w tym roku": ("year", 0), "w ubiegłym roku": ("year", -1),
        "w zeszłym roku": ("year", -1), "w przyszłym roku": ("year", 1), "w tym tygodniu": ("week", 0),
        "w ubiegłym tygodniu": ("week", -1), "w zeszłym tygodniu": ("week", -1),
        "w przyszłym tygodniu": ("week", 1),
        "w tym miesiącu": ("month", 0), "w ubiegłym miesiącu": ("month", -1),
    },
    units={},
    lead_words=("w", "od", "do"),
    last_words=("ubiegły", "zeszły", "ubiegłą"),
    next_words=("przyszły", "najbliższy"),
    future_words=("będzie", "będą"),
    past_words=("był", "była", "było", "byli", "powiedział", "powiedziała"),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """powiedział powiedziała powiedzieli mówi mówią mówił mówiła stwierdził stwierdziła stwierdza podkreślił
        podkreśliła podkreśla dodał dodała dodaje zaznaczył zaznaczyła zaznacza odpowiedział odpowiedziała
        odpowiada
        oświadczył oświadczyła wyjaśnił wyjaśniła wyjaśnia tłumaczy tłumaczył tłumaczyła napisał napisała pisze
        zapewnił zapewniła zapewnia przyznał przyznała przyznaje ocenił oceniła ocenia poinformował poinformowała
        informuje ostrzegł ostrzegła ostrzega komentuje skomentował skomentowała zapytał zapytała pyta zauważył
        zauważyła zauważa przekonuje przekonywał przekonywała relacjonuje wspomina opowiada""".split()
    ),
    pronouns=frozenset("on ona oni one ja my".split()),
    openers=frozenset("w na z po przy do jak kiedy gdy jeśli że ale a i dla".split()),
    conjunctions=frozenset("i ale a lub oraz".split()),
    helpers=frozenset("też także potem później już nie".split()),
    tags=("według", "zdaniem"),
    she=frozenset(("ona",)),
    he=frozenset(("on",)),
    credits=r"według|zdaniem|jak podaje|jak poinformował|jak informuje",
    abbreviations=frozenset("tys mln mld np tzw ul prof dr hab m.in proc".split()),
)

POLISH = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
