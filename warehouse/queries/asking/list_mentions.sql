-- Mentions with their sentences, of one kind where given; the sentences of those listed only are read.
with
listed as (
    select
        mention_id,
        article_id,
        row_number() over () as position
    from (
        select
            mention_id,
            article_id
        from base_mention_facts
        where ($kind is null or kind = $kind) and {conditions}
        order by
            {order}
            article_id,
            field desc,
            span_start
        limit $limit
    )
)
select
    base_mentions.kind,
    base_mentions.entity_id,
    base_mentions.entity_name,
    base_mentions.surface,
    base_mentions.amount,
    base_mentions.amount_high,
    base_mentions.unit,
    base_mentions.date_start,
    base_mentions.date_end,
    base_mentions.value_text,
    base_mentions.zone,
    base_mentions.article_id,
    base_mentions.sentence
from listed
join base_mentions
    on base_mentions.mention_id = listed.mention_id
    and base_mentions.article_id = listed.article_id
order by listed.position
