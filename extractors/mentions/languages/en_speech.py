"""English words of sentences and of speech."""

from extractors.mentions.languages.vocabulary import Speech

# Regular verbs; their forms are made by rule.
_REGULAR = """
    accuse acknowledge add address admit advise affirm agree allege announce answer appeal applaud argue
    ask assail assert assure attack attest attribute bark bash beam bellow bemoan blame blast boast boom
    brag call caption caution challenge chant characterize charge chide chuckle claim clap clarify
    comment compare complain concede conclude concur condemn confess confirm contend continue correct
    counter cover credit criticize crow cry deadpan declare decry deem defend define demand demur
    denounce deny deride describe detail disclose discuss dismiss doubt dub echo elaborate email
    emphasize encourage endorse enthuse estimate exclaim exhort explain express fume grin gripe groan
    growl grumble gush hail hint howl imply indicate inform insist instruct interject intone invoke
    issue jeer joke label lament laugh lecture liken maintain marvel mention moan mock mourn murmur muse
    mutter note observe offer opine outline phrase plead pledge point ponder portray post praise pray
    preach predict proclaim profess promise propose protest push question quip quote rail rant react
    reaffirm reason reassure rebuke recall recite reckon recommend recount refer reflect refuse
    reiterate reject relate remark remember remind reply report reprise request respond retort retweet
    reveal ridicule roar scoff scold scream shout shriek sigh signal slam smear snap snarl sneer sniff
    specify speculate stammer state stress submit suggest surmise suspect taunt tease testify text thank
    threaten thunder tout trumpet tweet urge vent venture view vilify voice volunteer vow wager wail
    warn welcome whisper wonder yell
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
_PHRASES = (
    *("according to", "in the words of", "as told to", "put it", "puts it", "chipped in", "cut in"),
    *("went on", "goes on", "shot back", "shoots back", "fired back", "fires back", "hit back", "hits back"),
)

# Verbs that are speech in any sentence; others often stand in the clause of one: "She said that he hoped …".
_CORE = """
    add announce argue ask assert boast claim complain conclude confirm continue contend declare explain
    insist joke note observe point predict promise recall remark reply report respond state stress
    suggest testify tweet vow warn
""".split()
_DOUBLED = frozenset("grin quip brag slam snap dub admit submit concur demur".split())


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
    doubled = verb + verb[-1] if verb in _DOUBLED else verb
    return verb, plural, f"{doubled}ed", f"{doubled}ing"


SPEECH = Speech(
    cues=(*(form for verb in _REGULAR for form in _regular_forms(verb)), *_IRREGULAR, *_MENTAL, *_PHRASES),
    core=frozenset(form for verb in _CORE for form in _regular_forms(verb))
    | frozenset("say says said saying tell tells told telling write writes wrote writing".split()),
    pronouns=frozenset("he she they i we it who one others another".split()),
    openers=frozenset("""
        in on at as after before while when if since during for with by from but and because although
        though despite instead meanwhile however still then also according that so yet or once until
        where which to not whether of just last this earlier later even asked
    """.split()),
    conjunctions=frozenset("and but then or nor".split()),
    helpers=frozenset("""
        has have had also later then once just even never often still further again would will could did
        was were is are be been to recently repeatedly previously reportedly publicly simply quickly
        famously already now first always only does do can may might should got went goes going on monday
        tuesday wednesday thursday friday saturday sunday today yesterday night morning himself herself itself
        themselves
    """.split()),
    nouns=frozenset(
        """state states call calls comment comments point points remark remarks tweet tweets attack attacks report
        reports claim claims question questions appeal appeals issue issues request requests reply answer answers
        offer offers promise promises pledge pledges vow vows credit credits post voice hope hopes fear fears doubt
        doubts demand demands joke jokes note notes reason reasons quote quotes view views lecture lectures address
        cover covers push signal signals phrase phrases label labels caption captions counter counters charge
        charges challenge challenges estimate estimates record mention mentions praise worry worries dream dreams
        thought share cry rebuke text texts email emails request find read want issue""".split()
    ),
    articles=frozenset(
        """the a an this these those his her their its our my your no any some every each many more most few
        several
        recent latest new same own former united islamic public last first next previous late early repeated strong
        of in for with by from on about under key main good big""".split()
    ),
    she=frozenset(("she",)),
    he=frozenset(("he",)),
    credits=r"according to|as reported by|first reported by|reported by|in the words of|as per|citing|per",
    abbreviations=frozenset(
        """mr mrs ms dr sen rep reps sens gov gen lt col maj capt cmdr sgt adm hon rev prof st mt ft vs jan feb mar
        apr aug sept oct nov dec no nos art fig pp vol""".split()
    ),
    doubtful=frozenset("inc corp co ltd plc jr calif fla ill conn mass mich pa tex va wash".split()),
    starters=frozenset("""
        The A An He She It They We I You This That These Those In On At But And For As If When While
        After Before Its His Her Their Our There Here So Yet Now Then What Why How Who Mr. Mrs. Ms. Dr.
        Since With From By To Not No One Some All Most Many
    """.split()),
)  # fmt: skip
