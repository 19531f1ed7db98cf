"""Verbs and phrases that introduce speech, by language, in lower case."""

# Regular verbs; their forms are made by rule.
_REGULAR = """
    accuse acknowledge add address admit advise affirm agree allege announce answer appeal applaud argue
    ask assail assert assure attack attest attribute bash blast blame boast bemoan brag call caption
    caution challenge chant characterize charge chide claim clarify comment compare complain concede
    conclude concur condemn confess confirm contend continue correct counter cover credit criticize cry
    declare decry deem defend define demand denounce deny deride describe detail dismiss disclose discuss
    doubt dub echo elaborate email emphasize encourage endorse estimate exclaim explain express gripe
    grumble gush hail hint imply indicate inform insist instruct intone invoke issue jeer joke label
    lament laugh lecture liken maintain mention mock moan mourn murmur muse mutter note observe offer
    opine outline phrase plead pledge point ponder portray post praise pray preach predict proclaim
    profess promise propose protest push question quip quote rail rant reaffirm reason reassure rebuke
    recall recite reckon recommend recount refer reflect refuse reiterate reject relate remark remember
    remind reply report request respond retort retweet reveal ridicule roar scoff scold scream shout sigh
    signal slam smear snap sneer sniff specify speculate state stress submit suggest surmise suspect
    taunt tease testify text thank threaten thunder tout trumpet tweet urge vent venture view vilify
    voice volunteer vow wager warn welcome whisper wonder yell
""".split()
_IRREGULAR = """
    say says said saying tell tells told telling write writes wrote written writing read reads reading
    sang sing sings singing speak speaks spoke speaking swear swears swore begin begins began sent sends
    sending chimed summed hear hears heard
""".split()
_MENTAL = """
    believe believes believed believing hope hopes hoped hoping fear fears feared feel feels felt feeling
    think thinks thought thinking know knows knew want wants wanted consider considers considered
    appreciate appreciates appreciated dream dreams dreamed worry worries worried find finds found
""".split()
_PHRASES = ("according to", "in the words of", "as told to")

# Verbs that are speech in any sentence; others often stand in the clause of one: "She said that he hoped …".
_CORE = """
    add announce argue ask assert boast claim complain conclude confirm continue contend declare explain
    insist joke note observe point predict promise recall remark reply report respond state stress
    suggest testify tweet vow warn
""".split()


def _regular_forms(verb: str) -> tuple[str, ...]:
    """Return base, third person, past and gerund of a regular English verb.

    >>> _regular_forms("deny"), _regular_forms("quip")
    (('deny', 'denies', 'denied', 'denying'), ('quip', 'quips', 'quipped', 'quipping'))
    """
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    doubled = (
        verb + verb[-1] if verb in ("quip", "brag", "slam", "snap", "dub", "admit", "submit", "concur") else verb
    )
    return verb, plural, f"{doubled}ed", f"{doubled}ing"


CORE = frozenset(form for verb in _CORE for form in _regular_forms(verb)) | frozenset(
    "say says said saying tell tells told telling write writes wrote writing".split()
)

CUES: dict[str, tuple[str, ...]] = {
    "en": (*(form for verb in _REGULAR for form in _regular_forms(verb)), *_IRREGULAR, *_MENTAL, *_PHRASES),
    "de": tuple(
        """sagte sagt sagten sagen erklärte erklärt erklärten betonte betont meinte meint schrieb schreibt teilte
        ergänzte fügte warnte warnt forderte fordert kritisierte lobte berichtete berichtet bestätigte kündigte
        räumte hieß zitierte fragte fragt antwortete""".split()
    ),
    "fr": tuple(
        """dit disait déclaré déclare expliqué explique affirmé affirme ajouté ajoute estimé estime souligné
        souligne assuré assure écrit indiqué indique précisé précise confié confie lancé lance répondu répond
        rappelé rappelle insisté insiste martelé annoncé reconnu regretté dénoncé conclu conclut""".split()
    ),
    "es": tuple(
        """dijo dice dijeron declaró declara afirmó afirma explicó explica añadió añade agregó agrega aseguró
        asegura señaló señala escribió escribe comentó comenta advirtió advierte indicó indica sostuvo subrayó
        destacó manifestó expresó insistió reconoció respondió preguntó anunció lamentó""".split()
    ),
    "pt": tuple(
        """disse diz disseram declarou declara afirmou afirma explicou explica acrescentou acrescenta escreveu
        escreve comentou comenta garantiu destacou ressaltou alertou informou contou respondeu perguntou anunciou
        defendeu completou reforçou salientou sublinhou""".split()
    ),
    "it": tuple(
        """detto dice disse dichiarato dichiara spiegato spiega affermato afferma aggiunto aggiunge scritto scrive
        commentato commenta sottolineato sottolinea ribadito assicurato concluso annunciato risposto""".split()
    ),
    "nl": tuple(
        """zei zegt zeiden zeggen verklaarde verklaart vertelde vertelt schreef schrijft meldde meldt benadrukte
        waarschuwde stelde stelt liet reageerde reageert aldus vindt""".split()
    ),
}
