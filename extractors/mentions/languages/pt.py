"""Portuguese words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="pt",
    decimal_comma=True,
    numbers=numbered(
        """zero 0 um 1 uma 1 dois 2 duas 2 três 3 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10
        onze 11
        doze 12 treze 13 catorze 14 quatorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17
        dezoito 18 dezenove 19 dezanove 19 vinte 20 trinta 30 quarenta 40 cinquenta 50 cincoenta 50 sessenta 60
        setenta 70 oitenta 80 noventa 90 cem 100 cento 100 duzentos 200 duzentas 200 trezentos 300 trezentas 300
        quatrocentos 400 quinhentos 500 quinhentas 500 seiscentos 600 setecentos 700 oitocentos 800
        novecentos 900"""
    ),
    hundreds={},
    scales=numbered(
        """mil 1000 milhão 1000000 milhao 1000000 milhões 1000000 milhoes 1000000 bilhão 1000000000
        bilhões 1000000000 bilhoes 1000000000 mil milhões 1000000000 trilhão 1000000000000
        trilhões 1000000000000"""
    ),
    abbreviations=numbered("k 1000 mi 1000000 m 1000000 bi 1000000000 tri 1000000000000"),
    joiners=("e",),
    articles=(),
    fractions={"meio": "0.5"},
    halves={"e meio": "0.5", "e meia": "0.5"},
    of="de",
    currencies={
        "yenes": "JPY", "ienes": "JPY",
        "euro": "EUR", "dólar": "USD", "dolar": "USD", "dólares": "USD", "dolares": "USD",
        "dólares americanos": "USD", "dólares norte-americanos": "USD", "dólares dos estados unidos": "USD",
        "dólar americano": "USD", "dólares australianos": "AUD", "dólares canadenses": "CAD",
        "dólares de hong kong": "HKD", "real": "BRL", "reais": "BRL", "real brasileiro": "BRL",
        "reais brasileiros": "BRL", "libra": "GBP", "libra esterlina": "GBP", "libras esterlinas": "GBP",
        "franco": "FRF", "francos suíços": "CHF", "francos suicos": "CHF",
        "francos franceses": "FRF", "iene": "JPY", "yen": "JPY",
        "ienes japoneses": "JPY", "yuan": "CNY", "yuans": "CNY", "peseta": "ESP", "peso": "MXN", "rupia": "INR",
        "pesos mexicanos": "MXN", "pesos argentinos": "ARS", "rublo": "RUB", "marco": "DEM",
        "marcos alemães": "DEM",
        "lira": "TRY", "escudo": "PTE", "coroas": "SEK", "coroas suecas": "SEK", "coroas dinamarquesas": "DKK",
        "coroas norueguesas": "NOK", "bitcoin": "BTC", "florins holandeses": "NLG", "florim holandês": "NLG",
        "markka finlandesa": "FIM", "marcos finlandeses": "FIM", "kwanzas": "AOA", "meticais": "MZN", "won": "KRW",
    },
    minor={"centavo": None, "cêntimo": "EUR", "cent": None, "pence": "GBP", "penies": "GBP"},
    minor_of="USD",
    percent=("por cento", "porcento", "por cem"),
    points=("ponto percentual", "pontos percentuais"),
    decimal_words=("vírgula", "virgula"),
    over_words=("sobre",),
    parts={"terço": 3, "terços": 3, "quarto": 4, "quartos": 4, "quinto": 5, "quintos": 5, "décimo": 10,
        "décimos": 10, "centésimo": 100, "centésimos": 100, "milésimo": 1000, "milesimo": 1000, "milésimos": 1000,
        "milesimos": 1000, "milionésimo": 10**6, "milionésimos": 10**6, "bilionésimo": 10**9,
        "bilionesimo": 10**9, "avo": 1, "avos": 1},
    leading=("dólares", "reais", "dólar"),
    with_words=("com",),
    percent_of=("porcentagem de", "por cento de", "percentagem de"),
    units={
        "empregado": "employee", "funcionário": "employee", "trabalhador": "worker", "trabalhadores": "worker",
        "emprego": "job", "vaga": "job", "pessoa": "person", "homem": "person", "homens": "person",
        "mulher": "person", "mulheres": "person", "criança": "person", "habitante": "resident",
        "cliente": "customer",
        "usuário": "user", "utilizador": "user", "utilizadores": "user", "ações": "share", "ação": "share",
        "veículo": "vehicle", "carro": "car", "país": "country", "países": "country", "empresa": "company",
        "morto": "death", "soldado": "soldier", "quilômetro": "kilometre", "quilómetro": "kilometre",
        "metro": "metre", "tonelada": "tonne", "voto": "vote",
    },
    qualifiers={
        "cerca de": "about", "aproximadamente": "about", "quase": "almost", "mais de": "more_than",
        "pelo menos": "at_least", "ao menos": "at_least", "menos de": "less_than", "até": "up_to",
        "no máximo": "up_to", "em torno de": "about",
    },
    range_words=("a", "e"),
    between=("entre",),
    from_words=("de",),
)  # fmt: skip

_MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()

_CALENDAR = Calendar(
    language="pt",
    months={name: n for n, name in enumerate(_MONTHS, 1)} | {"marco": 3},
    doubtful_months=frozenset(("marco",)),
    weekdays={"segunda-feira": 0, "terça-feira": 1, "quarta-feira": 2, "quinta-feira": 3, "sexta-feira": 4,
        "sábado": 5, "domingo": 6},
    relative={
        "hoje": ("day", 0), "ontem": ("day", -1), "amanhã": ("day", 1), "anteontem": ("day", -2),
        "este ano": ("year", 0), "neste ano": ("year", 0), "no ano passado": ("year", -1),
        "ano passado": ("year", -1),
        "no próximo ano": ("year", 1), "no ano que vem": ("year", 1), "esta semana": ("week", 0),
        "nesta semana": ("week", 0), "na semana passada": ("week", -1), "semana passada": ("week", -1),
        "na próxima semana": ("week", 1), "este mês": ("month", 0), "neste mês": ("month", 0),
        "no mês passado": ("month", -1), "mês passado": ("month", -1), "no próximo mês": ("month", 1),
        "depois de amanhã": ("day", 2), "esta manhã": ("day", 0), "esta tarde": ("day", 0),
        "esta noite": ("day", 0),
        "na semana que vem": ("week", 1), "no mês que vem": ("month", 1),
    },
    units={"dia": "day", "dias": "day", "semana": "week", "semanas": "week", "mês": "month", "meses": "month",
        "ano": "year", "anos": "year"},
    ago_before=("há",),
    ago_after=("atrás",),
    of=("de", "do"),
    last_words=("passado", "passada", "última", "último"),
    next_words=("próximo", "próxima"),
    future_words=("será", "serão", "deve", "devem", "vai", "vão"),
    past_words=("disse", "foi", "era", "tinha", "afirmou"),
    lead_words=("em", "desde", "até", "de"),
    ordinals={"primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4},
    quarter=("trimestre",),
    half=("semestre",),
    days=numbered(
        """primeiro 1 um 1 dois 2 três 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze
        11 doze 12 treze 13
        catorze 14 quatorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17 dezoito 18
        dezenove 19 dezanove 19 vinte 20 vinte e um 21 vinte e dois 22 vinte e três 23 vinte e quatro 24
        vinte e cinco 25 vinte e seis 26 vinte e sete 27 vinte e oito 28 vinte e nove 29 trinta 30
        trinta e um 31"""
    ),
    mornings=frozenset(("amanhã",)),
    articles=frozenset(("o", "um")),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """disse diz disseram declarou declara afirmou afirma explicou explica acrescentou acrescenta escreveu
        escreve comentou comenta garantiu destacou ressaltou alertou informou contou respondeu responde
        perguntou conta relatou lembrou avaliou avalia ponderou criticou dito anunciou defendeu completou
        reforçou salientou sublinhou admitiu admite adiantou adianta advertiu adverte alerta apontou aponta
        argumentou argumenta assegurou assegura assinalou concluiu conclui confessou confessa confirmou
        confirma considerou considera critica defende denunciou destaca detalhou enfatizou enfatiza
        esclareceu exclamou frisou frisa garante indicou indica informa insistiu insiste lamentou lamenta
        lembra manifestou notou observou observa opinou pergunta pediu precisou prometeu promete questionou
        questiona reagiu realçou recordou recorda referiu refere reiterou reitera relata replicou resumiu
        revelou revela ressalta salienta sublinha sustentou vincou vinca afirmaram apelou desabafou rematou rebateu
        rebate ironizou brincou disparou emendou retrucou""".split()
    ),
    pronouns=frozenset("ele ela eles elas eu nós".split()),
    openers=frozenset(
        """em no na nos nas a ao à com por para sem sobre desde até após quando se como mas e ou que quem segundo
        enquanto embora de do da durante""".split()
    ),
    conjunctions=frozenset("e mas ou".split()),
    helpers=frozenset("tem têm tinha também depois já se ainda".split()),
    auxiliaries=frozenset("tem têm tinha se".split()),
    views=("para",),
    determiners=frozenset("o a os as um uma".split()),
    tags=("segundo",),
    she=frozenset(("ela",)),
    he=frozenset(("ele",)),
    credits=r"segundo|de acordo com|conforme",
)

PORTUGUESE = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
