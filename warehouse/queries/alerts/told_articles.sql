-- The articles of the stories that an alert tells, those that it found first; a copy is not told beside its text.
select
    article_facts.story_id,
    article_facts.label,
    article_facts.outlet_name,
    article_facts.published_day,
    article_facts.canonical_url
from article_facts
where list_contains($story_ids, article_facts.story_id)
qualify row_number() over (
    partition by article_facts.story_id, article_facts.text_id
    order by article_facts.published_day nulls last, article_facts.article_id
) = 1
order by
    article_facts.story_id,
    article_facts.first_seen_at desc,
    article_facts.article_id
