-- How much is stored and waits, and when the newest article was first seen (null without one).
select
    (select count(*) from articles) as article_count,
    (select count(*) from stories) as story_count,
    (select count(*) from entries where state in ('due', 'failed')) as due_count,
    (select max(first_seen_at) from articles) as newest_at
