-- One row per two values shown that differ or are stale, in stories of which something passes; as report_conflicts.
select
    report_conflicts.*,
    article_a.canonical_url as url_a,
    article_b.canonical_url as url_b,
    count(*) over () as conflict_total
from report_conflicts
join article_facts as article_a on article_a.article_id = report_conflicts.article_a
join article_facts as article_b on article_b.article_id = report_conflicts.article_b
where
    report_conflicts.verdict in ('conflict', 'differs', 'stale')
    and report_conflicts.story_id in (select story_id from digest_articles where is_now and is_asked)
order by
    list_position(['conflict', 'differs', 'stale'], report_conflicts.verdict),
    least(report_conflicts.text_count_a, report_conflicts.text_count_b) desc,
    report_conflicts.contrast_id
limit $limit
