-- What is read of the staged revisions, once for many stories: each look into all that is stored grows with it.
-- Texts are read by row: a join unpacks those of all that is stored.
create or replace temp table compared_texts as
select
    revision_id,
    text
from revisions
where rowid in (
    select unnest((
        select list(rowid) from revisions where revision_id in (select revision_id from staged_revisions)
    ))
);

create or replace temp table compared_statements as
from statements
where revision_id in (select revision_id from staged_revisions) and field = 'text' and zone in ('standfirst', 'body');

create or replace temp table compared_quotes as
from quotes
where revision_id in (select revision_id from staged_revisions) and field = 'text';

create or replace temp table compared_mentions as
select
    mention_id,
    article_id,
    revision_id,
    entity_id,
    kind,
    field,
    span_start,
    span_end,
    surface,
    sentence_start,
    sentence_end
from mentions
where revision_id in (select revision_id from staged_revisions)
    and field = 'text'
    and zone in ('standfirst', 'body')
    and (entity_id is not null or kind in ('person', 'organization', 'place'))
