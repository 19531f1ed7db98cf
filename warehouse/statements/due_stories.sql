-- One row per story of two texts or more, with a hash of what its comparison rests on.
create or replace temp table statement_inputs as
select
    story_members.story_id,
    bit_xor(hash(story_members.article_id, articles.revision_id, text_members.text_id, $method)) as input_hash
from story_members
join articles on articles.article_id = story_members.article_id
join text_members on text_members.article_id = story_members.article_id
group by story_members.story_id
having count(distinct text_members.text_id) > 1
