-- Many articles, ten a story and three a text, from the table numbers (number, id, words, url, story, text):
-- each names an entity, states a figure, quotes and has an outlet; names, titles and all else are the words.

insert into articles by name
select distinct
    id as article_id,
    id as identity_key,
    'url' as identity_kind,
    url as canonical_url,
    case when number % 5 > 0 then words || number % 40 end as outlet_id,
    'r' || id as revision_id,
    timestamptz '2025-06-01 00:00:00Z' as first_seen_at
from numbers;

insert into revisions by name
select distinct
    'r' || id as revision_id,
    id as article_id,
    'w' || id as raw_id,
    'x' as revision_set,
    words as title,
    words || ' paid $5 million. “We will go on,” it said.' as text,
    [] as zones,
    [] as authors,
    'article' as verdict,
    date '2025-06-01' + (number % 30)::integer as published_date,
    'day' as published_precision,
    9 as word_count,
    timestamptz '2025-06-01 00:00:00Z' as first_seen_at
from numbers;

insert into texts by name
select distinct
    text as text_id,
    first_value(id) over (partition by text order by number) as representative_article_id,
    count(*) over (partition by text) as article_count,
    first_value(words) over (partition by text order by number) as origin_credit,
    'credit' as origin_reason
from numbers;

insert into text_members by name
select distinct
    id as article_id,
    text as text_id,
    case when number % 3 = 0 then 'own' else 'edited' end as reuse,
    1 as share_of_representative,
    'x' as method_version
from numbers;

insert into stories by name
select distinct
    story as story_id,
    first_value(id) over (partition by story order by number) as founding_article_id,
    first_value(words) over (partition by story order by number) as title,
    'derived' as title_origin,
    founding_article_id as central_article_id,
    date '2025-06-01' as first_seen_date,
    date '2025-06-01' as last_seen_date
from numbers;

insert into story_members by name
select distinct
    id as article_id,
    story as story_id,
    'x' as method_version,
    'machine' as decided_by,
    date '2025-06-01' as first_seen_date
from numbers;

insert into entities by name
select distinct
    'e' || number % 50 as entity_id,
    first_value(words) over (partition by number % 50 order by number) as name,
    'organization' as kind,
    'watchlist' as origin
from numbers;

insert into mentions by name
select distinct
    'm' || id as mention_id,
    id as article_id,
    'r' || id as revision_id,
    'organization' as kind,
    'text' as field,
    0 as span_start,
    len(words) as span_end,
    words as surface,
    'body' as zone,
    0 as sentence_index,
    0 as sentence_start,
    len(words) + 17 as sentence_end,
    'e' || number % 50 as entity_id,
    'x' as method,
    'x' as method_version,
    1 as confidence
from numbers;

insert into quotes by name
select distinct
    'q' || id as quote_id,
    id as article_id,
    'r' || id as revision_id,
    'text' as field,
    len(words) + 19 as span_start,
    len(words) + 33 as span_end,
    'We will go on,' as surface,
    'body' as zone,
    1 as sentence_index,
    len(words) + 18 as sentence_start,
    len(words) + 44 as sentence_end,
    'full' as form,
    words as speaker_surface,
    'x' as method,
    'x' as method_version,
    1 as confidence
from numbers;

insert into rejections by name
select distinct
    'x' || id as rejection_id,
    words as stage,
    words || id as reason,
    words as detail,
    words as location,
    timestamptz '2025-06-01 00:00:00Z' as first_seen_at
from numbers;

insert into sources by name
select distinct
    's' || id as source_id,
    words as name,
    'feed' as kind,
    words as location,
    'failing' as state,
    1 as failure_count,
    words as last_error,
    timestamptz '2025-06-01 00:00:00Z' as first_seen_at
from numbers;

insert into runs by name
select distinct
    id as run_id,
    words as flow,
    timestamptz '2025-06-01 00:00:00Z' as started_at,
    words as outcome,
    'direct' as executed_by,
    '{}' as parameters,
    '1' as code_version,
    'x' as config_hash,
    1 as found_count,
    1 as new_count,
    0 as unchanged_count,
    0 as rejected_count,
    '{}' as stage_seconds
from numbers;

insert into mentions by name
select * replace (
    'f' || mention_id as mention_id,
    'money' as kind,
    null as entity_id,
    span_end + 6 as span_start,
    span_end + 16 as span_end,
    '$5 million' as surface,
    5000000 as amount,
    'USD' as unit
)
from mentions;
