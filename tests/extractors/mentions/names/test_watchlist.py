import pytest

from extractors.errors import WatchlistError
from extractors.mentions.names.watchlist import Watchlist, parse_watchlist
from extractors.queries.parse import parse_query

GOOD = '[[entity]]\nid = "a"\nname = "Acme"\ntype = "organization"\n'

BAD = {
    "two rules with one id": (GOOD + "\n" + GOOD, 7, "id 'a' is taken already, on line 1"),
    "no name": ('[[entity]]\nid = "a"\ntype = "person"\n', 1, "name is missing"),
    "unknown type": (GOOD.replace("organization", "company"), 4, "type must be one of"),
    "unknown key": (GOOD + 'pattern = "(a+)+$"\n', 5, "unknown key 'pattern'"),
    "wrong value": (GOOD + 'aliases = "x"\n', 5, "aliases must be list, not str"),
    "empty alias": (GOOD + 'aliases = ["  "]\n', 5, "has no letter or digit"),
    "long alias": (GOOD + f'aliases = ["{"x" * 300}"]\n', 5, "300 characters"),
    "not TOML": (GOOD + "aliases = [\n", 6, "not valid TOML"),
    "relation to nobody": (GOOD + 'relations = [{ kind = "owns", entity = "b" }]\n', 5, "unknown entity 'b'"),
    "other table": (GOOD + "[rule]\n", 5, "unknown key 'rule'"),
    "query for nothing": ('[[query]]\nid = "q"\nname = "Q"\nnone = ["x"]\n', 1, "asks for nothing"),
    "near of one term": ('[[query]]\nid = "q"\nname = "Q"\nnear = [{ terms = ["x"] }]\n', 4, "two terms or more"),
    "case": (GOOD + 'case = "lower"\n', 5, "case must be one of"),
}


@pytest.mark.parametrize(("source", "line", "message"), BAD.values(), ids=BAD.keys())
def test_a_mistake_is_one_error_with_file_and_line(source: str, line: int, message: str) -> None:
    with pytest.raises(WatchlistError) as caught:
        parse_watchlist(source, "watch.toml")
    assert str(caught.value).startswith(f"watch.toml:{line}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_watchlist_watches_nothing() -> None:
    assert parse_watchlist("# nothing yet\n") == Watchlist()


def test_all_that_an_entity_may_state_is_read() -> None:
    rule = parse_watchlist(
        GOOD
        + 'aliases = ["ACME  Corp"]\ncase = "any"\nrequired = ["anvil"]\nforbidden = ["acne"]\n'
        + "short_form = false\n"
        + 'ticker = "NYSE:ACM"\ndomain = "acme.example"\nrelations = [{ kind = "owns", entity = "a" }]\n'
    ).rules[0]
    assert (rule.aliases, rule.case, rule.requires, rule.forbids) == (("ACME Corp",), "any", ("anvil",), ("acne",))
    assert (rule.is_short_allowed, rule.ticker, rule.domain) == (False, "NYSE:ACM", "acme.example")
    assert rule.relations[0].entity_id == "a"


BOOLEAN = """
[[query]]
id = "topic:deal"
name = "The deal"
query = '(facebook OR google) AND NOT apple'
"""


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("query = '(facebook OR google'", r"w\.toml:5: query, character 1: the bracket is never closed"),
        ("query = 'NOT apple'", "only says what must not be there"),
        ("query = 'entity:Meta'", "of the fields only title: is for topics"),
        ("query = 'quote:trust'", "of the fields only title: is for topics"),
        (
            "any = ['(facebook OR google) AND NOT apple']",
            r"stands for these very words; for AND, OR, NOT .* query = ",
        ),
        ("all = ['stake NEAR/5 board']", "these very words"),
    ],
)
def test_a_boolean_query_is_checked(query: str, told: str) -> None:
    with pytest.raises(WatchlistError, match=told):
        parse_watchlist(BOOLEAN.replace("query = '(facebook OR google) AND NOT apple'", query), "w.toml")


def test_a_boolean_query_is_kept() -> None:
    (query,) = parse_watchlist(BOOLEAN, "w.toml").queries
    assert query.query == parse_query("(facebook OR google) AND NOT apple")
