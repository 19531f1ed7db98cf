-- One row per revision that followed another of the same article: which sentences came and went.
create or replace view report_revisions as
with
ordered_revisions as (
    select
        revision_id,
        article_id,
        raw_id,
        revision_set,
        title,
        text,
        first_seen_at,
        row_number() over by_time as revision_number,
        lag(revision_id) over by_time as previous_revision_id,
        lag(raw_id) over by_time as previous_raw_id,
        lag(title) over by_time as previous_title,
        lag(text) over by_time as previous_text
    from revisions
    semi join (
        select article_id
        from revisions
        group by article_id
        having count(*) > 1
    ) as revised_articles on revised_articles.article_id = revisions.article_id
    window by_time as (partition by article_id order by first_seen_at, revision_id)
),
sentences as (
    -- A sentence ends at a line's end, or at a full stop, question or exclamation mark before a capital or a digit.
    select
        revision_id,
        trim(unnest(string_split(
            regexp_replace(text, '([.!?…]["”’»)]*)\s+([\p{Lu}\p{N}"“‘«(])', e'\\1\n\\2', 'g'),
            e'\n'
        ))) as sentence,
        unnest(range(len(string_split(
            regexp_replace(text, '([.!?…]["”’»)]*)\s+([\p{Lu}\p{N}"“‘«(])', e'\\1\n\\2', 'g'),
            e'\n'
        )))) as position
    from ordered_revisions
),
distinct_sentences as (
    select
        revision_id,
        sentence,
        min(position) as position
    from sentences
    where sentence <> ''
    group by revision_id, sentence
),
added_sentences as (
    select
        ordered_revisions.revision_id,
        list(now_said.sentence order by now_said.position) as sentences
    from ordered_revisions
    join distinct_sentences as now_said on now_said.revision_id = ordered_revisions.revision_id
    anti join distinct_sentences as said_before
        on said_before.revision_id = ordered_revisions.previous_revision_id
        and said_before.sentence = now_said.sentence
    group by ordered_revisions.revision_id
),
removed_sentences as (
    select
        ordered_revisions.revision_id,
        list(said_before.sentence order by said_before.position) as sentences
    from ordered_revisions
    join distinct_sentences as said_before on said_before.revision_id = ordered_revisions.previous_revision_id
    anti join distinct_sentences as now_said
        on now_said.revision_id = ordered_revisions.revision_id
        and now_said.sentence = said_before.sentence
    group by ordered_revisions.revision_id
)
select
    ordered_revisions.article_id,
    ordered_revisions.revision_id,
    ordered_revisions.previous_revision_id,
    ordered_revisions.revision_number,
    articles.revision_id is not null as is_accepted,
    case
        when ordered_revisions.raw_id = ordered_revisions.previous_raw_id then 'extractor'
        else 'page'
    end as changed_by,
    ordered_revisions.first_seen_at,
    ordered_revisions.title,
    ordered_revisions.previous_title,
    ordered_revisions.title is distinct from ordered_revisions.previous_title as is_title_changed,
    coalesce(len(added_sentences.sentences), 0) as added_sentence_count,
    coalesce(len(removed_sentences.sentences), 0) as removed_sentence_count,
    coalesce(added_sentences.sentences, []) as added_sentences,
    coalesce(removed_sentences.sentences, []) as removed_sentences
from ordered_revisions
left join articles on articles.revision_id = ordered_revisions.revision_id
left join added_sentences on added_sentences.revision_id = ordered_revisions.revision_id
left join removed_sentences on removed_sentences.revision_id = ordered_revisions.revision_id
where ordered_revisions.previous_revision_id is not null;

comment on view report_revisions is 'One row per revision that followed another of the same article: which sentences came and went.';
comment on column report_revisions.article_id is 'Article';
comment on column report_revisions.revision_id is 'Revision';
comment on column report_revisions.previous_revision_id is 'Revision seen before it';
comment on column report_revisions.revision_number is 'Order in which the revisions were seen, from 1; the first has no row';
comment on column report_revisions.is_accepted is 'The article speaks by this revision';
comment on column report_revisions.changed_by is 'page (another body) or extractor (the same body, read anew)';
comment on column report_revisions.first_seen_at is 'When this revision was first seen';
comment on column report_revisions.title is 'Title';
comment on column report_revisions.previous_title is 'Title before';
comment on column report_revisions.is_title_changed is 'The title is another';
comment on column report_revisions.added_sentence_count is 'Sentences that came';
comment on column report_revisions.removed_sentence_count is 'Sentences that went';
comment on column report_revisions.added_sentences is 'Sentences that came, in reading order';
comment on column report_revisions.removed_sentences is 'Sentences that went, in reading order';
