"""Verbs and phrases that introduce speech, by language, in lower case."""

ENGLISH_CUES = """
    said says say saying told tells tell added adds adding wrote writes write writing tweeted tweets
    tweeting asked asks argued argues arguing insisted insists insisting noted notes noting explained
    explains explaining continued continues concluded concludes declared declares declaring stated states
    stating claimed claims claiming warned warns warning suggested suggests suggesting replied replies
    responded responds recalled recalls remarked remarks joked jokes quipped quips commented comments
    observed observes acknowledged acknowledges admitted admits conceded concedes announced announces
    asserted asserts charged charges complained complains countered counters cried denounced emphasized
    emphasizes exclaimed expressed joked lamented laments mused muses pointed posted predicted predicts
    promised promises pledged pledges proclaimed proclaims quoted read reads reiterated reiterates
    repeated repeats reported reports shouted shouts snapped stressed stresses summed testified thinks
    urged urges vowed vows wondered yelled called calls calling described describes describing dubbed
    labeled labelled accused accuses accusing blasted criticized praised boasted bragged confirmed
    confirms cautioned cautions chimed confessed credited deemed demanded demands derided dismissed
    dismissing echoed elaborated estimated hailed heralded implied indicated interjected maintained
    maintains opined outlined pleaded professed questioned questions railed recounted referred refers
    referring retorted revealed reveals ridiculed scoffed signaled slammed speculated spoke surmised
    tells touted believes believe believed hopes hoped fears feels felt thought argue affirmed affirms
    answered advised agreed agrees alleged alleges appealed attested began begins characterized clarified
    contended contends cites cited decried detailed disclosed feared faulted figured gushed informed
    instructed intoned labeling likened mentioned mocked murmured muttered ordered phrased praising
    preached reasoned rebuked recommended reflected remembered retweeted sighed specified sniffed swore
    taunted tell thundered ventured voiced whispered texted emailed blogged captioned concurred proposes
    proposed reckons reckoned jeered chanted sang singing chanting shouting texting
""".split()

ENGLISH_PHRASES = ("according to", "in the words of", "as told to")

CUES: dict[str, tuple[str, ...]] = {
    "en": (*ENGLISH_CUES, *ENGLISH_PHRASES),
    "de": tuple(
        """
            sagte sagt sagten sagen erklärte erklärt erklärten betonte betont meinte meint schrieb
            schreibt teilte ergänzte fügte warnte warnt forderte fordert kritisierte lobte berichtete
            berichtet bestätigte kündigte räumte hieß zitierte fragte fragt antwortete
        """.split()
    ),
    "fr": tuple(
        """
            dit disait déclaré déclare expliqué explique affirmé affirme ajouté ajoute estimé estime
            souligné souligne assuré assure écrit indiqué indique précisé précise confié confie lancé
            lance répondu répond rappelé rappelle insisté insiste martelé annoncé reconnu regretté
            dénoncé conclu conclut
        """.split()
    ),
    "es": tuple(
        """
            dijo dice dijeron declaró declara afirmó afirma explicó explica añadió añade agregó agrega
            aseguró asegura señaló señala escribió escribe comentó comenta advirtió advierte indicó
            indica sostuvo subrayó destacó manifestó expresó insistió reconoció respondió preguntó
            anunció lamentó
        """.split()
    ),
    "pt": tuple(
        """
            disse diz disseram declarou declara afirmou afirma explicou explica acrescentou acrescenta
            escreveu escreve comentou comenta garantiu destacou ressaltou alertou informou contou
            respondeu perguntou anunciou defendeu completou reforçou salientou sublinhou
        """.split()
    ),
    "it": tuple(
        """
            detto dice disse ha_detto dichiarato dichiara spiegato spiega affermato afferma aggiunto
            aggiunge scritto scrive commentato commenta sottolineato sottolinea ribadito assicurato
            concluso annunciato risposto
        """.split()
    ),
    "nl": tuple(
        """zei zegt zeiden zeggen verklaarde verklaart vertelde vertelt schreef schrijft meldde meldt benadrukte
        waarschuwde stelde stelt liet reageerde reageert aldus vindt""".split()
    ),
}
