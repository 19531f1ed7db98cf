-- What people ask daily is stored, and kept up by every write session (warehouse/summaries).

create table article_facts (
    article_id varchar not null,
    revision_id varchar not null,
    story_id varchar,
    is_roundup boolean not null,
    text_id varchar not null,
    reuse varchar not null,
    outlet_id varchar,
    outlet_name varchar,
    outlet_kind varchar,
    outlet_country varchar,
    owner_group varchar,
    canonical_url varchar,
    external_id varchar,
    location varchar,
    label varchar not null,
    title varchar,
    title_origin varchar,
    language varchar,
    published_day date,
    published_at timestamptz,
    published_date date,
    published_precision varchar,
    published_origin varchar,
    modified_date date,
    modified_at timestamptz,
    verdict varchar not null,
    word_count bigint not null,
    raw_id varchar not null,
    first_seen_at timestamptz not null,
    meanings_key ubigint
);

comment on table article_facts is 'One row per article: what base_articles says of it but the text';
comment on column article_facts.article_id is 'Article';
comment on column article_facts.revision_id is 'Accepted revision';
comment on column article_facts.story_id is 'Story as it stands today; null until stories are joined';
comment on column article_facts.is_roundup is 'It tells of many events, and so founds and joins no story';
comment on column article_facts.text_id is 'Group of near copies; the article''s own id until copies are folded';
comment on column article_facts.reuse is 'own (its own words, or those of the group''s known origin), verbatim, edited or partial; nobody is own where the origin is unknown';
comment on column article_facts.outlet_id is 'Publisher; null where unknown';
comment on column article_facts.outlet_name is 'Name of the publisher, else its domain or id; null where unknown';
comment on column article_facts.outlet_kind is 'newspaper, agency, broadcaster, ...';
comment on column article_facts.outlet_country is 'ISO 3166-1 alpha-2 code of the publisher';
comment on column article_facts.owner_group is 'Group that owns the publisher';
comment on column article_facts.canonical_url is 'URL to open, where there is one';
comment on column article_facts.external_id is 'Id that a dump gave it';
comment on column article_facts.location is 'URL, else the path that it was read from';
comment on column article_facts.label is 'What to call it: its title, else its file name, location or id';
comment on column article_facts.title is 'Title; null where it has none';
comment on column article_facts.title_origin is 'Evidence that the title is taken from';
comment on column article_facts.language is 'ISO 639-1 code; null where unsure';
comment on column article_facts.published_day is 'Day of publication (UTC where a time is known); null where unknown or no finer than a month';
comment on column article_facts.published_at is 'Time of publication (UTC), only where a time is known';
comment on column article_facts.published_date is 'Date of publication as extracted, of any precision';
comment on column article_facts.published_precision is 'second, minute, hour, day, month or year';
comment on column article_facts.published_origin is 'Evidence that the date is taken from';
comment on column article_facts.modified_date is 'Date of the last change as the page says it';
comment on column article_facts.modified_at is 'Time of the last change (UTC), only where a time is known';
comment on column article_facts.verdict is 'article or partial (paywall, teaser)';
comment on column article_facts.word_count is 'Words of the text';
comment on column article_facts.raw_id is 'Body that the revision was extracted from';
comment on column article_facts.first_seen_at is 'When the article was first seen; never a publication date';
comment on column article_facts.meanings_key is 'What its open names mean, as one number; null where it has none';

create table entity_facts (
    entity_id varchar not null,
    resolved_entity_id varchar not null,
    entity_name varchar not null,
    entity_kind varchar not null,
    entity_origin varchar not null,
    ticker varchar,
    domain varchar,
    own_name varchar not null
);

comment on table entity_facts is 'One row per entity: base_entities as it stood when the summaries were last kept up';
comment on column entity_facts.entity_id is 'Entity, as mentions name it';
comment on column entity_facts.resolved_entity_id is 'Entity that it counts as; itself where it is not merged';
comment on column entity_facts.entity_name is 'Canonical name of the entity that it counts as';
comment on column entity_facts.entity_kind is 'person, organization, place, product, event or topic';
comment on column entity_facts.entity_origin is 'watchlist, gazetteer or found';
comment on column entity_facts.ticker is 'Exchange and symbol, where known';
comment on column entity_facts.domain is 'Web domain, where known';
comment on column entity_facts.own_name is 'Name that it had before merges';

