-- Pairs of an article with those that share its words.
select
    case when article_a = $id then article_b else article_a end as article_id,
    case when article_a = $id then label_b else label_a end as article_label,
    case when article_a = $id then outlet_b else outlet_a end as outlet_name,
    kind,
    round(case when article_a = $id then share_a else share_b end, 2) as share_of_this,
    round(case when article_a = $id then share_b else share_a end, 2) as share_of_other,
    longest_shared
from report_copy_pairs
where article_a = $id or article_b = $id
order by matched_words desc
limit $limit
