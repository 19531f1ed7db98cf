"""French words for values, dates and speech."""

from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary, numbered

_WORDS = Vocabulary(
    language="fr",
    decimal_comma=True,
    numbers=numbered(
        """zéro 0 un 1 une 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12
        treize 13 quatorze 14 quinze 15 seize 16 dix-sept 17 dix-huit 18 dix-neuf 19 vingt 20 trente 30 quarante 40
        cinquante 50 soixante 60 septante 70 quatre-vingt 80 quatre-vingts 80 huitante 80 nonante 90"""
    ),
    hundreds={"cent": 100, "cents": 100},
    scales=numbered(
        """mille 1000 million 1000000 millions 1000000 milliard 1000000000 milliards 1000000000
        billion 1000000000000"""
    ),
    abbreviations=numbered("k 1000 m 1000000 mn 1000000 mio 1000000 md 1000000000 mds 1000000000 mrd 1000000000"),
    joiners=("et",),
    articles=(),
    fractions={"un demi": "0.5", "demi": "0.5"},
    halves={"et demi": "0.5", "et demie": "0.5"},
    of="de|d'|d’",
    currencies={
        "euro": "EUR", "dollar": "USD", "dollar américain": "USD", "dollars américains": "USD",
        "dollar australien": "AUD", "dollars australiens": "AUD", "dollar canadien": "CAD",
        "dollars canadiens": "CAD", "dollars de hong kong": "HKD", "livre": "GBP", "livre sterling": "GBP",
        "livres sterling": "GBP", "franc": "FRF", "franc suisse": "CHF", "francs suisses": "CHF",
        "francs français": "FRF", "francs cfa": "XOF", "yen": "JPY", "yen japonais": "JPY", "yuan": "CNY",
        "yuan chinois": "CNY", "roupie": "INR", "roupies indiennes": "INR", "rouble": "RUB", "peseta": "ESP",
        "lire": "ITL", "lires": "ITL", "mark": "DEM", "florin": "NLG", "florins néerlandais": "NLG",
        "markka finlandais": "FIM", "marks finlandais": "FIM", "peso": "MXN", "real": "BRL", "couronnes": "SEK",
        "couronnes suédoises": "SEK", "couronnes danoises": "DKK", "couronnes norvégiennes": "NOK",
        "dirham": "MAD", "dinar": "DZD", "bitcoin": "BTC", "won": "KRW", "rand": "ZAR",
        "florins hollandais": "NLG",
    },
    minor={"cent": None, "centime": "EUR", "pence": "GBP", "penny": "GBP"},
    minor_of="USD",  # of the euro French says "centimes"; cents are those of dollars
    percent=("pour cent", "pour-cent", "pourcent", "pourcentage", "pour cents"),
    points=("point de pourcentage", "points de pourcentage"),
    decimal_words=("virgule",),
    percent_of=("pourcentage de", "pour cent de", "pour-cent de", "pourcent de"),
    units={
        "employé": "employee", "salarié": "employee", "emploi": "job", "poste": "job", "personne": "person",
        "homme": "person", "femme": "person", "enfant": "person", "habitant": "resident", "client": "customer",
        "utilisateur": "user", "abonné": "subscriber", "action": "share", "voiture": "car", "véhicule": "vehicle",
        "pays": "country", "entreprise": "company", "mort": "death", "soldat": "soldier", "kilomètre": "kilometre",
        "mètre": "metre", "tonne": "tonne", "logement": "home", "voix": "vote",
    },
    qualifiers={
        "environ": "about", "près de": "almost", "quelque": "about", "plus de": "more_than",
        "plus d'": "more_than",
        "moins de": "less_than", "au moins": "at_least", "jusqu'à": "up_to", "jusqu’à": "up_to",
        "au plus": "up_to",
        "presque": "almost", "au maximum": "up_to",
    },
    range_words=("à", "et"),
    between=("entre",),
    from_words=("de",),
)  # fmt: skip

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

