"""Which columns of which view the filters reach, and the SQL conditions that they make there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from warehouse.asking.filters import Filters
from warehouse.asking.windows import Clock
from warehouse.errors import FilterRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The columns of a view that filters ask; None where it has none of the kind.

    What a view has no column for is asked of the articles behind its rows, by `article` or `story`.
    """

    article: str | None = None
    story: str | None = None
    entity: str | None = None
    outlet: str | None = None
    seen: str | None = None
    published: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """An SQL condition ("true" where nothing is left out) and its named parameters."""

    sql: str
    parameters: Mapping[str, Any]


_ARTICLE = Reach(
    article="article_id", story="story_id", outlet="outlet_id", seen="first_seen_at", published="published_day",
    lang="language",
)  # fmt: skip
_IN_ARTICLE = Reach(article="article_id", story="story_id", outlet="outlet_id", published="published_day")
_STORY = Reach(story="story_id")

# One line a view; those that are about no articles (runs, sources, rejections) or count all of them are not here.
REACHED: Mapping[str, Reach] = {
    "article_entities": Reach(article="article_id", entity="entity_id"),
    "article_facts": _ARTICLE,
    "base_articles": _ARTICLE,
    "base_story_articles": _ARTICLE,
    "base_mention_facts": Reach(
        article="article_id", story="story_id", entity="entity_id", outlet="outlet_id", published="published_day"
    ),
    "base_mentions": Reach(
        article="article_id", story="story_id", entity="entity_id", outlet="outlet_id", published="published_day"
    ),
    "base_figures": Reach(article="article_id", story="story_id", outlet="outlet_id"),
    "base_quotes": _IN_ARTICLE,
    "base_statements": _IN_ARTICLE,
    "base_story_dates": _STORY,
    "report_affairs": _STORY,
    "report_agreement": _STORY,
    "report_changed_statements": Reach(
        article="article_id", story="story_id", outlet="outlet_id", seen="first_seen_at"
    ),
    "report_conflicts": _STORY,
    "report_copy_pairs": Reach(article="article_a", published="published_day_a"),
    "report_coverage_by_outlet_day": Reach(outlet="outlet_id", published="published_day"),
    "report_credits": _STORY,
    "report_figures": _STORY,
    "report_figures_by_entity": Reach(
        article="first_article_id", story="story_id", entity="entity_id", published="first_known_day"
    ),
    "report_entity_relations": Reach(entity="entity_id"),
    "report_first_reports": Reach(article="article_id", story="story_id", published="published_day"),
    "report_mentions_by_entity_day": Reach(entity="entity_id", published="published_day"),
    "report_mentions_by_zone": Reach(entity="entity_id"),
    "report_missing_from": _STORY,
    "report_missing_outlets": Reach(story="story_id", outlet="outlet_id"),
    "report_new_stories": _STORY,
    "report_only_one_says": _STORY,
    "report_quote_variants": _STORY,
    "report_quotes": Reach(article="article_id", story="story_id", published="published_day"),
    "report_revisions": Reach(article="article_id"),
    "report_roles": Reach(
        article="article_id",
        story="story_id",
        entity="person_entity_id",
        outlet="outlet_id",
        published="published_day",
    ),
    "report_roundups": _IN_ARTICLE,
    "report_sample": Reach(article="article_id", story="story_id", published="published_day", lang="language"),
    "report_share_of_voice": Reach(entity="entity_id"),
    "report_share_of_voice_by_week": Reach(entity="entity_id", published="week_day"),
    "report_stories": _STORY,
    "report_story_timeline": Reach(story="story_id", published="published_day"),
    "report_text_groups": Reach(article="representative_article_id", story="story_id"),
    "report_text_origins": Reach(article="origin_article_id", story="story_id"),
}

# Of views of mentions: only articles that name one of the ids, under whatever id. What a mention counts for is
# known behind joins that DuckDB makes for all mentions otherwise: .1 s of CPU instead of .35 at 868,000 mentions.
_NAMING = """
    select article_id
    from mentions
    where entity_id in (select entity_id from entity_facts where list_contains(${ids}, resolved_entity_id))
    union all
    select article_id
    from name_meanings
    where entity_id in (select entity_id from entity_facts where list_contains(${ids}, resolved_entity_id))
"""
_OF_MENTIONS = ("base_mention_facts", "base_mentions")


