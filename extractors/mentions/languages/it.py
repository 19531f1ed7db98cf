"""Italian words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="it",
    decimal_comma=True,
    compounds=True,
    numbers=numbered(
        """zero 0 un 1 uno 1 una 1 due 2 tre 3 tré 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10
        undici 11
        dodici 12 tredici 13 quattordici 14 quindici 15 sedici 16 diciassette 17 diciotto 18 diciannove 19 venti 20
        vent 20 trenta 30 trent 30 quaranta 40 quarant 40 cinquanta 50 cinquant 50 sessanta 60 sessant 60
        settanta 70
        settant 70 ottanta 80 ottant 80 novanta 90 novant 90 centotto 108 centottanta 180 centundici 111"""
    ),
    hundreds={"cento": 100},
    scales=numbered(
        """mille 1000 mila 1000 milione 1000000 milioni 1000000 miliardo 1000000000 miliardi 1000000000
        bilione 1000000000000 bilioni 1000000000000"""
    ),
    abbreviations=numbered("k 1000 mln 1000000 mio 1000000 mld 1000000000 mrd 1000000000 m 1000000"),
    joiners=("e",),
    articles=(),
    fractions={"mezzo": "0.5"},
    halves={"e mezzo": "0.5", "e mezza": "0.5"},
    of="di|d'|d’",
    currencies={
        "euro": "EUR", "dollaro": "USD", "dollari": "USD", "dollari americani": "USD",
        "dollari statunitensi": "USD",
        "dollaro americano": "USD", "dollari australiani": "AUD", "dollari canadesi": "CAD", "sterlina": "GBP",
        "sterline": "GBP", "sterline inglesi": "GBP", "sterline britanniche": "GBP", "pound": "GBP",
        "franco": "FRF", "franchi": "FRF", "franchi svizzeri": "CHF", "franchi francesi": "FRF", "lira": "ITL",
        "lire": "ITL", "lire turche": "TRY", "lire italiane": "ITL", "yen": "JPY", "yen giapponesi": "JPY",
        "yuan": "CNY", "yuan cinesi": "CNY", "rupia": "INR", "rupie": "INR", "rupie indiane": "INR",
        "rublo": "RUB",
        "rubli": "RUB", "peseta": "ESP", "pesetas": "ESP", "pesete": "ESP", "peso": "MXN", "pesos": "MXN",
        "real": "BRL", "marco": "DEM", "marchi": "DEM", "marchi tedeschi": "DEM", "fiorini": "NLG",
        "fiorini olandesi": "NLG", "corone": "SEK", "corone svedesi": "SEK", "corone danesi": "DKK",
        "corone norvegesi": "NOK", "markka finlandesi": "FIM", "marchi finlandesi": "FIM", "bitcoin": "BTC",
        "markka finlandese": "FIM", "dollari di hong kong": "HKD", "won": "KRW", "guilder olandesi": "NLG",
    },
    minor={"centesimo": None, "centesimi": None, "cent": None, "penny": "GBP", "pence": "GBP"},
    minor_of="EUR",
    percent=("per cento", "percento", "per-cento", "percentuale"),
    points=("punto percentuale", "punti percentuali"),
    decimal_words=("virgola",),
    leading=("dollari",),
    percent_of=("percentuale di", "percentuale del", "per cento di"),
    units={
        "dipendenti": "employee", "lavoratori": "worker", "posti di lavoro": "job", "persone": "person",
        "uomini": "person", "donne": "person", "bambini": "person", "abitanti": "resident", "clienti": "customer",
        "utenti": "user", "azioni": "share", "veicoli": "vehicle", "auto": "car", "paesi": "country",
        "aziende": "company", "imprese": "company", "morti": "death", "soldati": "soldier",
        "chilometri": "kilometre", "metri": "metre", "tonnellate": "tonne", "voti": "vote",
    },
    qualifiers={
        "circa": "about", "quasi": "almost", "oltre": "more_than", "più di": "more_than", "almeno": "at_least",
        "meno di": "less_than", "fino a": "up_to", "al massimo": "up_to",
    },
    range_words=("a", "e"),
    between=("tra", "fra"),
    from_words=("da", "dai"),
)  # fmt: skip

_MONTHS = (
    """gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre""".split()
)
_DAYS = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()

_CALENDAR = Calendar(
    language="it",
    months={name: n for n, name in enumerate(_MONTHS, 1)},
    weekdays={name: n for n, name in enumerate(_DAYS)},
    relative={
        "oggi": ("day", 0), "ieri": ("day", -1), "domani": ("day", 1), "quest'anno": ("year", 0),
        "quest’anno": ("year", 0), "l'anno scorso": ("year", -1), "l’anno scorso": ("year", -1),
        "lo scorso anno": ("year", -1), "l'anno prossimo": ("year", 1), "il prossimo anno": ("year", 1),
        "questa settimana": ("week", 0), "la settimana scorsa": ("week", -1), "la scorsa settimana": ("week", -1),
        "la prossima settimana": ("week", 1), "questo mese": ("month", 0), "il mese scorso": ("month", -1),
        "lo scorso mese": ("month", -1), "il prossimo mese": ("month", 1), "dopodomani": ("day", 2),
        "l'altro ieri": ("day", -2), "l’altro ieri": ("day", -2), "stamattina": ("day", 0), "stasera": ("day", 0),
        "questa mattina": ("day", 0), "questa sera": ("day", 0), "la settimana prossima": ("week", 1),
        "il mese prossimo": ("month", 1),
    },
    units={"giorno": "day", "giorni": "day", "settimana": "week", "settimane": "week", "mese": "month",
        "mesi": "month", "anno": "year", "anni": "year"},
    ago_after=("fa",),
    of=("di", "del"),
    last_words=("scorso", "scorsa", "passato"),
    next_words=("prossimo", "prossima"),
    future_words=("sarà", "saranno", "dovrà"),
    past_words=("ha", "hanno", "era", "stato", "detto"),
    lead_words=("a", "da", "di", "in", "nel", "fine", "inizio"),
    ordinals={"primo": 1, "secondo": 2, "terzo": 3, "quarto": 4},
    quarter=("trimestre",),
    half=("semestre",),
    days=numbered(
        """primo 1 due 2 tre 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10 undici 11
        dodici 12 tredici 13
        quattordici 14 quindici 15 sedici 16 diciassette 17 diciotto 18 diciannove 19 venti 20 ventuno 21
        ventidue 22 ventitré 23 ventiquattro 24 venticinque 25 ventisei 26 ventisette 27 ventotto 28 ventinove 29
        trenta 30 trentuno 31"""
    ),
    mornings=frozenset(("domani",)),
    articles=frozenset(("il", "un")),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """detto dice disse dichiarato dichiara spiegato spiega affermato afferma aggiunto aggiunge scritto
        scrive commentato commenta sottolineato sottolinea ribadito assicurato concluso annunciato risposto
        risponde racconta raccontato osserva osservato precisa precisato conclude avverte avvertito
        ricordato ribadisce evidenzia evidenziato rivela rivelato ammette ammesso replica replicato sostiene
        sostenuto ironizza assicura incalza denunciato dicono prosegue proseguito insiste insistito tuona
        tuonato attacca attaccato chiede chiesto domanda domandato chiarisce chiarito confida confidato
        confessa confessato conferma confermato denuncia esclama esclamato esorta garantisce garantito
        informa lamenta lamentato nota notato promette promesso rassicura rassicurato ricorda rilancia
        rimarca rimarcato ripete ripetuto rivendica rivendicato scandisce segnala segnalato sbotta sentenzia
        sostenne spiegò affermò aggiunse rispose dichiarò commentò sottolineò scrisse riferito riferisce
        evidenziò annuncia auspica auspicato""".split()
    ),
    pronouns=frozenset("lui lei loro egli ella io noi".split()),
    openers=frozenset(
        """in a al alla con per su senza da dal dalla di del della dopo prima quando se come ma e o che chi secondo
        mentre durante""".split()
    ),
    conjunctions=frozenset("e ma o poi".split()),
    helpers=frozenset("ha hanno aveva avevano anche poi ancora già si".split()),
    auxiliaries=frozenset("ha hanno aveva avevano si gli le ci".split()),
    views=("per",),
    determiners=frozenset("il lo la i gli le un una".split()),
    tags=("secondo",),
    she=frozenset(("lei",)),
    he=frozenset(("lui",)),
    credits=r"secondo|stando a",
)

ITALIAN = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
