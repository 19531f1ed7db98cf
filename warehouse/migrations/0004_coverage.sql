create table copy_pairs (
    article_a varchar not null,
    article_b varchar not null,
    kind varchar not null,
    share_a double not null,
    share_b double not null,
    matched_words bigint not null,
    text_key_a ubigint not null,
    text_key_b ubigint not null,
    spans struct(a_start integer, a_end integer, b_start integer, b_end integer)[] not null,
    method_version varchar not null
);

comment on table copy_pairs is 'One row per pair of articles that share words; article_a sorts before article_b. Of articles with the same words, one stands for all: the others are paired with it alone.';
comment on column copy_pairs.article_a is 'First article';
comment on column copy_pairs.article_b is 'Second article';
comment on column copy_pairs.kind is 'near (the same words, at most edited) or partial (one holds a substantial part of the other)';
comment on column copy_pairs.share_a is 'Part of a''s words that stand in b, 0 to 1, its outlet''s boilerplate left aside';
comment on column copy_pairs.share_b is 'Part of b''s words that stand in a, 0 to 1, its outlet''s boilerplate left aside';
comment on column copy_pairs.matched_words is 'Words in the matched spans';
comment on column copy_pairs.text_key_a is 'Hash of a''s words';
comment on column copy_pairs.text_key_b is 'Hash of b''s words; equal to that of a where the words are equal';
comment on column copy_pairs.spans is 'Matched spans in both texts, [start, end) in code points';
comment on column copy_pairs.method_version is 'Version of the comparison';

create table texts (
    text_id varchar not null,
    representative_article_id varchar not null,
    article_count bigint not null,
    origin_article_id varchar,
    origin_credit varchar,
    origin_reason varchar not null,
    first_seen_date date
);

comment on table texts is 'One row per group of near copies; an article without copies is a group of one.';
comment on column texts.text_id is 'Derived from its representative';
comment on column texts.representative_article_id is 'Article that every member matches';
comment on column texts.article_count is 'Members';
comment on column texts.origin_article_id is 'Article that probably came first; null where unknown';
comment on column texts.origin_credit is 'Agency or release that the text credits, where it does';
comment on column texts.origin_reason is 'What the probable origin rests on: credit, earliest known date, containment, only article; or unknown';
comment on column texts.first_seen_date is 'Day (UTC) when its representative was first seen';

create table text_members (
    article_id varchar not null,
    text_id varchar not null,
    reuse varchar not null,
    share_of_representative double not null,
    method_version varchar not null,
    first_seen_date date
);

comment on table text_members is 'One row per article in its group of near copies.';
comment on column text_members.article_id is 'Article';
comment on column text_members.text_id is 'Group';
comment on column text_members.reuse is 'verbatim, edited, partial or own';
comment on column text_members.share_of_representative is 'Part of the representative''s words that stand in it, 0 to 1';
comment on column text_members.method_version is 'Version of the comparison';
comment on column text_members.first_seen_date is 'Day (UTC) when the article was first seen';

create table stories (
    story_id varchar not null,
    founding_article_id varchar not null,
    title varchar,
    title_origin varchar not null,
    central_article_id varchar not null
);

comment on table stories is 'One row per event covered.';
comment on column stories.story_id is 'Fixed when the story is founded';
comment on column stories.founding_article_id is 'Article that founded it';
comment on column stories.title is 'Title of its most central article, or derived';
comment on column stories.title_origin is 'article, derived (first words of the most central text) or person';
comment on column stories.central_article_id is 'Most central article';

create table story_members (
    article_id varchar not null,
    story_id varchar not null,
    score double,
    method_version varchar not null,
    decided_by varchar not null
);

comment on table story_members is 'One row per article in its story.';
comment on column story_members.article_id is 'Article';
comment on column story_members.story_id is 'Story';
comment on column story_members.score is 'Score of the join; null for the founder';
comment on column story_members.method_version is 'Version of the join';
comment on column story_members.decided_by is 'machine or person';

create table story_changes (
    change_id varchar not null,
    kind varchar not null,
    story_id varchar not null,
    into_story_id varchar,
    article_id varchar,
    decided_by varchar not null,
    reason varchar,
    changed_at timestamptz not null
);

comment on table story_changes is 'One row per merge, split or correction of stories; old ids resolve through it.';
comment on column story_changes.change_id is 'Derived from the change';
comment on column story_changes.kind is 'merge, split, rename or move';
comment on column story_changes.story_id is 'Story that was changed';
comment on column story_changes.into_story_id is 'Story that it became or that was split off';
comment on column story_changes.article_id is 'Article that moved, where one did';
comment on column story_changes.decided_by is 'machine or person';
comment on column story_changes.reason is 'Why';
comment on column story_changes.changed_at is 'When (UTC)';
