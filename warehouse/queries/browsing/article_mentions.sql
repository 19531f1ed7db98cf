-- The places of the mentions in the text of an article: of those that begin at one place the longest, which is marked,
-- so that a text of a million mentions has no more of them than characters.
select
    mentions.span_start,
    mentions.span_end,
    mentions.kind,
    coalesce(entity_facts.resolved_entity_id, mentions.entity_id) as entity_id,
    coalesce(entity_facts.entity_name, mentions.value_text, mentions.kind) as about
from article_facts
join mentions
    on mentions.article_id = article_facts.article_id
    and mentions.revision_id = article_facts.revision_id
left join entity_facts on entity_facts.entity_id = mentions.entity_id
where article_facts.article_id = $id and mentions.article_id = $id and mentions.field = 'text' and mentions.kind <> 'topic'
qualify row_number() over (
    partition by mentions.span_start
    order by
        mentions.span_end desc,
        mentions.entity_id nulls last,
        mentions.kind = 'credit',
        mentions.kind
) = 1
order by mentions.span_start
