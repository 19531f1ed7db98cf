"""First names that tell a woman from a man; those of either sex (Kim, Robin, Andrea) are left out."""

WOMEN = frozenset(
    """
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret
        sandra ashley
        kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia
        kathleen amy
        angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
        catherine maria heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan
        evelyn judith
        hannah jacqueline martha teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy
        isabella
        julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla rose
        hillary ivanka melania nikki kellyanne elise claire jane kate anne theresa angela ursula christine marine
        ingrid kari marta helena astrid sigrid greta eva elena olga svetlana natalia irina tatiana ekaterina
        anastasia
        sofia lucia carmen ana isabel pilar giulia francesca chiara paola elisa camille margaux brigitte sylvie
        nathalie monika katarzyna agnieszka magdalena ewa zofia petra sabine ute heike birgit liv solveig maja elin
        annika karin kerstin lena malin nancy condoleezza sonia priyanka indira benazir aung yuki keiko
        tammy tina wendy gina kirsten elizabeth claudia veronica monica vanessa wanda yvonne valerie sheila regina
        rita rosa maxine marcia loretta lori kristen kristin katie jill jenna holly gwen gretchen geraldine felicia
        erica esther ella dianne debbie cindy cheryl cathy bridget bonnie beth becky annette alison alicia adriana
        peggy penny phyllis roberta sally samantha sylvia tulsi kamala ilhan rashida alexandria ayanna gretchen
    """.split()
)
MEN = frozenset(
    """
        james robert john michael david william richard joseph thomas christopher charles daniel matthew
        anthony mark
        donald steven andrew paul joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan
        jacob gary
        nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick
        frank raymond
        jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter
        christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan
        billy bruce
        gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell
        bradley philip
        barack bernie ted marco mitt mitch newt rudy vladimir emmanuel boris nigel jeremy tony gordon olav
        jonas pavel
        tom lars erik anders bjorn sven nils magnus henrik mikael johan karl fredrik gustav oskar hans klaus jürgen
        wolfgang stefan dieter uwe heinz pierre jacques françois michel laurent luc antoine luca marco giuseppe
        giovanni
        paolo matteo carlos miguel pedro antonio francisco javier fernando luis jorge pablo diego manuel sergei
        ivan
        dmitri alexei mikhail nikolai yuri igor andrei oleg jan piotr andrzej tomasz krzysztof ahmed mohammed
        muhammad
        ali hassan omar ibrahim hiroshi takashi kenji narendra imran jeb chris mike bill bob jim steve dan greg
        jeff
        ken rick ben matt fred barry harry ron jimmy clarence mohamed recep benjamin
        brad doug phil phillip cory tim derek ernest lou leo edwin duane dwayne darren darrell damon clifford cliff
        chuck barney andre theodore seth ricardo reggie philippe nate melvin malcolm larry julius josh jon joel
        jared hector henri hank ernesto enrique dustin darryl dave
    """.split()
)
# Surnames too: a first name only where another word follows.
MEN_AND_SURNAMES = frozenset(
    """
        todd craig chad curtis marcus victor martin eugene howard louis leonard edgar earl dwight clinton clyde
        byron bernard arnold alvin allen alfred wesley wendell warren vernon stuart stanley shane rodney norman
        neil mitchell maurice luther lloyd leon kirk herman herbert grant glenn gilbert garrett franklin floyd dean
        rand
    """.split()
)