create table article_entities (
    article_id varchar,
    entity_id varchar,
    entity_kind varchar,
    mention_count bigint,
    headline_mention_count bigint
);

comment on table article_entities is 'One row per article and entity that it names, merges followed';
comment on column article_entities.article_id is 'Article that names it';
comment on column article_entities.entity_id is 'Entity, merges followed';
comment on column article_entities.entity_kind is 'person, organization, place, product, event or topic';
comment on column article_entities.mention_count is 'Mentions in the article';
comment on column article_entities.headline_mention_count is 'Mentions in its title';

create table quote_facts (
    quote_id varchar,
    story_id varchar,
    article_id varchar,
    article_label varchar,
    text_id varchar,
    outlet_name varchar,
    published_day date,
    quote varchar,
    form varchar,
    speaker varchar,
    speaker_entity_id varchar,
    speaker_surface varchar,
    cue varchar,
    zone varchar,
    sentence varchar,
    words_id uhugeint
);

comment on table quote_facts is 'One row per direct quotation in the accepted revision of an article, with its sentence';
comment on column quote_facts.quote_id is 'Quotation';
comment on column quote_facts.story_id is 'Story of the article; null until stories are joined';
comment on column quote_facts.article_id is 'Article';
comment on column quote_facts.article_label is 'What to call the article';
comment on column quote_facts.text_id is 'Group of near copies that the article is in';
comment on column quote_facts.outlet_name is 'Name of the publisher, or unknown';
comment on column quote_facts.published_day is 'Day of publication; null where unknown';
comment on column quote_facts.quote is 'The quoted words, without their marks';
comment on column quote_facts.form is 'full (a sentence or more) or fragment';
comment on column quote_facts.speaker is 'Canonical name of the speaker, else the words that name it, or unknown';
comment on column quote_facts.speaker_entity_id is 'Entity that speaks; null where unknown';
comment on column quote_facts.speaker_surface is 'The words that name the speaker';
comment on column quote_facts.cue is 'Verb or phrase that introduces the quotation';
comment on column quote_facts.zone is 'headline, standfirst, heading or body';
comment on column quote_facts.sentence is 'The sentence that the quotation stands in';
comment on column quote_facts.words_id is 'The quoted words whatever their marks, case and spaces, as one number';

create table shared_quotes (
    words_id uhugeint,
    article_count bigint,
    text_count bigint,
    article_ids varchar[]
);

comment on table shared_quotes is 'One row per quoted words that several articles carry';
comment on column shared_quotes.words_id is 'The quoted words whatever their marks, case and spaces, as one number';
comment on column shared_quotes.article_count is 'Articles that quote the same words, this one included';
comment on column shared_quotes.text_count is 'Distinct texts that quote the same words: copies count once';
comment on column shared_quotes.article_ids is 'The first 21 of these articles, by id';

create table story_summaries (
    story_id varchar,
    article_count bigint,
    text_count bigint,
    outlet_count bigint,
    articles_without_outlet_count bigint,
    dated_article_count bigint,
    articles_without_date_count bigint,
    first_known_day date,
    last_known_day date,
    is_first_report_known boolean,
    first_report_article_id varchar,
    earliest_article_id varchar,
    earliest_article_count bigint,
    first_report varchar,
    key_entities varchar[],
    key_figures varchar[],
    quote_count bigint,
    languages varchar[],
    first_seen_at timestamptz,
    last_seen_at timestamptz
);

