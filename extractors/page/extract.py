"""From a raw document to an article, or to the reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractors.ids import content_id
from extractors.page.announced_facts import add_announced, announced_date, read_announced
from extractors.page.body.line_model import LineModel
from extractors.page.characters import Undecodable, decode
from extractors.page.html import measure_page, parse_page, read_page
from extractors.page.plain import read_plain
from extractors.page.revision import make_extraction
from extractors.page.state import is_shell, read_state
from extractors.page.verdict import Refusal, judge
from extractors.page.words.inserted import cut_inserted
from extractors.page.words.language import detect_language
from extractors.page.words.pieces import join_pieces
from extractors.page.words.reading import Facts, Reading
from extractors.page.words.repeated import RepeatedLines, cut_repeated
from extractors.records import Extraction, RawDocument, Rejected
from extractors.rejections import reject_document
from extractors.urls.identity import registrable_domain
from extractors.versions import PAGE_VERSION

# What a page may be refused for while the source's own summary still tells of an article behind it.
_ANNOUNCED_SUFFICES = frozenset({"empty", "cookie_wall", "too_short"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What a caller may ask for: only some languages (ISO 639-1 codes; none means all), a trained judge of lines.

    `repeated_lines`: hashes of the lines that outlets (ids or domains) are known to print with many articles.
    `outlet_languages`: the main language of outlets, by the same ids and domains.
    `quick_model`: judges pages before trafilatura reads them, and spares that where it is sure.
    `is_best`: trafilatura and readability read every page in more ways and `model` is the one trained for that.
    """

    languages: frozenset[str] = frozenset()
    model: LineModel | None = None
    quick_model: LineModel | None = None
    is_best: bool = False
    repeated_lines: RepeatedLines = field(default_factory=dict)
    outlet_languages: Mapping[str, str] = field(default_factory=dict)


def extract_article(raw: RawDocument, options: PageOptions = PageOptions()) -> Extraction | Rejected:
    """Return the article that a body holds, or why it holds none. `raw.seen_at` is the only clock."""
    reading = _read(raw, options)
    known_lines = _known_lines(raw, reading, options)
    if isinstance(reading, Reading):
        pieces = cut_repeated(cut_inserted(reading.pieces), known_lines)
        reading = judge(replace(reading, pieces=pieces), is_truncated=raw.is_truncated)
    if isinstance(reading, Refusal) and reading.reason in _ANNOUNCED_SUFFICES:
        reading = read_announced(raw, reason=reading.reason) or reading
    if isinstance(reading, Refusal):
        return reject_document(raw, reading.reason, reading.detail)
    of_outlet = options.outlet_languages.get(_outlet_of(raw, reading.facts) or "")
    language = detect_language(join_pieces(reading.pieces)[0], of_outlet=of_outlet)
    if options.languages and language.code not in options.languages:
        return reject_document(raw, "wrong_language", language.code)
    reading = replace(reading, facts=add_announced(reading.facts, raw))
    return make_extraction(raw, reading, language, revision_set=_revision_set(options, known_lines))


def _revision_set(options: PageOptions, known_lines: frozenset[int]) -> str:
    """Return the name of the set that a revision belongs to: version, model, known lines if any."""
    models = [model.version for model in (options.quick_model, options.model) if model]
    name = f"{PAGE_VERSION}/{'+'.join(models) or 'rules'}"
    return f"{name}/lines-{content_id(*sorted(known_lines))[:8]}" if known_lines else name


def _known_lines(raw: RawDocument, reading: Reading | Refusal, options: PageOptions) -> frozenset[int]:
    """Return the lines that the document's outlet is known to repeat."""
    if not options.repeated_lines or isinstance(reading, Refusal):
        return frozenset()
    return options.repeated_lines.get(_outlet_of(raw, reading.facts) or "", frozenset())


def _outlet_of(raw: RawDocument, facts: Facts) -> str | None:
    """Return the document's outlet: its id, else the domain of the URL; None where nothing says it."""
    url = raw.url or facts.canonical_url
    return raw.outlet_id or (registrable_domain(url) if url else None)


def _read(raw: RawDocument, options: PageOptions) -> Reading | Refusal:
    """Return what a body says, before anything is judged; a refusal where it has no characters."""
    decoded = decode(raw.body, media_type=raw.media_type, charset=raw.charset)
    if isinstance(decoded, Undecodable):
        return Refusal(reason=decoded.reason, detail=decoded.detail)
    if decoded.kind == "plain":
        return read_plain(decoded.characters, seen_at=raw.seen_at)
    page = measure_page(
        decoded.characters,
        url=raw.url,
        seen_at=raw.seen_at,
        announced=announced_date(raw),
        is_quick=options.quick_model is not None,
    )
    reading = Reading(pieces=[])
    if page is not None:
        reading = read_page(
            page, options.model, quick_model=options.quick_model, is_best=options.is_best, url=raw.url
        )
    if not is_shell(reading):
        return reading
    tree = parse_page(decoded.characters)  # reading the page may have changed its first tree
    return (read_state(tree, reading) if tree is not None else None) or reading
