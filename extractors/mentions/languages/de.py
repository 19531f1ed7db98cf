"""German words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="de",
    decimal_comma=True,
    compounds=True,
    numbers=numbered(
        """null 0 ein 1 eins 1 eine 1 einen 1 einem 1 einer 1 zwei 2 zwo 2 drei 3 vier 4 fünf 5 sechs 6
        sieben 7 acht 8
        neun 9 zehn 10 elf 11 zwölf 12 dreizehn 13 vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18
        neunzehn 19 zwanzig 20 dreißig 30 dreissig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80
        neunzig 90"""
    ),
    hundreds={"hundert": 100},
    scales=numbered(
        """tausend 1000 million 1000000 millionen 1000000 milliarde 1000000000 milliarden 1000000000
        billion 1000000000000 billionen 1000000000000"""
    ),
    abbreviations=numbered("tsd 1000 mio 1000000 mill 1000000 mrd 1000000000 bio 1000000000000 k 1000"),
    joiners=("und",),
    articles=(),
    fractions={"eine halbe": "0.5", "einer halben": "0.5", "halbe": "0.5", "anderthalb": "1.5",
        "eineinhalb": "1.5",
        "zweieinhalb": "2.5", "dreieinhalb": "3.5", "viereinhalb": "4.5", "fünfeinhalb": "5.5",
        "sechseinhalb": "6.5", "siebeneinhalb": "7.5", "achteinhalb": "8.5", "neuneinhalb": "9.5"},
    halves={"und eine halbe": "0.5", "und ein halb": "0.5"},
    of="",
    currencies={
        "euro": "EUR", "dollar": "USD", "us-dollar": "USD", "australische dollar": "AUD",
        "kanadische dollar": "CAD",
        "pfund": "GBP", "britische pfund": "GBP", "pfund sterling": "GBP", "franken": "CHF",
        "schweizer franken": "CHF",
        "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupien": "INR", "rupie": "INR",
        "indische rupien": "INR", "rubel": "RUB",
        "kronen": "SEK", "schwedische kronen": "SEK", "dänische kronen": "DKK", "norwegische kronen": "NOK",
        "tschechische kronen": "CZK", "zloty": "PLN", "forint": "HUF", "lira": "TRY", "mark": "DEM",
        "d-mark": "DEM",
        "schilling": "ATS", "lire": "ITL", "peseten": "ESP", "gulden": "NLG", "real": "BRL", "peso": "MXN",
        "rand": "ZAR", "won": "KRW", "bitcoin": "BTC", "französische francs": "FRF", "francs": "FRF",
        "finnische mark": "FIM", "holländische gulden": "NLG", "hongkong-dollar": "HKD",
        "neuseeland-dollar": "NZD",
    },
    minor={"cent": None, "pence": "GBP", "rappen": "CHF", "pfennig": "DEM"},
    minor_of="EUR",
    percent=("prozent", "prozente", "vom hundert"),
    points=("prozentpunkt", "prozentpunkte", "prozentpunkten"),
    decimal_words=("komma",),
    minus=("minus",),
    percent_of=("prozentsatz von", "prozent von"),
    units={
        "mitarbeiter": "employee", "mitarbeitern": "employee", "beschäftigte": "employee",
        "beschäftigten": "employee",
        "angestellte": "employee", "stellen": "job", "arbeitsplätze": "job", "menschen": "person",
        "personen": "person",
        "männer": "person", "frauen": "person", "kinder": "person", "einwohner": "resident", "kunden": "customer",
        "nutzer": "user", "aktien": "share", "fahrzeuge": "vehicle", "autos": "car", "wohnungen": "home",
        "länder": "country", "ländern": "country", "unternehmen": "company", "soldaten": "soldier",
        "tote": "death",
        "jahre alt": "year_of_age", "kilometer": "kilometre", "meter": "metre", "tonnen": "tonne",
        "stimmen": "vote",
    },
    qualifiers={
        "rund": "about", "etwa": "about", "ungefähr": "about", "circa": "about", "ca.": "about", "knapp": "almost",
        "fast": "almost", "mehr als": "more_than", "über": "more_than", "mindestens": "at_least",
        "weniger als": "less_than", "unter": "less_than", "bis zu": "up_to", "höchstens": "up_to",
        "maximal": "up_to",
    },
    range_words=("bis", "und"),
    between=("zwischen",),
    from_words=("von",),
)  # fmt: skip

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag".split()
# Before "te", "ten" and "ter"; the day of the month is the place in the list.
_ORDINALS = """ers zwei drit vier fünf sechs sieb ach neun zehn elf zwölf dreizehn vierzehn
fünfzehn sechzehn siebzehn
    achtzehn neunzehn zwanzigs einundzwanzigs zweiundzwanzigs dreiundzwanzigs vierundzwanzigs fünfundzwanzigs
    sechsundzwanzigs siebenundzwanzigs achtundzwanzigs neunundzwanzigs dreißigs einunddreißigs""".split()
_PARTS = ("abend", "morgen", "mittag", "nachmittag", "vormittag", "nacht")  # "Montagabend"

_CALENDAR = Calendar(
    language="de",
    months={name: n for n, name in enumerate(_MONTHS, 1)}
    | {"jänner": 1, "jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "okt.": 10, "nov.": 11, "dez.": 12},
    weekdays={name + part: n for n, name in enumerate(_DAYS) for part in ("", *_PARTS)} | {"sonnabend": 5},
    relative={
        "heute": ("day", 0), "gestern": ("day", -1), "morgen": ("day", 1), "vorgestern": ("day", -2),
        "übermorgen": ("day", 2), "dieses jahr": ("year", 0), "in diesem jahr": ("year", 0),
        "letztes jahr": ("year", -1), "vergangenes jahr": ("year", -1), "im vergangenen jahr": ("year", -1),
        "im letzten jahr": ("year", -1), "im vorjahr": ("year", -1), "nächstes jahr": ("year", 1),
        "im nächsten jahr": ("year", 1), "im kommenden jahr": ("year", 1), "diese woche": ("week", 0),
        "in dieser woche": ("week", 0), "vergangene woche": ("week", -1), "letzte woche": ("week", -1),
        "nächste woche": ("week", 1), "kommende woche": ("week", 1), "diesen monat": ("month", 0),
        "in diesem monat": ("month", 0), "im vergangenen monat": ("month", -1), "letzten monat": ("month", -1),
        "nächsten monat": ("month", 1), "im kommenden monat": ("month", 1), "in der kommenden woche": ("week", 1),
        "in der nächsten woche": ("week", 1), "in der vergangenen woche": ("week", -1),
        "in der letzten woche": ("week", -1), "vorige woche": ("week", -1), "vorigen monat": ("month", -1),
        "im laufenden jahr": ("year", 0), "am vergangenen wochenende": ("past weekend", 0),
        "am kommenden wochenende": ("weekend", 0),
    },
    units={"tag": "day", "tage": "day", "tagen": "day", "woche": "week", "wochen": "week", "monat": "month",
        "monate": "month", "monaten": "month", "jahr": "year", "jahre": "year", "jahren": "year"},
    ago_before=("vor",),
    of=(),
    last_words=("letzten", "vergangenen", "vorigen"),
    next_words=("nächsten", "kommenden"),
    future_words=("wird", "werden", "soll", "sollen", "will", "wollen"),
    past_words=("sagte", "war", "hatte", "wurde", "wurden", "hat", "teilte", "erklärte", "gab"),
    lead_words=("im", "seit", "bis", "ende", "anfang", "mitte", "ab"),
    ordinals={"erste": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3, "vierte": 4,
        "vierten": 4},
    quarter=("quartal",),
    half=("halbjahr",),
    days={stem + end: n for n, stem in enumerate(_ORDINALS, 1) for end in ("te", "ten", "ter")},
    mornings=frozenset(("morgen",)),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """sagte sagt sagten sagen erklärte erklärt erklärten betonte betont meinte meint schrieb schreibt
        teilte ergänzte fügte warnte warnt forderte fordert kritisierte lobte berichtete berichtet
        bestätigte kündigte räumte hieß heißt entgegnete entgegnet erwiderte betonten kommentierte meint
        resümierte urteilte beklagte versicherte zitierte fragte fragt antwortete bekräftigte bekräftigt
        mahnte mahnt unterstrich unterstreicht verteidigte verteidigt bemerkte erläuterte erläutert äußerte
        behauptete behauptet versprach verspricht verlangte verlangt appellierte freute freut bedauerte
        bedauert lobt kritisiert rief ruft prognostizierte berichteten erklären schrieben twitterte konterte
        kontert mutmaßte argumentierte argumentiert""".split()
    ),
    pronouns=frozenset("er sie es ich wir man".split()),
    openers=frozenset(
        """in an auf bei mit von zu nach vor für um als wenn weil während obwohl dass ob und aber auch doch dann so
        laut im am beim zum zur trotz seit bis nun""".split()
    ),
    conjunctions=frozenset("und aber oder denn".split()),
    helpers=frozenset("hat habe hatte haben auch dann später noch jetzt nun bereits immer nicht".split()),
    auxiliaries=frozenset("hat habe hatte haben hätten".split()),
    views=("für",),
    determiners=frozenset("der die das ein eine einer".split()),
    tags=("so", "laut"),
    she=frozenset(("sie",)),
    he=frozenset(("er",)),
    credits=r"laut|nach angaben (?:von|des|der)|zufolge|wie (?:der|die|das) (?=[^\n]{0,60}berichte)",
    abbreviations=frozenset("ca bzw ggf evtl nr str abs bspw z.b d.h u.a o.ä".split()),
    doubtful=frozenset("etc usw".split()),
)

GERMAN = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
