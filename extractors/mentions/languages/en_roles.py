"""English words of roles: what people are called by what they do, and how and when a role holds."""

# Nouns that name a role, each with what it is counted as: one spelling for both sexes and for what is cut short.
_SAME = """
    president chair founder co-founder director manager officer head chief boss owner partner minister
    premier chancellor secretary governor governor-general mayor senator representative commissioner
    ambassador envoy attorney lawyer prosecutor judge justice sheriff sergeant lieutenant captain colonel
    admiral detective inspector superintendent commander coach quarterback pitcher goalkeeper striker
    midfielder defender professor researcher scientist economist analyst strategist historian editor
    columnist correspondent anchor commentator author writer actor singer comedian rapper composer conductor
    agent adviser aide assistant consultant candidate nominee leader treasurer bishop archbishop imam rabbi
    pastor principal engineer designer producer publisher curator coordinator administrator investigator
    activist investor astronaut pilot surgeon physician psychologist psychiatrist pathologist coroner
    seismologist epidemiologist executive regulator lobbyist pollster counsel counselor trustee chaplain
    magistrate deputy speaker whip vice-chair ombudsman marshal trooper firefighter paramedic spokesperson
    lawmaker congressman mp
""".split()
ROLE_NOUNS = {word: word for word in _SAME} | {
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "cofounder": "co-founder",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "advisor": "adviser", "solicitor": "lawyer",
    "barrister": "lawyer", "congresswoman": "congressman", "councilman": "councillor",
    "councilwoman": "councillor",
    "councillor": "councillor", "councilor": "councillor", "alderman": "councillor", "actress": "actor",
    "businessman": "executive", "businesswoman": "executive", "ceo": "ceo", "coo": "coo", "cfo": "cfo",
    "cto": "cto", "cio": "cio", "cmo": "cmo", "gm": "general manager", "vp": "vice president", "cop": "officer",
    "vice-president": "vice president", "policeman": "officer", "policewoman": "officer", "sgt": "sergeant",
    "govenor": "governor", "vice-chairman": "vice chair", "general-secretary": "general secretary",
    "secretary-general": "secretary general", "co-chair": "co-chair", "co-chairman": "co-chair",
    "co-owner": "co-owner", "co-president": "co-president",
}  # fmt: skip
# Words of a title that stand before its noun and are part of it.
TITLE_WORDS = frozenset(
    """vice deputy assistant associate senior junior executive chief general managing co prime foreign interior
    finance defense defence attorney solicitor secretary strategy operating financial technology information
    marketing product legal security communications investment medical nursing revenue people human
    resources science scientific creative design artistic sporting technical head lead principal special
    national first second third press police fire football basketball baseball hockey offensive defensive
    line pitching batting regional global worldwide international group team company staff campaign
    government state federal district county city town provincial presidential parliamentary ruling
    opposition party majority minority board non-executive founding honorary emeritus lieutenant major
    master health education energy labor labour justice trade environment home treasury budget planning
    public private personal family transport culture sports news political economic cultural commercial film
    television music fashion stage anti-crime homicide union trial""".split()
)
# How a role holds; of words that stand before the noun, or behind it.
PHASES = {
    "former": "former", "ex": "former", "onetime": "former", "one-time": "former", "then": "former",
    "retired": "former", "late": "former", "erstwhile": "former", "outgoing": "outgoing", "departing": "outgoing",
    "current": "current", "sitting": "current", "incumbent": "current", "interim": "interim", "acting": "interim",
    "caretaker": "interim", "incoming": "incoming", "new": "incoming", "next": "incoming", "elect": "incoming",
    "designate": "incoming", "longtime": "", "long-time": "", "veteran": "",
}  # fmt: skip
CHIEF_OFFICERS = {
    "executive": "ceo", "operating": "coo", "financial": "cfo", "finance": "cfo", "technology": "cto",
    "information": "cio", "marketing": "cmo",
}  # fmt: skip
# Words that make a title another rank; the first of them stand anywhere before the noun: "police deputy chief".
DEPUTIES = frozenset("deputy assistant associate".split())
RANKS = DEPUTIES | {"vice"}
# Of one body nobody is two of them at a time.
EXCLUSIVE = frozenset("ceo coo cfo cto cio cmo".split())
# Verbs and phrases that make what follows a role of somebody: that it is taken up, that it holds, that it ends.
TAKEN_UP = (
    r"named|appointed|elected|re-elected|hired|promoted|picked|chosen|nominated|introduced|installed|becomes?|"
    r"became|becoming|takes? over|took over|taking over|steps? in|stepped in|sworn in|"
    r"(?:will|to) (?:serve|act|work|be)|(?:taken|take|takes|took|taking) on the (?:role|job|position|post)|"
    r"return(?:s|ed)?|joins?|joined|replac\w+|succeed\w*"
)
HOLDS = r"serves|works|remains?|continues|acts"
LEFT = r"fired|ousted|removed|dismissed|relieved|sacked|resign\w*|step\w* (?:down|aside)|quit|retir\w+|leav\w+"
HELD = r"served|worked|acted|serving|working|acting|tenure|time|role|job|position|post|career|duties|been"
REPLACING = ("replac", "succeed", "take over from", "took over from", "follow")
