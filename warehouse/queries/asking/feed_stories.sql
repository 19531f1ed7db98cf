-- The stories that the filters let pass, those with an article seen last first, with an address to read one at.
select
    report_stories.story_id,
    report_stories.title,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_report,
    report_stories.key_entities,
    report_stories.first_seen_at,
    report_stories.last_seen_at,
    (
        select article_facts.canonical_url
        from article_facts
        where article_facts.article_id = report_stories.central_article_id
    ) as canonical_url
from report_stories
where ({conditions}) and {among}
order by
    {order}
    report_stories.last_seen_at desc,
    report_stories.story_id
limit $limit
