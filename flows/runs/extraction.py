"""What a worker process does with a document. It imports neither the database nor Arrow: .2 s of CPU a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from extractors.mentions.names.lexicon import Lexicon
from extractors.records import Extraction, Findings, RawDocument, Rejected
from flows.lists.lexicon import load_lexicon
from flows.lists.outlets import countries_of, languages_of, read_outlets
from flows.lists.settings import Settings

if TYPE_CHECKING:
    from extractors.page.extract import PageOptions
    from extractors.page.words.repeated import RepeatedLines


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one raw document: an article with its findings, or why it is none."""

    raw: RawDocument
    result: Extraction | Rejected
    findings: Findings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerState:
    """What a worker process holds from document to document."""

    lexicon: Lexicon
    page_options: "PageOptions"
    countries: Mapping[str, str]


def prepare() -> None:
    """Read what any document needs, whatever the settings: .6 s of CPU, a third of a second for the languages."""
    import_module("extractors.findings")
    from extractors.page.words.language import detect_language
    from flows.lists.page_options import load_line_model

    load_line_model("lines.json")
    load_line_model("lines_quick.json")
    detect_language("A text, so that the model of languages is read.")


def start_worker(settings: Settings, repeated_lines: "RepeatedLines | None" = None) -> WorkerState:
    """Load what a worker needs before its first document."""
    # Here and not above, because only workers need them: one second of CPU that a first output need not wait for.
    import_module("extractors.findings")
    from flows.lists.page_options import load_page_options

    mentions, outlets = settings.mentions, read_outlets(settings.outlets)
    return WorkerState(
        lexicon=load_lexicon(watchlist=settings.watchlist, mode=mentions.mode, models=mentions.models),
        page_options=load_page_options(settings.extract, repeated_lines, languages_of(outlets)),
        countries=countries_of(outlets),
    )


def extract_document(raw: RawDocument, state: WorkerState) -> Outcome:
    """Extract one document and find its mentions."""
    from extractors.findings import find_all
    from extractors.page.extract import extract_article

    result = extract_article(raw, state.page_options)
    if isinstance(result, Rejected):
        return Outcome(raw=raw, result=result)
    country = state.countries.get(result.article.outlet_id or "")
    return Outcome(raw=raw, result=result, findings=find_all(result.revision, state.lexicon, country=country))


def extract_lean(raw: RawDocument, state: WorkerState) -> Outcome:
    """Return the outcome without the body, which the caller has."""
    return replace(extract_document(raw, state), raw=replace(raw, body=b""))
