-- One row per name in the running text of one article of each text of the stories and way to write it: its first place.
with
chosen as (
    select
        story_members.story_id,
        articles.revision_id
    from story_members
    join articles on articles.article_id = story_members.article_id
    join text_members on text_members.article_id = story_members.article_id
    join texts on texts.text_id = text_members.text_id
    where story_members.story_id in (select unnest($stories))
    qualify row_number() over (
        partition by story_members.story_id, text_members.text_id
        order by
            story_members.article_id = texts.representative_article_id desc,
            story_members.article_id
    ) = 1
)
select
    chosen.story_id,
    arg_min(mentions.mention_id, (mentions.span_start, mentions.mention_id)) as mention_id,
    mentions.article_id,
    mentions.kind,
    mentions.surface,
    coalesce(arg_min(mentions.entity_id, (mentions.span_start, mentions.mention_id)), '') as entity_id
from chosen
join mentions using (revision_id)
where mentions.kind in ('person', 'organization', 'place')
    and mentions.field = 'text'
    and mentions.zone in ('standfirst', 'body')
    and (contains(mentions.surface, ' ') or length(mentions.surface) >= 7)
group by
    chosen.story_id,
    mentions.article_id,
    mentions.kind,
    mentions.surface
order by
    chosen.story_id,
    mention_id
