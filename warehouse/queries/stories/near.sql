-- `term` is the number of a term of the new articles, whose own postings are among these. Two dated articles meet
-- by their dates only: of what was first seen in the same days the undated count, and terms of undated new ones.
select
    story_terms.place as term,
    article_id,
    language,
    cast(published_date - date '1970-01-01' as float) as published_day,
    cast(seen_date - date '1970-01-01' as integer) as seen_day,
    weight
from (
    select * from story_postings where {near_published}
    union all
    select * from story_postings
    where {near_seen} and ({near_published}) is not true
) as near
join story_terms using (term)
where published_date is null or story_terms.is_undated or {near_published}
