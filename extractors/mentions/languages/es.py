"""Spanish words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

# "treintaicinco", in one word
_TENS = tuple(enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), 3))
_ONES = tuple(enumerate("uno dos tres cuatro cinco seis siete ocho nueve".split(), 1))

_WORDS = Vocabulary(
    language="es",
    decimal_comma=True,
    numbers=numbered(
        """cero 0 un 1 uno 1 una 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11
        doce 12
        trece 13 catorce 14 quince 15 dieciséis 16 dieciseis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20
        veintiuno 21 veintiún 21 veintiuna 21 veintidós 22 veintidos 22 veintitrés 23 veintitres 23 veinticuatro 24
        veinticinco 25 veintiséis 26 veintiseis 26 veintisiete 27 veintiocho 28 veintinueve 29 treinta 30
        cuarenta 40
        cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 ciento 100 doscientos 200 doscientas 200
        trescientos 300 trescientas 300 cuatrocientos 400 cuatrocientas 400 quinientos 500 quinientas 500
        seiscientos 600 setecientos 700 ochocientos 800 novecientos 900"""
    )
    | {f"{ten}i{one}": 10 * tens + ones for tens, ten in _TENS for ones, one in _ONES},
    hundreds={},
    scales=numbered(
        "mil 1000 millón 1000000 millon 1000000 millones 1000000 billón 1000000000000 billones 1000000000000"
    ),
    abbreviations=numbered("k 1000 m 1000000 mm 1000000 mdd 1000000 mill 1000000"),
    joiners=("y",),
    articles=(),
    fractions={"medio": "0.5"},
    halves={"y medio": "0.5", "y media": "0.5"},
    of="de",
    currencies={
        "florines": "NLG", "florines neerlandeses": "NLG", "florín": "NLG",
        "euro": "EUR", "dólar": "USD", "dolar": "USD", "dólares": "USD", "dolares": "USD",
        "dólar estadounidense": "USD", "dólares estadounidenses": "USD", "dólares americanos": "USD",
        "dólares australianos": "AUD", "dólares canadienses": "CAD", "dólares de hong kong": "HKD", "libra": "GBP",
        "libra esterlina": "GBP", "libras esterlinas": "GBP", "peso": "MXN", "peso mexicano": "MXN",
        "pesos mexicanos": "MXN", "pesos argentinos": "ARS", "pesos chilenos": "CLP", "pesos colombianos": "COP",
        "peseta": "ESP", "franco": "FRF", "francos suizos": "CHF", "francos franceses": "FRF", "yen": "JPY",
        "yenes": "JPY", "yenes japoneses": "JPY", "yuan": "CNY", "yuanes": "CNY", "real": "BRL", "reales": "BRL",
        "rupia": "INR", "rublo": "RUB", "marco": "DEM", "marcos alemanes": "DEM", "lira": "TRY", "soles": "PEN",
        "bolívares": "VES", "coronas": "SEK", "coronas suecas": "SEK", "coronas danesas": "DKK",
        "coronas noruegas": "NOK", "bitcoin": "BTC", "guaraníes": "PYG", "colones": "CRC", "quetzales": "GTQ",
        "florines holandeses": "NLG", "florín holandés": "NLG", "markka finlandesa": "FIM", "rand": "ZAR",
        "markka finlandés": "FIM", "marcos finlandeses": "FIM", "won": "KRW", "wones": "KRW",
    },
    minor={"centavo": None, "céntimo": None, "centimo": None, "cent": None, "peniques": "GBP", "penies": "GBP"},
    minor_of="USD",
    percent=("por ciento", "por cien", "porciento", "por cento"),
    points=("punto porcentual", "puntos porcentuales"),
    decimal_words=("coma", "con"),
    over_words=("sobre",),
    parts={"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5, "décimo": 10,
        "décimos": 10, "centésimo": 100, "centésimos": 100, "milésimo": 1000, "milesimo": 1000, "milésimos": 1000,
        "milesimos": 1000, "millonésimo": 10**6, "millonésimos": 10**6, "billonésimo": 10**12,
        "billonesimo": 10**12, "avo": 1, "avos": 1},
    leading=("dólares", "pesos", "dólar"),
    with_words=("con",),
    percent_of=("porcentaje de", "por ciento de"),
    units={
        "empleado": "employee", "trabajador": "worker", "trabajadores": "worker", "empleo": "job", "puesto": "job",
        "persona": "person", "hombre": "person", "mujer": "person", "mujeres": "person", "niño": "person",
        "habitante": "resident", "cliente": "customer", "usuario": "user", "acciones": "share", "acción": "share",
        "vehículo": "vehicle", "coche": "car", "país": "country", "países": "country", "empresa": "company",
        "muerto": "death", "soldado": "soldier", "kilómetro": "kilometre", "metro": "metre", "tonelada": "tonne",
        "voto": "vote", "vivienda": "home",
    },
    qualifiers={
        "unos": "about", "unas": "about", "cerca de": "almost", "casi": "almost", "alrededor de": "about",
        "aproximadamente": "about", "más de": "more_than", "mas de": "more_than", "al menos": "at_least",
        "por lo menos": "at_least", "menos de": "less_than", "hasta": "up_to", "como máximo": "up_to",
    },
    range_words=("a", "y"),
    between=("entre",),
    from_words=("de",),
)  # fmt: skip

_MONTHS = """enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre""".split()
_DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()

_CALENDAR = Calendar(
    language="es",
    months={name: n for n, name in enumerate(_MONTHS, 1)} | {"setiembre": 9},
    weekdays={name: n for n, name in enumerate(_DAYS)} | {"miercoles": 2, "sabado": 5},
    relative={
        "hoy": ("day", 0), "ayer": ("day", -1), "anteayer": ("day", -2), "este año": ("year", 0),
        "el año pasado": ("year", -1), "el próximo año": ("year", 1), "el año que viene": ("year", 1),
        "esta semana": ("week", 0), "la semana pasada": ("week", -1), "la próxima semana": ("week", 1),
        "la semana que viene": ("week", 1), "este mes": ("month", 0), "el mes pasado": ("month", -1),
        "el próximo mes": ("month", 1), "este fin de semana": ("weekend", 0),
        "el fin de semana": ("past weekend", 0), "mañana": ("day", 1), "pasado mañana": ("day", 2),
        "anoche": ("day", -1), "esta mañana": ("day", 0), "esta tarde": ("day", 0), "esta noche": ("day", 0),
        "el mes que viene": ("month", 1), "el año próximo": ("year", 1), "el pasado año": ("year", -1),
        "la pasada semana": ("week", -1), "el pasado mes": ("month", -1),
        "el fin de semana pasado": ("weekend", -1),
    },
    units={"día": "day", "días": "day", "semana": "week", "semanas": "week", "mes": "month", "meses": "month",
        "año": "year", "años": "year"},
    ago_before=("hace",),
    ago_after=("atrás",),
    of=("de", "del"),
    last_words=("pasado", "pasada", "último"),
    next_words=("próximo", "próxima"),
    future_words=("será", "serán", "deberá", "va", "van"),
    past_words=("dijo", "fue", "había", "era", "ha", "han"),
    lead_words=("en", "desde", "hasta", "de", "finales", "principios", "mediados"),
    ordinals={"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4},
    quarter=("trimestre",),
    half=("semestre",),
    days=numbered(
        """primero 1 uno 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12
        trece 13 catorce 14 quince 15 dieciséis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20 veintiuno 21
        veintidós 22 veintitrés 23 veinticuatro 24 veinticinco 25 veintiséis 26 veintisiete 27 veintiocho 28
        veintinueve 29 treinta 30 treinta y uno 31"""
    ),
    mornings=frozenset(("mañana",)),
    articles=frozenset(("la", "una", "el", "cada", "media")),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """dijo dice dijeron declaró declara afirmó afirma explicó explica añadió añade agregó agrega aseguró
        asegura señaló señala escribió escribe comentó comenta advirtió advierte indicó indica sostuvo
        subrayó destacó manifestó expresó insistió reconoció respondió responde preguntó contestó contesta
        relató cuenta contó recordó recuerda apuntó apunta dicho declarado afirmado explicado anunció
        lamentó señalado añadido asegurado advertido indicado sostenido subrayado manifestado insistido
        reconocido respondido contestado recordado apuntado comentado agregado lamentado relatado precisó
        precisa zanjó reiteró criticó aclaró aclara admitió admite alertó alerta argumentó argumenta avisó
        avisa celebró confesó confiesa confirmó confirma consideró considera critica defendió defiende
        denunció denuncia enfatizó enfatiza espetó exclamó expuso expone informó insiste manifiesta matizó
        matiza mencionó opinó opina planteó prometió promete puntualizó puntualiza reclamó reclama recalcó
        recalca refirió remarcó remarca replicó reprochó resaltó resalta reveló revela solicitó subraya
        sostiene destaca explicaron dijeran dicen afirmaron señalaron apostilló pregunta preguntado
        expresado detalló detalla concluyó concluye""".split()
    ),
    pronouns=frozenset("él ella ellos ellas yo nosotros".split()),
    openers=frozenset(
        """en a al con por para sin sobre desde hasta tras ante cuando si como pero y o que quien según mientras
        aunque de del durante""".split()
    ),
    conjunctions=frozenset("y pero o e".split()),
    helpers=frozenset("ha han había habían también luego después ya se le les".split()),
    auxiliaries=frozenset("ha han había habían se le les".split()),
    views=("para",),
    determiners=frozenset("el la los las un una".split()),
    tags=("según",),
    she=frozenset(("ella",)),
    he=frozenset(("él",)),
    credits=r"según|de acuerdo con",
    abbreviations=frozenset("dra sra sr".split()),
)

SPANISH = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
