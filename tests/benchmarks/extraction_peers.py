"""Predictions of other extractors on the labelled pages, for the evaluation's table; run where they are installed.

    python tests/benchmarks/extraction_peers.py PEER --data FOLDER --out FOLDER [--split open] [--sets a,b]

PEER is newspaper4k, readability-lxml, goose3, resiliparse or news-please. Their dependencies clash with ours and
with each other's, so this file imports nothing of ours and each peer only when asked for; give it an environment
with the peer and zstandard. CPU time goes to stderr. Then:

    CUTTINGS_PEERS=OUT/newspaper4k:OUT/goose3 python tests/evaluation/run.py extraction --data FOLDER
"""

import argparse
import base64
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SETS = ("shub", "fundus", "fundeval", "postlight", "trafeval", "wcxb_article")
Prediction = dict[str, Any]


def newspaper4k(html: str, url: str) -> Prediction:
    import newspaper

    article = newspaper.Article(url or "http://localhost/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "text": article.text,
        "title": article.title,
        "date": _day(article.publish_date),
        "authors": article.authors,
    }


def news_please(html: str, url: str) -> Prediction:
    from newsplease import NewsPlease

    article = NewsPlease.from_html(html, url=url or None)
    return {
        "text": article.maintext,
        "title": article.title,
        "date": _day(article.date_publish),
        "authors": article.authors,
    }


def readability_lxml(html: str, url: str) -> Prediction:
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    return {"text": fromstring(document.summary()).text_content(), "title": document.short_title()}


def goose3(html: str, url: str) -> Prediction:
    from goose3 import Goose

    with Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=html)
        return {
            "text": article.cleaned_text,
            "title": article.title,
            "date": _day(article.publish_datetime_utc),
            "authors": article.authors,
        }


def resiliparse(html: str, url: str) -> Prediction:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    return {"text": extract_plain_text(tree, main_content=True, alt_texts=False), "title": tree.title}


PEERS: dict[str, Callable[[str, str], Prediction]] = {
    "newspaper4k": newspaper4k,
    "news-please": news_please,
    "readability-lxml": readability_lxml,
    "goose3": goose3,
    "resiliparse": resiliparse,
}


def _day(value: Any) -> str | None:
    return value.date().isoformat() if hasattr(value, "date") else (str(value)[:10] if value else None)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    import zstandard

    with path.open("rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw)
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            yield json.loads(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--sets", default=",".join(SETS))
    options = parser.parse_args()
    predict = PEERS[options.peer]
    folder = options.out / options.peer
    folder.mkdir(parents=True, exist_ok=True)
    for name in options.sets.split(","):
        path = options.data / f"{name}.{options.split}.jsonl.zst"
        if not path.is_file():
            continue
        spent = failed = count = 0.0
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for row in rows(path):
                html = row.get("html") or base64.b64decode(row["html_b64"]).decode("utf-8", "replace")
                start = time.process_time()
                try:
                    found = predict(html, row.get("url") or "")
                except Exception as error:  # what a peer cannot read counts as nothing found
                    found, failed = {"text": None, "error": repr(error)[:200]}, failed + 1
                spent += time.process_time() - start
                count += 1
                out.write(json.dumps({"id": row["id"], **found}, ensure_ascii=False, default=str) + "\n")
        print(
            f"{options.peer} {name}: {count / max(spent, 1e-9):.1f} pages a CPU second, {failed:.0f} failed",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
