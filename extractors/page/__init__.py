"""Pages: from a raw document to an article, or to the reason why it is none."""

from dataclasses import dataclass, replace

from extractors.page.announced import add_announced, announced_date, read_announced
from extractors.page.decoding import Undecodable, decode
from extractors.page.html import measure_page, parse_page, read_page
from extractors.page.language import detect_language
from extractors.page.line_model import LineModel
from extractors.page.pieces import join_pieces
from extractors.page.plain import read_plain
from extractors.page.reading import Reading
from extractors.page.revision import make_extraction
from extractors.page.state import is_shell, read_state
from extractors.page.verdict import Refusal, judge
from extractors.records import Extraction, RawDocument, Rejected
from extractors.rejections import reject_document

# Raised with every change that reads pages otherwise; a replay tells the sets apart by it.
EXTRACTOR_VERSION = "page-4"
# What a page may be refused for while the source's own summary still tells of an article behind it.
ANNOUNCED_SUFFICES = frozenset({"empty", "cookie_wall", "too_short"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What a caller may ask for: only some languages (ISO 639-1 codes; none means all), a trained judge of lines.

    `is_best`: trafilatura reads the page with all its fallbacks and `model` is the one trained for that.
    """

    languages: frozenset[str] = frozenset()
    model: LineModel | None = None
    is_best: bool = False


def extract_article(raw: RawDocument, options: PageOptions = PageOptions()) -> Extraction | Rejected:
    """Return the article that a body holds, or why it holds none. `raw.seen_at` is the only clock."""
    reading = _read(raw, options)
    if isinstance(reading, Refusal) and reading.reason in ANNOUNCED_SUFFICES:
        reading = read_announced(raw, reason=reading.reason) or reading
    if isinstance(reading, Refusal):
        return reject_document(raw, reading.reason, reading.detail)
    language = detect_language(join_pieces(reading.pieces)[0])
    if options.languages and language[0] not in options.languages:
        return reject_document(raw, "wrong_language", language[0])
    reading = replace(reading, facts=add_announced(reading.facts, raw))
    return make_extraction(raw, reading, language, revision_set=revision_set_of(options))


def revision_set_of(options: PageOptions) -> str:
    """Return the name of the set that this extractor's revisions belong to: version, and model if there is one."""
    return f"{EXTRACTOR_VERSION}/{options.model.version if options.model else 'rules'}"


def _read(raw: RawDocument, options: PageOptions) -> Reading | Refusal:
    decoded = decode(raw.body, media_type=raw.media_type, charset=raw.charset)
    if isinstance(decoded, Undecodable):
        return Refusal(reason=decoded.reason, detail=decoded.detail)
    if decoded.kind == "plain":
        reading = read_plain(decoded.characters, seen_at=raw.seen_at)
    else:
        page = measure_page(
            decoded.characters,
            url=raw.url,
            seen_at=raw.seen_at,
            may_guess_date=announced_date(raw) is None,
            is_best=options.is_best,
        )
        reading = read_page(page, options.model, url=raw.url) if page else Reading(pieces=[])
        reading = _completed(reading, decoded.characters)
    return judge(reading, is_truncated=raw.is_truncated)


def _completed(reading: Reading, characters: str) -> Reading:
    """Return the reading, with the article from the page's scripts where the markup is only a shell."""
    if not is_shell(reading):
        return reading
    tree = parse_page(characters)  # the reading of the page may have changed the first tree
    return (read_state(tree, reading) if tree is not None else None) or reading
