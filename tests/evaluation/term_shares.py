"""How many articles of a language use each term, reckoned from the frequencies of its words; needs wordfreq.

    python tests/evaluation/term_shares.py CODE... --out FOLDER

Writes `terms_<code>.tsv` in the form of `seeds/models/terms_en.tsv`, which was counted over news. A word of
frequency f stands in the part 1 - exp(-750 f) of articles: against the English table 750 words are off by nothing
in the mean (by -.2 at 600 and +.1 at 800, in natural logarithms), at rare and at frequent words alike.
"""

import argparse
import math
from collections import defaultdict
from pathlib import Path

from extractors.stories.signatures import FLAG_BITS, TOKEN, read_token, term_hash

ARTICLE_WORDS = 750
ARTICLES = 10_000
LEAST_SHARE = 0.004  # of articles; the English table goes down to .0018, with twice the words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="+", metavar="CODE")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for language in options.languages:
        (options.out / f"terms_{language}.tsv").write_text(table_of(language), encoding="utf-8")


def table_of(language: str) -> str:
    """Return a line of articles and term for each term that is not rare; the first has the number of all."""
    from wordfreq import get_frequency_dict  # which the tests do not install, though they import this module

    frequencies: dict[int, float] = defaultdict(float)
    writings: dict[int, str] = {}
    frequent = get_frequency_dict(language)
    if language == "de":  # where wordfreq writes ss for both
        frequent |= {word.replace("ss", "ß"): frequency for word, frequency in frequent.items()}
    for word, frequency in frequent.items():
        for token in filter(str.isalpha, TOKEN.findall(word)):
            term = read_token(token) >> FLAG_BITS
            frequencies[term] += frequency
            for written in (token, token[:-1], token[:3]):  # as read_token folds
                if term_hash(written) == term:
                    writings[term] = written
    shares = {term: 1 - math.exp(-ARTICLE_WORDS * frequencies[term]) for term in writings}
    kept = sorted((-share, writings[term]) for term, share in shares.items() if share >= LEAST_SHARE)
    return "".join(
        f"{count}\t{term}\n" for count, term in [(ARTICLES, ""), *((round(-s * ARTICLES), t) for s, t in kept)]
    )


if __name__ == "__main__":
    main()
