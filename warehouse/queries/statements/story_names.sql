-- One row per name in the running text of the compared revisions and way to write it: its first place.
select
    compared_revisions.story_id,
    arg_min(mentions.mention_id, (mentions.span_start, mentions.mention_id)) as mention_id,
    mentions.article_id,
    mentions.kind,
    mentions.surface,
    coalesce(arg_min(mentions.entity_id, (mentions.span_start, mentions.mention_id)), '') as entity_id
from compared_revisions
join compared_mentions as mentions using (revision_id)
where mentions.kind in ('person', 'organization', 'place')
    and (contains(mentions.surface, ' ') or length(mentions.surface) >= 7)
group by
    compared_revisions.story_id,
    mentions.article_id,
    mentions.kind,
    mentions.surface
order by
    compared_revisions.story_id,
    mention_id
