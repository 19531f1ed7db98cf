"""Sentences of news that were made up, with names put in: what wires write around names in each language."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.evaluation.train_names.variety import Pool, person_of

_WRITTEN = Path(__file__).parent / "sentences"
_SLOT = re.compile(r"\{(PERSON|SURNAME|PLACE|ORG|SHORT)\}")
_KIND = {"PERSON": "PERSON", "SURNAME": "PERSON", "PLACE": "PLACE", "ORG": "ORG", "SHORT": "ORG"}
_MADE_UP_ORG, _WITH_PARTICLE = 0.4, 0.06
_PARTICLES = {"es": ("de", "de la", "del"), "nl": ("van", "De", "van de", "van der", "Van"), "de": ("von", "zu"),
    "fr": ("de", "Le"), "it": ("De", "Di", "Lo"), "pt": ("da", "dos", "de")}  # fmt: skip
_LENGTH = (6, 14)


def made_texts(
    language: str, organizations: Sequence[str], pool: Pool, lands: Sequence[str], *, count: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield texts with mentions, each of a few sentences of one language in random order."""
    chance = random.Random(seed)
    sentences = (_WRITTEN / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    written = (line.split(" ", 1) for line in (_WRITTEN / "orgs.txt").read_text(encoding="utf-8").splitlines())
    patterns = [pattern for code, pattern in written if code == language]
    names = _Names(language, organizations, patterns, pool, lands, chance)
    for _ in range(count):
        text, mentions = "", list[dict[str, Any]]()
        for sentence in chance.sample(sentences, min(len(sentences), chance.randint(*_LENGTH))):
            text += "\n" if text else ""
            place = 0
            for slot in _SLOT.finditer(sentence):
                text += sentence[place : slot.start()]
                name = names.of(slot[1])
                mentions.append({"start": len(text), "end": len(text) + len(name), "type": _KIND[slot[1]]})
                text, place = text + name, slot.end()
            text += sentence[place:]
        yield {"text": text, "mentions": mentions}


class _Names:
    def __init__(self, language: str, organizations: Sequence[str], patterns: Sequence[str], pool: Pool,
                 lands: Sequence[str], chance: random.Random) -> None:  # fmt: skip
        self.language, self.organizations, self.patterns = language, organizations, patterns
        self.pool, self.lands, self.chance = pool, lands, chance

    def of(self, slot: str) -> str:
        """Return a name that fits the slot."""
        chance = self.chance
        if slot == "PLACE":
            return chance.choice(self.lands if chance.random() < 0.4 else self.pool.places[:6000])
        if slot == "SHORT":
            return "".join(chance.choice("ABCDEFGILMNOPRSTUV") for _ in range(chance.randint(2, 4)))
        if slot == "ORG":
            if self.patterns and chance.random() < _MADE_UP_ORG:
                return _SLOT.sub(lambda found: self.of(found[1]), chance.choice(self.patterns))
            return chance.choice(self.organizations)
        given, surname = person_of(self.pool, chance)
        if chance.random() < _WITH_PARTICLE:
            surname = f"{chance.choice(_PARTICLES[self.language])} {surname}"
        return surname if slot == "SURNAME" else f"{given} {surname}"


def organizations_of(texts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the organizations that texts name, each as often as they do."""
    named = (text["text"][each["start"] : each["end"]] for text in texts for each in text["mentions"]
        if each["type"] == "ORG")  # fmt: skip
    return [name for name in named if name[0].isupper() and len(name) < 40 and "\n" not in name]
