"""How a number was made, for the methods of a paper: in sentences, and as a CITATION.cff file."""

import json
from collections.abc import Sequence

from warehouse.upkeep.pins import Manifest

_TITLE = "Press cuttings"
_SOFTWARE = "Cuttings, a press-cuttings bureau in a DuckDB file"


def in_sentences(manifest: Manifest) -> str:
    """Return what a reader must know to judge a number and to find it again, a paragraph a line."""
    counts = manifest.counts
    days = (
        f", published from {manifest.first_day} to {manifest.last_day} as far as their days are known"
        if manifest.first_day
        else ""
    )
    lines = [
        f"The data hold {counts['articles']:,} articles of {counts['outlets']:,} outlets{days}.",
        f"Articles with the same running text were folded, none dropped: {counts['distinct texts']:,} distinct"
        f" texts. Articles on one event were joined: {counts['stories']:,} stories.",
        f"{counts['mentions']:,} mentions, {counts['quotes']:,} quotations and {counts['statements']:,} statements"
        " of figures were found; each row opens to the sentence that it was found in, and what is unknown is left"
        " empty.",
        f"Methods and their versions: {'; '.join(manifest.methods)}." if manifest.methods else "",
        _run_in_words(manifest),
        _pin_in_words(manifest),
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


def _run_in_words(manifest: Manifest) -> str:
    if manifest.run_id is None:
        return f"Nothing was run yet; {_SOFTWARE}, version {manifest.code_version}."
    return (
        f"They were made by {_SOFTWARE}, version {manifest.run_code_version or 'unknown'}, in runs of which the"
        f" last is {manifest.run_id}, begun at {manifest.run_began_at}, with settings of the hash"
        f" {manifest.settings_hash}."
    )


def _pin_in_words(manifest: Manifest) -> str:
    if not manifest.name:
        return "They are not pinned: a later run may answer otherwise (`cuttings pin NAME` keeps them)."
    return (
        f"They are kept as the pin {manifest.name!r} of {manifest.pinned_at}: {manifest.byte_count:,} bytes with"
        f" the SHA-256 {manifest.sha256}; its manifest has the digest of each of {len(manifest.views)} views."
    )


def as_citation_file(manifest: Manifest, authors: Sequence[str]) -> str:
    """Return the text of a CITATION.cff file (version 1.2.0) for the data; strings are quoted as in JSON."""
    day = (manifest.run_began_at or manifest.pinned_at)[:10]
    identifiers = (
        ["identifiers:", "  - type: other", f"    value: {json.dumps(f'sha256:{manifest.sha256}')}",
         f"    description: {json.dumps(f'The copy of the pin {manifest.name}')}"]
        if manifest.sha256
        else []
    )  # fmt: skip
    lines = [
        "cff-version: 1.2.0",
        'message: "Cite these data as below."',
        "type: dataset",
        f"title: {json.dumps(f'{_TITLE}: {manifest.name}' if manifest.name else _TITLE)}",
        "authors:",
        *(f"  - name: {json.dumps(author, ensure_ascii=False)}" for author in authors),
        f"version: {json.dumps(manifest.run_id or 'none')}",
        f"date-released: {day}",
        f"abstract: {json.dumps(in_sentences(manifest).strip(), ensure_ascii=False)}",
        *identifiers,
        "references:",
        "  - type: software",
        f"    title: {json.dumps(_SOFTWARE)}",
        "    authors:",
        '      - name: "The Cuttings maintainers"',
        f"    version: {json.dumps(manifest.run_code_version or manifest.code_version)}",
    ]
    return "\n".join(lines) + "\n"
