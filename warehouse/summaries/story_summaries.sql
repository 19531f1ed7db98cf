-- One row per story of wanted_stories: its counts, known dates, key entities, key figures and number of quotations.
-- The first report is known only if every article of the story is dated and one of them is before all others.
with
story_articles as (
    select article_facts.*
    from article_facts
    join wanted_stories on wanted_stories.story_id = article_facts.story_id
    semi join stories on stories.story_id = article_facts.story_id
),
story_spans as (
    select
        story_id,
        count(*) as article_count,
        count(published_day) as dated_article_count,
        min(published_day) as first_known_day,
        max(published_day) as last_known_day
    from story_articles
    group by story_id
),
earliest_articles as (
    select
        story_articles.story_id,
        count(*) as earliest_article_count,
        count(story_articles.published_at) as timed_article_count,
        arg_min(story_articles.article_id, story_articles.published_at) as first_timed_article_id,
        count(*) filter (
            where story_articles.published_at = first_times.published_at
        ) as first_timed_article_count,
        min(story_articles.article_id) as earliest_article_id
    from story_articles
    join story_spans
        on story_spans.story_id = story_articles.story_id
        and story_spans.first_known_day = story_articles.published_day
    left join (
        select
            story_id,
            min(published_at) as published_at
        from story_articles
        group by story_id
    ) as first_times on first_times.story_id = story_articles.story_id
    group by story_articles.story_id
),
first_articles as (
    select
        story_spans.*,
        coalesce(earliest_articles.earliest_article_count, 0) as earliest_article_count,
        case
            when earliest_articles.earliest_article_count = earliest_articles.timed_article_count
                then earliest_articles.first_timed_article_id
            else earliest_articles.earliest_article_id
        end as earliest_article_id,
        earliest_articles.earliest_article_count = 1
        or (
            earliest_articles.earliest_article_count = earliest_articles.timed_article_count
            and earliest_articles.first_timed_article_count = 1
        ) as is_earliest_alone
    from story_spans
    left join earliest_articles on earliest_articles.story_id = story_spans.story_id
),
named_articles as (
    select
        first_articles.*,
        coalesce(first_articles.article_count = first_articles.dated_article_count, false)
        and coalesce(first_articles.is_earliest_alone, false) as is_first_report_known,
        coalesce(
            story_articles.outlet_name,
            nullif(parse_filename(story_articles.location), ''),
            story_articles.label
        ) as earliest_name
    from first_articles
    left join story_articles on story_articles.article_id = first_articles.earliest_article_id
),
story_dates as (
    select
        story_id,
        article_count,
        dated_article_count,
        article_count - dated_article_count as articles_without_date_count,
        first_known_day,
        last_known_day,
        is_first_report_known,
        case when is_first_report_known then earliest_article_id end as first_report_article_id,
        case when is_earliest_alone then earliest_article_id end as earliest_article_id,
        earliest_article_count,
        case
            when is_first_report_known then earliest_name || ', ' || first_known_day
            when first_known_day is null then 'unknown; no article is dated'
            when is_earliest_alone then 'unknown; earliest known date ' || first_known_day || ' (' || earliest_name || ')'
            else 'unknown; earliest known date ' || first_known_day || ' ('
                || earliest_article_count || ' articles)'
        end as first_report
    from named_articles
),
story_counts as (
    select
        story_id,
        count(*) as article_count,
        count(distinct text_id) as text_count,
        count(distinct outlet_id) as outlet_count,
        count(*) filter (where outlet_id is null) as articles_without_outlet_count,
        list(distinct language order by language) filter (where language is not null) as languages,
        min(first_seen_at) as first_seen_at,
        max(first_seen_at) as last_seen_at
    from story_articles
    group by story_id
),
story_entities as (
    select
        story_articles.story_id,
        article_entities.entity_id,
        count(*) as article_count,
        sum(article_entities.mention_count) as mention_count
    from article_entities
    join story_articles on story_articles.article_id = article_entities.article_id
    group by story_articles.story_id, article_entities.entity_id
),
named_entities as (
    select
        resolved_entity_id as entity_id,
        any_value(entity_name) as entity_name
    from entity_facts
    semi join story_entities on story_entities.entity_id = entity_facts.resolved_entity_id
    group by resolved_entity_id
),
named_story_entities as (
    select
        story_entities.*,
        coalesce(named_entities.entity_name, story_entities.entity_id) as entity_name
    from story_entities
    left join named_entities on named_entities.entity_id = story_entities.entity_id
),
key_entities as (
    select
        story_id,
        list(entity_name order by article_count desc, mention_count desc, entity_name, entity_id)[1:5] as key_entities
    from named_story_entities
    group by story_id
),
key_figures as (
    select
        story_id,
        list(value order by article_count desc, mention_count desc, kind, amount desc, value)[1:5] as key_figures
    from story_figures
    join wanted_stories using (story_id)
    group by story_id
),
story_quotes as (
    select
        story_id,
        count(distinct words_id) as quote_count
    from quote_facts
    join wanted_stories using (story_id)
    group by story_id
)
select
    story_counts.story_id,
    story_counts.article_count,
    story_counts.text_count,
    story_counts.outlet_count,
    story_counts.articles_without_outlet_count,
    story_dates.* exclude (story_id, article_count),
    coalesce(key_entities.key_entities, []) as key_entities,
    coalesce(key_figures.key_figures, []) as key_figures,
    coalesce(story_quotes.quote_count, 0) as quote_count,
    coalesce(story_counts.languages, []) as languages,
    story_counts.first_seen_at,
    story_counts.last_seen_at
from story_counts
join story_dates on story_dates.story_id = story_counts.story_id
left join key_entities on key_entities.story_id = story_counts.story_id
left join key_figures on key_figures.story_id = story_counts.story_id
left join story_quotes on story_quotes.story_id = story_counts.story_id
