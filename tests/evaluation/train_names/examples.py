"""Labelled texts as the network learns them: words, and for each word its class by one or two labellers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.mentions.reading.splitting import tokens_of
from tests.evaluation.frame import read_rows

Label = tuple[int, int, str]

# The number of the kind in `extractors.mentions.names.tagger.KINDS`, from 1: person, organization, place, another
# name.
KIND_OF = {
    "PERSON": 1, "PER": 1, "ORG": 2, "GPE": 3, "LOC": 3, "FAC": 3, "PLACE": 3, "NORP": 4, "PRODUCT": 4, "EVENT": 4,
    "WORK_OF_ART": 4, "LAW": 4, "LANGUAGE": 4, "MISC": 4,
}  # fmt: skip
PERSON, OTHER = 1, 4
ARTICLE = re.compile(r"(?:the|The|THE|a|an)\s+")
GENITIVE = re.compile(r"(?:['’]s|['’])$")
# A kind wins a document where a name has it this often, and this share of the times.
LEAST_VOTES, LEAST_SHARE = 3, 0.7
CONLL_SENTENCES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The words of a text with two opinions on the class of each (0 outside, then first and further per kind; -1
    where nobody knows), how much it counts, how often a round shows it, until which part of the training, and the
    number of the file that it comes from, 0 for none.
    """

    words: tuple[str, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    weight: float = 1.0
    times: float = 1.0
    until: float = 1.0
    source: int = 0


def read_examples(path: Path, *, is_elided: bool = False) -> Iterator[Example]:
    """Yield the examples of a file: rows by teachers, rows with mentions, or columns of words and tags."""
    if path.suffix in (".conll", ".iob", ".bio"):
        yield from read_columns(path)
        return
    for row in read_rows(path):
        text = row["text"]
        if "labels" in row:
            yield example_of(text, *voted(text, [[(a, b, kind) for a, b, kind in each] for each in row["labels"]]))
        else:
            names = [(each["start"], each["end"], each["type"]) for each in row["mentions"]]
            example = example_of(text, names, is_elided=is_elided, unsure=row.get("unsure", ()))
            yield replace(example, **{name: row[name] for name in ("weight", "times", "until") if name in row})


def example_of(
    text: str, *labels: Sequence[Label], is_elided: bool = False, unsure: Sequence[Sequence[int]] = ()
) -> Example:
    tokens = tokens_of(text, is_elided=is_elided)
    spans = [[(start, end, KIND_OF[kind]) for start, end, kind in each if kind in KIND_OF] for each in labels]
    classes = [classes_of(text, tokens, each) for each in spans]
    unknown = {place for start, end in unsure for place in range(start, end)}
    if unknown:
        classes = [
            tuple(-1 if start in unknown else kind for kind, (start, _) in zip(each, tokens, strict=True))
            for each in classes
        ]
    return Example(words=tuple(text[a:b] for a, b in tokens), first=classes[0], second=classes[-1])


def classes_of(
    text: str, tokens: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int, int]]
) -> tuple[int, ...]:
    """Return the class of each token; a span that begins inside of a token is left out."""
    classes = [0] * len(tokens)
    number_at = {start: number for number, (start, _) in enumerate(tokens)}
    for start, end, kind in spans:
        first = number = number_at.get(start, len(tokens))
        while number < len(tokens) and tokens[number][1] <= end and text[tokens[number][0]] != "\n":
            classes[number] = 2 * kind - (number == first)
            number += 1
    return tuple(classes)


def voted(text: str, labels: Sequence[Sequence[Label]]) -> list[list[Label]]:
    """Return the teachers' spans with clean borders, each name of the kind that most of the document gives it."""
    cleaned = [[clean(text, each) for each in spans if each[2] in KIND_OF] for spans in labels]
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for start, end, kind in (each for spans in cleaned for each in spans):
        votes[text[start:end]][KIND_OF[kind]] += 1
    surnames = Counter[str]()
    for name, kinds in votes.items():
        if " " in name and kinds.most_common(1)[0][0] == PERSON and kinds[PERSON] >= 2:
            surnames[name.split()[-1]] += kinds[PERSON]
    names = {KIND_OF[name]: name for name in ("MISC", "GPE", "ORG", "PERSON")}

    def decided(label: Label) -> Label:
        start, end, kind = label
        name = text[start:end]
        winner, count = votes[name].most_common(1)[0]
        if surnames[name] >= 2:
            winner = PERSON
        elif count < LEAST_VOTES or count < LEAST_SHARE * votes[name].total():
            winner = KIND_OF[kind]
        return start, end, names[winner]

    return [[decided(each) for each in spans] for spans in cleaned]


def clean(text: str, label: Label) -> Label:
    """Return the label without an article before it and a genitive behind it."""
    start, end, kind = label
    if KIND_OF[kind] != OTHER and (article := ARTICLE.match(text, start, end)):
        start = article.end()
    if genitive := GENITIVE.search(text[start:end]):
        end -= len(genitive[0])
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, kind


def read_columns(path: Path) -> Iterator[Example]:
    """Yield the documents of a file with a word a line, its first column, and the tag B-, I- or O, its last.

    Documents begin at -DOCSTART-; where there is none, they are runs of twenty sentences.
    """
    words: list[tuple[str, str]] = []
    sentences = 0
    lines = path.read_text(encoding="utf-8").splitlines()
    has_documents = any(line.startswith("-DOCSTART-") for line in lines)
    for line in (*lines, "-DOCSTART-"):
        cells = line.split()
        sentences += not cells
        is_end = bool(cells) and cells[0] == "-DOCSTART-"
        if words and (is_end or (sentences >= CONLL_SENTENCES and not has_documents)):
            yield joined(words)
            words, sentences = [], 0
        if cells and not is_end:
            words.append((cells[0], cells[-1]))


def joined(words: Sequence[tuple[str, str]]) -> Example:
    """Return the example of tagged words, with a space between any two."""
    text, labels, before = "", list[Label](), "O"
    for word, tag in words:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        kind = tag[2:]
        if tag[:2] == "I-" and before[2:] == kind:
            labels[-1] = (labels[-1][0], len(text), kind)
        elif kind:
            labels.append((start, len(text), kind))
        before = tag
    return example_of(text, labels)
