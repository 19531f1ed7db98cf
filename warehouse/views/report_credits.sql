-- One row per story and credited source of information, with the sentences that credit it.
create or replace view report_credits as
with
named_credits as (
    select
        base_mentions.*,
        coalesce(base_mentions.entity_id, lower(base_mentions.surface)) as credited_key
    from base_mentions
    where base_mentions.kind = 'credit' and base_mentions.story_id is not null
),
credit_sentences as (
    select
        story_id,
        credited_key,
        value_text,
        article_id,
        text_id,
        outlet_id,
        field,
        sentence_index,
        any_value(article_label) as article_label,
        any_value(entity_id) as entity_id,
        min(coalesce(entity_name, surface)) as credited,
        any_value(sentence) as sentence,
        count(*) as mention_count
    from named_credits
    group by
        story_id,
        credited_key,
        value_text,
        article_id,
        text_id,
        outlet_id,
        field,
        sentence_index
)
select
    credit_sentences.story_id,
    any_value(stories.title) as story_title,
    min(credit_sentences.credited) as credited,
    any_value(credit_sentences.entity_id) as entity_id,
    coalesce(credit_sentences.value_text, 'unknown') as credit_kind,
    count(distinct credit_sentences.article_id) as article_count,
    count(distinct credit_sentences.text_id) as text_count,
    count(distinct credit_sentences.outlet_id) as outlet_count,
    cast(sum(credit_sentences.mention_count) as bigint) as mention_count,
    list(
        {
            'article_id': credit_sentences.article_id,
            'article_label': credit_sentences.article_label,
            'sentence': credit_sentences.sentence
        }
        order by credit_sentences.article_label, credit_sentences.article_id, credit_sentences.sentence_index
    ) as sentences
from credit_sentences
join stories on stories.story_id = credit_sentences.story_id
group by
    credit_sentences.story_id,
    credit_sentences.credited_key,
    credit_sentences.value_text;

comment on view report_credits is 'One row per story and credited source of information.';
comment on column report_credits.story_id is 'Story';
comment on column report_credits.story_title is 'Title of the story';
comment on column report_credits.credited is 'Whom the articles credit: canonical name, else the words';
comment on column report_credits.entity_id is 'Entity that is credited; null where unresolved';
comment on column report_credits.credit_kind is 'Kind of the credit, or unknown';
comment on column report_credits.article_count is 'Articles that credit it';
comment on column report_credits.text_count is 'Distinct texts that credit it: copies count once';
comment on column report_credits.outlet_count is 'Known outlets that credit it';
comment on column report_credits.mention_count is 'Times that it is credited';
comment on column report_credits.sentences is 'Sentences that credit it, each with its article';