def conditions(view: str, filters: Filters, *, are_articles_known: bool = False) -> Conditions:
    """Return what the filters ask of the rows of a view; raise FilterRefused where they do not reach it.

    Of a story, window, outlet, language and entity are asked together: one of its articles has them all. Where the
    statement names the articles itself, those that name an entity are not looked for once more.
    """
    if not filters.is_narrow:
        return Conditions(sql="true", parameters={})
    if (reach := REACHED.get(view)) is None:
        raise FilterRefused(_asked(filters)[0], f"no filter reaches {view}")
    own: list[str] = []
    of_articles: list[str] = []
    parameters: dict[str, Any] = {}
    for option in _asked(filters):
        column = _column(reach, option, filters)
        condition, values = _part(option, column or _article_column(option, filters), filters)
        if column is None and option in ("entity", "watch"):
            condition = _among("article_id", "article_id", "article_entities", condition)
        elif option in ("entity", "watch") and view in _OF_MENTIONS and not are_articles_known:
            own.append(f"article_id in ({_naming(option)})")
        (own if column else of_articles).append(condition)
        parameters |= values
    if of_articles and (reach.article or reach.story):
        key, link = ("article_id", reach.article) if reach.article else ("story_id", reach.story)
        own.append(_among(str(link), key, "article_facts", " and ".join(of_articles)))
    elif of_articles:
        raise FilterRefused(_missing(reach, filters), f"it does not reach {view}{_hint(reach, filters)}")
    return Conditions(sql=" and ".join(own), parameters=parameters)


def naming(filters: Filters) -> Conditions:
    """Return a selection of the articles that name the entities asked for, also in captions or furniture.

    An article is in it once for each mention; once where no entity is asked for.
    """
    asked = [option for option in ("watch", "entity") if getattr(filters, option)]
    among = " and ".join(f"article_id in ({_naming(option)})" for option in asked[1:]) or "true"
    selection = _naming(asked[0]) if asked else "select article_id from article_facts"
    return Conditions(
        sql=f"select article_id from ({selection}) where {among}",  # noqa: S608 - names are ours
        parameters={f"{option}_ids": list(getattr(filters, option).ids) for option in asked},
    )


def _naming(option: str) -> str:
    return _NAMING.replace("{ids}", f"{option}_ids")


def in_window(
    since: datetime | None, until: datetime | None, *, by: Clock, column: str, name: str = "window"
) -> tuple[str, dict[str, Any]]:
    """Return the condition that the column lies in [since, until), and its parameters; days count as a whole."""
    conditions, parameters = [], {}
    if since:
        conditions.append(f"{column} >= ${name}_since")
        parameters[f"{name}_since"] = since if by == "seen" else since.date()
    if until:
        is_part_of_day = by == "published" and until.time() > time()
        conditions.append(f"{column} {'<=' if is_part_of_day else '<'} ${name}_until")
        parameters[f"{name}_until"] = until if by == "seen" else until.date()
    return " and ".join(conditions) or "true", parameters


def _asked(filters: Filters) -> list[str]:
    """Return the options that leave something out."""
    window = ["since" if filters.since else "until"] if filters.since or filters.until else []
    return window + [name for name in ("watch", "entity", "outlet", "story", "lang") if getattr(filters, name)]


def _column(reach: Reach, option: str, filters: Filters) -> str | None:
    """Return the view's own column for the option; None where it has none."""
    if option in ("since", "until"):
        return reach.seen if filters.by == "seen" else reach.published
    return getattr(reach, "entity" if option == "watch" else option)  # type: ignore[no-any-return]


def _missing(reach: Reach, filters: Filters) -> str:
    return next(option for option in _asked(filters) if _column(reach, option, filters) is None)


def _hint(reach: Reach, filters: Filters) -> str:
    """Return what would reach the view where only the clock does not."""
    is_clock = _missing(reach, filters) in ("since", "until") and filters.by == "seen" and reach.published
    return ", which counts days of publication: add --by published" if is_clock else ""


def _article_column(option: str, filters: Filters) -> str:
    return _column(_ARTICLE, option, filters) or "entity_id"


def _among(column: str, key: str, table: str, condition: str) -> str:
    return f"{column} in (select {key} from {table} where {condition})"  # noqa: S608 - names are ours


def _part(option: str, column: str, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the condition of one option on a column, and its parameters."""
    if option in ("since", "until"):
        return in_window(filters.since, filters.until, by=filters.by, column=column)
    if option == "story":
        return f"{column} = $story_id", {"story_id": filters.story}
    if option == "lang":
        return f"coalesce({column}, 'unknown') = $lang", {"lang": filters.lang}
    ids = list(getattr(filters, option).ids)
    if option == "outlet" and not ids:
        return f"{column} is null", {}
    return f"list_contains(${option}_ids, {column})", {f"{option}_ids": ids}
