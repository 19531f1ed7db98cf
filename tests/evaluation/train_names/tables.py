"""Made-up tables of results: a form of news in which names stand without a sentence around them."""

import random
from dataclasses import dataclass, field

from tests.evaluation.train_names.examples import Example
from tests.evaluation.train_names.variety import Pool, person_of, words_of

PERSON, CLUB, PLACE = 1, 2, 3
SPORTS = (
    "SOCCER", "BASKETBALL", "TENNIS", "CRICKET", "RUGBY UNION", "GOLF", "ICE HOCKEY", "NHL", "NBA", "SKIING",
    "BASEBALL",
)  # fmt: skip
HEADS = ("RESULTS", "STANDINGS", "SUMMARY", "SCOREBOARD", "BEAT RIVALS", "WIN AGAIN")
OPENINGS = ("Results of", "Standings after", "Summary of", "Leading results from")
LEAGUES = ("first division", "premier league", "National Hockey League", "league", "World Cup", "second round")
SUFFIXES = ("United", "City", "Rovers", "Town", "Athletic", "FC", "County", "Wanderers", "Albion", "Rangers")
PREFIXES = (
    "FC", "Real", "Inter", "AC", "Sporting", "Dynamo", "Spartak", "Olympique", "Borussia", "VfB", "Hapoel", "CSKA",
    "AS",
)  # fmt: skip
TEAMS = tuple(
    "Bulls,Lakers,Celtics,Knicks,Rangers,Red Sox,Yankees,Cubs,Giants,Jets,Bears,Packers,Cowboys,Dolphins,Eagles,"
    "Steelers,Raiders,Chiefs,Broncos,Bills,Saints,Falcons,Panthers,Bruins,Canadiens,Flyers,Penguins,Devils,"
    "Islanders,Sharks,Kings,Stars,Blues,Flames,Oilers,Canucks,Senators,Sabres,Capitals,Lightning,Ducks,Sonics,"
    "Spurs,Rockets,Jazz,Suns,Magic,Heat,Hawks,Pacers,Pistons,Cavaliers,Raptors,Clippers,Warriors,Grizzlies,"
    "Mariners,Tigers,Orioles,Indians,Royals,Twins,Angels,Mets,Phillies,Braves,Expos,Reds,Astros,Dodgers,Padres,"
    "Rockies,Marlins".split(",")
)
COUNTRIES = tuple(
    "Japan,China,Syria,Uzbekistan,South Korea,Brazil,Argentina,Germany,France,Italy,Spain,England,Scotland,Wales,"
    "Ireland,Netherlands,Belgium,Sweden,Norway,Denmark,Finland,Austria,Switzerland,Russia,Ukraine,Poland,"
    "Czech Republic,Hungary,Romania,Bulgaria,Croatia,Serbia,Greece,Turkey,Israel,Egypt,Morocco,Nigeria,Ghana,"
    "South Africa,Kenya,Australia,New Zealand,India,Pakistan,Sri Lanka,Bangladesh,Indonesia,Malaysia,Thailand,"
    "Vietnam,Iran,Iraq,Kuwait,Saudi Arabia,United Arab Emirates,Canada,U.S.,United States,USA,Britain,Mexico,"
    "Colombia,Chile,Peru,Uruguay,Cuba,Jamaica,West Indies,Zimbabwe,Zambia,Cameroon,Tunisia,Algeria,Portugal,"
    "Slovakia,Slovenia,Estonia,Latvia,Lithuania,Belarus,Kazakhstan".split(",")
)
TOWNS, LARGE_TOWNS = 6000, 900


@dataclass(slots=True)
class Maker:
    """A table in the making, with the names and the chance that it draws on."""

    pool: Pool
    chance: random.Random
    is_upper: bool
    words: list[str] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)

    def add(self, text: str, kind: int = 0) -> None:
        """Add words, of a name where a kind is given; a newline stands for itself."""
        text = text.upper() if kind and self.is_upper else text
        for number, word in enumerate(words_of(text)):
            self.words.append(word)
            self.classes.append(2 * kind - (number == 0) if kind else 0)

    def end_line(self) -> None:
        self.words.append("\n")
        self.classes.append(0)

    def below(self, limit: int) -> int:
        return self.chance.randrange(limit)

    def town(self) -> str:
        return self.chance.choice(self.pool.places[:TOWNS])

    def large_town(self) -> str:
        return self.chance.choice(self.pool.places[:LARGE_TOWNS])

    def country(self) -> str:
        return self.chance.choice(COUNTRIES)

    def club(self) -> str:
        town, luck = self.large_town() if self.chance.random() < 0.7 else self.town(), self.chance.random()
        if luck < 0.7:
            return town
        return f"{town} {self.chance.choice(SUFFIXES)}" if luck < 0.8 else f"{self.chance.choice(PREFIXES)} {town}"

    def person(self, *, is_short: bool = False) -> str:
        given, surname = person_of(self.pool, self.chance)
        return f"{given[0]}. {surname}" if is_short else f"{given} {surname}"