_CALENDAR = Calendar(
    language="fr",
    months={name: n for n, name in enumerate(_MONTHS, 1)} | {"aout": 8, "fevrier": 2, "decembre": 12},
    doubtful_months=frozenset(("mars",)),
    weekdays={name: n for n, name in enumerate(_DAYS)},
    relative={
        "aujourd'hui": ("day", 0), "aujourd’hui": ("day", 0), "hier": ("day", -1), "demain": ("day", 1),
        "avant-hier": ("day", -2), "cette année": ("year", 0), "l'année dernière": ("year", -1),
        "l’année dernière": ("year", -1), "l'an dernier": ("year", -1), "l’an dernier": ("year", -1),
        "l'an passé": ("year", -1), "l'année prochaine": ("year", 1), "l’année prochaine": ("year", 1),
        "cette semaine": ("week", 0), "la semaine dernière": ("week", -1), "la semaine prochaine": ("week", 1),
        "ce mois-ci": ("month", 0), "le mois dernier": ("month", -1), "le mois prochain": ("month", 1),
        "ce week-end": ("weekend", 0), "le week-end dernier": ("weekend", -1), "après-demain": ("day", 2),
        "ce matin": ("day", 0), "ce soir": ("day", 0), "cet après-midi": ("day", 0), "l'an prochain": ("year", 1),
        "l’an prochain": ("year", 1), "l’an passé": ("year", -1), "l'année passée": ("year", -1),
        "l’année passée": ("year", -1), "la semaine passée": ("week", -1), "le mois passé": ("month", -1),
    },
    units={"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year",
        "ans": "year", "année": "year", "années": "year"},
    ago_before=("il y a",),
    of=("de",),
    last_words=("dernier", "dernière", "passé"),
    next_words=("prochain", "prochaine"),
    future_words=("sera", "seront", "doit", "devrait", "devraient", "va", "vont"),
    past_words=("a", "ont", "était", "avait", "été", "est"),
    lead_words=("en", "depuis", "fin", "début", "mi", "de"),
    ordinals={"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "1er": 1, "2e": 2, "3e": 3,
        "4e": 4},
    quarter=("trimestre",),
    half=("semestre",),
    days=numbered(
        """premier 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13
        quatorze 14 quinze 15 seize 16 dix-sept 17 dix-huit 18 dix-neuf 19 vingt 20 vingt et un 21 vingt-deux 22
        vingt-trois 23 vingt-quatre 24 vingt-cinq 25 vingt-six 26 vingt-sept 27 vingt-huit 28 vingt-neuf 29
        trente 30 trente et un 31"""
    ),
)  # fmt: skip

_SPEECH = Speech(
    cues=tuple(
        """dit disait déclaré déclare expliqué explique affirmé affirme ajouté ajoute estimé estime souligné
        souligne assuré assure écrit indiqué indique précisé précise confié confie lancé lance répondu
        répond rappelé rappelle insisté insiste martelé annoncé reconnu reconnaît regretté regrette rétorqué
        rétorque raconté raconte témoigne témoigné plaidé plaide poursuivi poursuit réagi réagit commenté
        commente ironise prévenu prévient soutenu soutient constate constaté résume résumé note noté juge
        jugé dénoncé conclu conclut indigne indigné interroge interrogé demande demandé exclame exclamé
        glisse glissé avance avancé tranche tranché promet promis espère détaille détaillé fustige fustigé
        déplore déploré félicite félicité défend défendu argue argué nuance nuancé complète complété relève
        relevé analyse analysé alerte alerté avertit averti avoue avoué admet admis révèle révélé souffle
        lâche lâché murmure murmuré proteste protesté jure juré objecte objecté enchaîne confirme confirmé
        salue salué indiquent déclarent affirment expliquent disent""".split()
    ),
    pronouns=frozenset("il elle ils elles on je nous".split()),
    openers=frozenset(
        """en dans à au aux par pour sur sous avec sans chez après avant depuis pendant lorsque quand si comme
        mais et
        ou que qui dont selon puis alors car de du des""".split()
    ),
    conjunctions=frozenset("et mais ou puis".split()),
    helpers=frozenset("a ont avait avaient aussi ensuite encore déjà s'est s’est lui leur nous".split()),
    auxiliaries=frozenset(
        """a ont avait avaient aurait est s'est s’est nous m'a m’a l'a l’a lui leur se s s' s’""".split()
    ),
    views=("pour",),
    determiners=frozenset("le la les un une l l'".split()),
    tags=("selon", "d'après", "d’après"),
    she=frozenset(("elle",)),
    he=frozenset(("il",)),
    credits=r"selon|d[’']après|a rapporté|rapporte",
    abbreviations=frozenset("mme mlle mm me".split()),
)

FRENCH = Language(words=_WORDS, calendar=_CALENDAR, speech=_SPEECH)