comment on table story_summaries is 'One row per story: its counts, known dates, key entities and key figures';
comment on column story_summaries.story_id is 'Story';
comment on column story_summaries.article_count is 'Articles';
comment on column story_summaries.text_count is 'Distinct texts: copies count once';
comment on column story_summaries.outlet_count is 'Known outlets';
comment on column story_summaries.articles_without_outlet_count is 'Articles without a known outlet';
comment on column story_summaries.dated_article_count is 'Articles whose day of publication is known';
comment on column story_summaries.articles_without_date_count is 'Articles without a known day of publication';
comment on column story_summaries.first_known_day is 'Earliest known day of publication; null where none is known';
comment on column story_summaries.last_known_day is 'Latest known day of publication; null where none is known';
comment on column story_summaries.is_first_report_known is 'Every article is dated and one is before all others';
comment on column story_summaries.first_report_article_id is 'First report; null where unknown';
comment on column story_summaries.earliest_article_id is 'Article with the earliest known date; null where several share it';
comment on column story_summaries.earliest_article_count is 'Articles that share the earliest known day';
comment on column story_summaries.first_report is 'First report in words: who and when, or unknown and the earliest known date';
comment on column story_summaries.key_entities is 'Entities named by most articles, at most 5';
comment on column story_summaries.key_figures is 'Figures stated by most articles, at most 5';
comment on column story_summaries.quote_count is 'Quotations of different words';
comment on column story_summaries.languages is 'Languages of its articles';
comment on column story_summaries.first_seen_at is 'When its first article was seen; never a publication date';
comment on column story_summaries.last_seen_at is 'When its latest article was first seen';

create table story_figures (
    story_id varchar,
    kind varchar,
    value varchar,
    amount decimal(38,6),
    amount_high decimal(38,6),
    unit varchar,
    is_unit_assumed boolean,
    article_count bigint,
    text_count bigint,
    outlet_count bigint,
    mention_count bigint,
    surfaces varchar[],
    qualifiers varchar[],
    sentences struct(article_id varchar, article_label varchar, sentence varchar)[]
);

comment on table story_figures is 'One row per story and normalized figure: the answer of report_figures';
comment on column story_figures.story_id is 'Story';
comment on column story_figures.kind is 'money, percent or quantity';
comment on column story_figures.value is 'Amount and unit in words: 14.3 billion USD';
comment on column story_figures.amount is 'Amount in whole units';
comment on column story_figures.amount_high is 'Upper end of a range';
comment on column story_figures.unit is 'ISO 4217 code for money, percent, or the unit of a quantity';
comment on column story_figures.is_unit_assumed is 'The unit is written nowhere in the story';
comment on column story_figures.article_count is 'Articles that state it';
comment on column story_figures.text_count is 'Distinct texts that state it: copies count once';
comment on column story_figures.outlet_count is 'Known outlets that state it';
comment on column story_figures.mention_count is 'Times that it is stated';
comment on column story_figures.surfaces is 'Ways that it is written';
comment on column story_figures.qualifiers is 'about, up_to, more_than, ... as stated somewhere; empty where none';
comment on column story_figures.sentences is 'Sentences that state it, each with its article';

create table entity_days (
    entity_id varchar,
    entity_name varchar,
    entity_kind varchar,
    published_day date,
    mention_count bigint,
    article_count bigint,
    text_count bigint,
    story_count bigint,
    outlet_count bigint,
    articles_without_outlet_count bigint,
    headline_article_count bigint
);

comment on table entity_days is 'One row per entity and day of publication (UTC): the answer of report_mentions_by_entity_day';
comment on column entity_days.entity_id is 'Entity, merges followed';
comment on column entity_days.entity_name is 'Canonical name';
comment on column entity_days.entity_kind is 'person, organization, place, product, event or topic';
comment on column entity_days.published_day is 'Day of publication; null where unknown';
comment on column entity_days.mention_count is 'Times that it is named';
comment on column entity_days.article_count is 'Articles that name it';
comment on column entity_days.text_count is 'Distinct texts that name it: copies count once';
comment on column entity_days.story_count is 'Stories that it is named in';
comment on column entity_days.outlet_count is 'Known outlets that name it';
comment on column entity_days.articles_without_outlet_count is 'Articles without a known outlet that name it';
comment on column entity_days.headline_article_count is 'Articles that name it in the title';

create table summaries_state (
    definitions_sha256 varchar not null
);

comment on table summaries_state is 'One row per time that the summaries were made anew, only the last is kept';
comment on column summaries_state.definitions_sha256 is 'SHA-256 of the statements that the summaries were made by';
