"""The data types that pass between the stages, and the rows that they end in.

A class with a table of its own is named in `warehouse.load.TABLES`; a test holds its fields against the
table's columns, name by name. All times are aware UTC datetimes, all offsets are Unicode code points into the
field that they speak of: `field[start:end] == surface`, always.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Field = Literal["title", "text"]
# A revision has standfirst, heading and body; what stands between its paragraphs is told apart for mentions.
Zone = Literal["headline", "standfirst", "heading", "body", "caption", "credit", "furniture"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
Verdict = Literal["article", "partial"]
LanguageOrigin = Literal["text", "outlet"]
EntryState = Literal["due", "fetched", "failed", "given_up"]
SourceState = Literal["active", "failing", "gone", "paused"]
SourceKind = Literal["feed", "sitemap", "urls", "page", "folder", "warc", "jsonl", "csv", "parquet"]
IdentityKind = Literal["url", "bytes"]
NameKind = Literal["person", "organization", "place", "product", "event", "topic"]
# A kind of name, or that of a finder of other things: the table of finders in `extractors.mentions` names them.
MentionKind = str
MentionForm = Literal["full", "alias", "short", "acronym", "nominal"]
CopyKind = Literal["near", "partial"]
CreditPlace = Literal["dateline", "byline", "body"]
ReuseKind = Literal["verbatim", "edited", "partial", "own"]


# --- what came in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher; `origin` is "listed" (outlets.csv) or "derived" (from a registrable domain)."""

    outlet_id: str
    domain: str | None
    alias_domains: tuple[str, ...] = ()
    name: str | None = None
    country: str | None = None
    language: str | None = None
    kind: str | None = None
    owner_group: str | None = None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Row of `sources`: a place that articles come from, with the state of its polling.

    `location` follows permanent redirects, `source_id` stays that of the place that was configured.
    """

    source_id: str
    name: str
    kind: SourceKind
    location: str
    outlet_id: str | None = None
    state: SourceState = "active"
    etag: str | None = None
    last_modified: str | None = None
    poll_interval_seconds: int | None = None
    next_poll_at: datetime | None = None
    last_polled_at: datetime | None = None
    last_succeeded_at: datetime | None = None
    last_new_entry_at: datetime | None = None
    failure_count: int = 0
    last_error: str | None = None
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHint:
    """Row of `source_hints`: what a source said of itself; recorded, never followed."""

    source_id: str
    kind: Literal["hub", "new_feed_url"]
    hint: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """Row of `fetches`: a request that was made, or refused before it was."""

    fetch_id: str
    run_id: str
    source_id: str | None
    entry_id: str | None
    url: str
    final_url: str | None
    requested_at: datetime
    duration_seconds: float
    status: int | None
    outcome: str
    body_bytes: int
    raw_id: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """Row of `robots`: an origin's rules as last fetched; `rules` None means that `status` decides."""

    origin: str
    status: int | None
    rules: str | None
    fetched_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing that a source announced: a feed's item, a sitemap's location, a file of a folder, a line of a dump.

    `location` is a URL or an absolute path. What the source said of it (`announced_…`) is evidence of its own.
    `loaded_article_id` is what its body became; None where it was rejected or not loaded yet. `extra` are further
    columns of its row in a dump, as JSON.
    """

    entry_id: str
    source_id: str
    location: str
    external_id: str | None = None
    announced_title: str | None = None
    announced_at: datetime | None = None
    announced_date: date | None = None
    announced_authors: tuple[str, ...] = ()
    announced_summary: str | None = None
    announced_language: str | None = None
    state: EntryState
    raw_id: str | None = None
    attempt_count: int = 0
    next_attempt_at: datetime | None = None
    reason: str | None = None
    first_seen_at: datetime
    loaded_article_id: str | None = None
    extra: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One body as received, decoded from its transfer coding only; `raw_id` is the hex SHA-256 of `body`.

    `url` is the final URL where there was one; `location` says where it was read (URL or path), for messages.
    """

    raw_id: str
    body: bytes = field(repr=False)
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    location: str
    outlet_id: str | None = None
    external_id: str | None = None
    entry: Entry | None = None
    is_truncated: bool = False
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRaw:
    """Row of `raw_documents`: a distinct body and where it lies in the archive (offset and length in bytes)."""

    raw_id: str
    media_type: str | None
    charset: str | None
    url: str | None
    body_bytes: int
    is_truncated: bool
    archive_file: str | None
    archive_offset: int | None
    archive_length: int | None
    first_seen_at: datetime
    extra: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Row of `rejections`: a thing dropped on the way, and why. `reason` is a countable word, `detail` is free."""

    rejection_id: str
    stage: Literal["discover", "fetch", "read", "extract", "mentions", "match", "load"]
    reason: str
    detail: str | None = None
    location: str | None
    raw_id: str | None = None
    source_id: str | None = None
    first_seen_at: datetime


# --- articles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Row of `articles`: an article's identity. What it says is in its accepted revision.

    `identity_key` compares (see `extractors.urls.identity`); without a URL it is the raw bytes with outlet or
    external id.
    """

    article_id: str
    identity_key: str
    identity_kind: IdentityKind
    canonical_url: str | None
    outlet_id: str | None
    external_id: str | None
    revision_id: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSpan:
    """[start, end) of `text` that belongs to one zone; the spans of a text are disjoint and in order."""

    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Row of `revisions`: one distinct extracted form of an article. Every `…_origin` names the evidence used."""

    revision_id: str
    article_id: str
    raw_id: str
    revision_set: str
    title: str | None
    title_origin: str | None
    text: str
    zones: tuple[ZoneSpan, ...]
    authors: tuple[str, ...]
    authors_origin: str | None
    language: str | None
    language_confidence: float | None
    published_date: date | None
    published_at: datetime | None
    published_precision: Precision | None
    published_origin: str | None
    modified_date: date | None
    modified_at: datetime | None
    modified_precision: Precision | None
    modified_origin: str | None
    verdict: Verdict
    verdict_reason: str | None
    is_free: bool | None
    robots_meta: str | None
    tdm_reservation: bool | None
    amp_url: str | None
    print_url: str | None
    word_count: int
    first_seen_at: datetime
    language_origin: LanguageOrigin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedSpan:
    """Row of `removed_spans`: a piece of the page's text that was cut, in reading order by `position`."""

    revision_id: str
    position: int
    reason: str
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedClaim:
    """Row of `doubted_claims`: an address that a page names as its own and that was not believed.

    `reason`: rubbish, other_publisher, front_page, page_of_several, drops_id or unproven; `named_url` is empty
    where what is named is no URL.
    """

    article_id: str
    named_url: str
    reason: str
    raw_id: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What a raw document holds: an article, this revision of it, what was cut from the page and not believed."""

    article: Article
    revision: Revision
    removed_spans: tuple[RemovedSpan, ...] = ()
    doubted_claims: tuple[DoubtedClaim, ...] = ()


# --- mentions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Row of `entities`: a real-world thing. `origin` is "watchlist", "gazetteer" or "found"."""

    entity_id: str
    name: str
    kind: MentionKind
    origin: str
    ticker: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityAlias:
    """Row of `entity_aliases`: a name of an entity."""

    entity_id: str
    alias: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRelation:
    """Row of `entity_relations`: what one entity is to another one, as the watchlist's author states it."""

    entity_id: str
    relation: str
    related_entity_id: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Row of `mentions`: a place in a revision that names or states something.

    Names carry `entity_id` and `form`; values carry `amount` (and `amount_high` of a range) with `unit` (ISO 4217
    code for money, "percent", or the unit of a quantity), or an interval of days (both ends included) with `grain`
    and `timex`. A value that cannot be known is null.
    """

    mention_id: str
    article_id: str
    revision_id: str
    kind: MentionKind
    field: Field
    span_start: int
    span_end: int
    surface: str
    zone: Zone
    sentence_index: int
    sentence_start: int
    sentence_end: int
    entity_id: str | None = None
    form: MentionForm | None = None
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    unit: str | None = None
    is_unit_assumed: bool | None = None
    qualifier: str | None = None
    scale_word: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    grain: str | None = None
    timex: str | None = None
    value_text: str | None = None
    method: str
    method_version: str
    rule_id: str | None = None
    confidence: float


StatementKind = Literal[
    "money",
    "percent",
    "quantity",
    "duration",
    "age",
    "ordinal",
    "score",
    "time",
    "date",
    "role",
    "lapse",
    "spelling",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Row of `statements`: a figure or a role of a person that a revision states, with what it is about.

    `amount` (and `amount_high` of a range) is in `unit`; `written_step` is the least unit written. A date, a clock
    time and a score have `value_text`. `counted` is the stem of the noun that is counted; `before` and `after` are
    the words on both sides; `words` and `entity_ids` are those of its sentence with the nearest first; `cues` tell
    how the value holds (planned, former, total, ...).

    A role has its title as `value_text`, former, current, interim, incoming or outgoing as `qualifier`, the words
    that say of what as `after`, its holder and the body that it is of as `entity_ids`. A lapse ("just weeks
    after a round") has days as its amounts and what it is counted from as `after`. A spelling is a mention of a
    name, made for comparisons only.
    """

    statement_id: str
    article_id: str
    revision_id: str
    kind: StatementKind
    field: Field
    span_start: int
    span_end: int
    surface: str
    zone: Zone
    sentence_index: int
    sentence_start: int
    sentence_end: int
    amount: Decimal | None
    amount_high: Decimal | None
    written_step: Decimal | None
    unit: str | None
    value_text: str | None
    qualifier: str | None
    counted: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    words: tuple[str, ...]
    entity_ids: tuple[str, ...]
    cues: tuple[str, ...]
    method_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Row of `quotes`: a direct quotation; the span is the quoted words without their marks."""

    quote_id: str
    article_id: str
    revision_id: str
    field: Field
    span_start: int
    span_end: int
    surface: str
    zone: Zone
    sentence_index: int
    sentence_start: int
    sentence_end: int
    form: Literal["full", "fragment"]
    speaker_mention_id: str | None
    speaker_entity_id: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_surface: str | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    method: str
    method_version: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that the finders found in one revision. `rejected` holds what could not be done in bounds."""

    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()
    aliases: tuple[EntityAlias, ...] = ()
    relations: tuple[EntityRelation, ...] = ()
    rejected: tuple[Rejected, ...] = ()


# --- coverage -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedSpan:
    """The same words in two texts: [a_start, a_end) of one, [b_start, b_end) of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCredit:
    """A place where an article says whose words it runs; in the byline it has no span in the text."""

    name: str
    kind: Literal["agency", "press_release"]
    place: CreditPlace
    span_start: int | None
    span_end: int | None
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Row of `copy_pairs`: two articles that share words, `article_a` < `article_b`.

    `share_a` is the part of a's words that also stand in b, from 0 to 1; `share_b` the reverse; the running shares
    are of words outside quotations. Equal words have equal text keys.
    """

    article_a: str
    article_b: str
    kind: CopyKind
    share_a: float
    share_b: float
    matched_words: int
    text_key_a: int
    text_key_b: int
    spans: tuple[MatchedSpan, ...]
    method_version: str
    running_share_a: float
    running_share_b: float
