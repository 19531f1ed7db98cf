-- One row per direct quotation in the text of one article of each text of the stories.
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
    quotes.quote_id,
    quotes.article_id,
    quotes.revision_id,
    quotes.span_start,
    quotes.span_end,
    quotes.surface,
    quotes.speaker_entity_id
from chosen
join quotes using (revision_id)
where quotes.field = 'text' and quotes.zone in ('standfirst', 'body')
order by
    chosen.story_id,
    quotes.quote_id