def table(pool: Pool, chance: random.Random) -> Example:
    """Return a made-up report: a headline, a dateline, and lines of one kind of result."""
    maker = Maker(pool=pool, chance=chance, is_upper=chance.random() < 0.25)
    kind, name = chance.choice([(CLUB, maker.club()), (PLACE, maker.country())])
    maker.add(f"{chance.choice(SPORTS)} -")
    maker.add(name.upper(), kind)
    maker.add(f"{chance.choice(HEADS)}.")
    maker.end_line()
    maker.add(maker.town().upper(), PLACE)
    maker.add(f"1996-12-0{1 + maker.below(8)}")
    maker.end_line()
    day = chance.choice(["Friday", "Saturday", "Sunday"])
    maker.add(f"{chance.choice(OPENINGS)} {chance.choice(LEAGUES)} matches on {day} :")
    maker.end_line()
    add_line = chance.choice(LINES)
    for _ in range(5 + maker.below(9)):
        add_line(maker)
        maker.end_line()
    classes = tuple(maker.classes)
    return Example(words=tuple(maker.words), first=classes, second=classes)


def add_score(maker: Maker) -> None:
    for _ in range(2):
        maker.add(maker.club(), CLUB)
        maker.add(str(maker.below(5)))


def add_standing(maker: Maker) -> None:
    maker.add(maker.club(), CLUB)
    maker.add(" ".join(str(maker.below(40)) for _ in range(5 + maker.below(4))))


def add_fixture(maker: Maker) -> None:
    maker.add(maker.large_town(), CLUB)
    maker.add(maker.chance.choice(["AT", "at"]))
    maker.add(maker.large_town(), CLUB)


def add_rank(maker: Maker) -> None:
    maker.add(f"{1 + maker.below(29)} .")
    add_athlete(maker)
    maker.add(f"{maker.below(3)}:{maker.below(60):02}.{maker.below(99)}")


def add_athlete(maker: Maker) -> None:
    maker.add(maker.person(), PERSON)
    maker.add("(")
    maker.add(maker.country(), PLACE)
    maker.add(")")


def add_match(maker: Maker) -> None:
    add_athlete(maker)
    maker.add("beat")
    add_athlete(maker)
    maker.add(f"6-{maker.below(5)} 6-{maker.below(5)}")


def add_innings(maker: Maker) -> None:
    maker.add(maker.person(is_short=maker.chance.random() < 0.7), PERSON)
    maker.add(maker.chance.choice(["b", "c", "lbw b", "run out", "not out", ""]))
    if maker.chance.random() < 0.6:
        maker.add(person_of(maker.pool, maker.chance)[1], PERSON)
    maker.add(str(maker.below(120)))


def add_sentence(maker: Maker) -> None:
    luck = maker.chance.random()
    if luck < 0.4:
        for _ in range(2):
            maker.add(maker.large_town(), CLUB)
            maker.add(str(80 + maker.below(40)))
    elif luck < 0.7:
        maker.add("The")
        maker.add(f"{maker.large_town()} {maker.chance.choice(TEAMS)}", CLUB)
        maker.add("beat the")
        maker.add(maker.chance.choice(TEAMS), CLUB)
        maker.add("as")
        maker.add(maker.person(), PERSON)
        maker.add(f"scored {maker.below(40)} points .")
    else:
        maker.add(maker.person(), PERSON)
        maker.add("scored twice as")
        maker.add(maker.club(), CLUB)
        maker.add("beat")
        maker.add(maker.club(), CLUB)
        maker.add(f"{maker.below(5)}-{maker.below(3)} in")
        maker.add(maker.town(), PLACE)
        maker.add(".")


LINES = (add_score, add_standing, add_fixture, add_rank, add_match, add_innings, add_sentence)
