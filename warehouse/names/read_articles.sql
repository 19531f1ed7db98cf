-- What the changed articles name, in the place of what was kept of them.
delete from names_due;
delete from names_read where article_id in (from changed_articles);
delete from article_names where article_id in (from changed_articles);
delete from article_acronyms where article_id in (from changed_articles);
delete from open_names where article_id in (from changed_articles);

-- New articles lie at the end: a range of rows keeps the columns of the others from being unpacked.
set variable first_row = (select coalesce(min(rowid), 0) from mentions semi join changed_articles using (article_id));
set variable last_row = (select coalesce(max(rowid), 0) from mentions semi join changed_articles using (article_id));

create or replace temp table read_mentions as
select
    mentions.article_id,
    mentions.kind,
    mentions.surface,
    mentions.entity_id,
    mentions.form
from mentions
semi join changed_articles on changed_articles.article_id = mentions.article_id
semi join articles on articles.revision_id = mentions.revision_id
where mentions.rowid between getvariable('first_row') and getvariable('last_row')
    and (mentions.entity_id is not null or mentions.kind = 'person');

insert into names_read by name
select
    articles.article_id,
    articles.revision_id,
    story_members.story_id
from articles
semi join changed_articles on changed_articles.article_id = articles.article_id
left join story_members on story_members.article_id = articles.article_id;

insert into article_names by name
select
    article_id,
    entity_id,
    count(*) as mention_count
from read_mentions
where entity_id is not null
group by article_id, entity_id;

insert into article_acronyms by name
select distinct
    article_id,
    surface as acronym,
    entity_id
from read_mentions
where entity_id is not null and form = 'acronym';

insert into open_names by name
select distinct
    article_id,
    surface as name,
    regexp_extract(
        -- "Ocasio-Cortez" and "O'Sullivan" are one surname, "al-Assad" is "Assad" as well.
        trim(regexp_replace(
            regexp_replace(lower(strip_accents(regexp_replace(
                regexp_replace(surface, '(^|\s)[AaEe][Ll]-(\p{Lu})', '\1\2', 'g'), '(\p{L})-(\p{Lu})', '\1\2', 'g'
            ))), '\b([od])[''’](\p{L})', '\1\2', 'g'),
            '[^\p{L}\p{N}]+',
            ' ',
            'g'
        )),
        '((?:(?:van|von|der|den|de|del|di|da|du|dos|bin|ibn|la|le) )*\S+)$'
    ) as surname
from read_mentions
where entity_id is null and kind = 'person' and not regexp_matches(surface, '\S+ [^a-z]');
