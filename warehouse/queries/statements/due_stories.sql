-- One row per story of two texts or more, with a hash of what its comparison rests on. What is hashed is one string:
-- hash(a, b) ends with an exclusive or of b's hash, so a b that all rows share would cancel out of bit_xor.
create or replace temp table statement_inputs as
with
texts_told as (
    select
        story_members.story_id,
        bit_xor(
            hash(concat_ws(' ', $method, story_members.article_id, articles.revision_id, text_members.text_id))
        ) as input_hash
    from story_members
    join articles on articles.article_id = story_members.article_id
    join text_members on text_members.article_id = story_members.article_id
    group by story_members.story_id
    having count(distinct text_members.text_id) > 1
),
decided as (
    select
        one.story_id,
        bit_xor(
            hash(concat_ws(' ', statement_decisions.decision_id, statement_decisions.decision, statement_decisions.reason))
        ) as decision_hash
    from statement_decisions
    join story_members as one on one.article_id = statement_decisions.article_a
    join story_members as other
        on other.article_id = statement_decisions.article_b and other.story_id = one.story_id
    group by one.story_id
)
select
    texts_told.story_id,
    xor(texts_told.input_hash, coalesce(decided.decision_hash, 0)) as input_hash
from texts_told
left join decided on decided.story_id = texts_told.story_id
