-- How much of an outlet's articles are its own words.
select
    article_count,
    own_count,
    verbatim_count,
    edited_count,
    partial_count,
    round(reused_share, 3) as reused_share,
    originated_text_count,
    copied_by_others_count
from report_reuse_by_outlet
where outlet_id is not distinct from $id
limit $limit
