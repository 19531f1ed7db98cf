-- What an article belongs to.
select
    stories.title as story_title,
    article_facts.story_id,
    article_facts.outlet_name,
    article_facts.outlet_id,
    article_facts.published_day,
    article_facts.reuse,
    article_facts.word_count as words,
    article_facts.language,
    article_facts.canonical_url,
    article_facts.text_id,
    article_facts.article_id
from article_facts
left join stories on stories.story_id = article_facts.story_id
where article_facts.article_id = $id
