-- One row per text of the stories: the revision of the text's representative where the story has it, else of its first
-- article there. What a story says is read from these.
create or replace temp table staged_revisions as
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
