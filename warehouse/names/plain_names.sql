-- Entities that are new, or named otherwise than when their names were taken apart.
create or replace temp table gone_names as
select
    entity_id,
    kind,
    plain
from entity_names
anti join entities using (entity_id, name, kind, origin);

create or replace temp table plain_names as
select
    entity_id,
    name,
    kind,
    origin,
    kind = 'person' and regexp_matches(name, '\p{Ll}{4}\p{Lu}') as is_run_on,
    trim(regexp_replace(
        -- "Lloyd-Smith" is one surname; "Jong-un" is written "Jong Un" as well.
        regexp_replace(
            -- "O'Sullivan" and "D'Souza" are surnames of one word.
            regexp_replace(regexp_replace(lower(strip_accents(case
                -- "Joe BidenTrump" ran on into the next line; "Bashar al-Assad" is "Bashar Assad" as well.
                when kind = 'person' then regexp_replace(
                    regexp_replace(
                        -- Two names with a dash between them are the first.
                        regexp_replace(
                            regexp_replace(name, '^(\S+ \S.*?) [-–—] .*$', '\1'), '(\p{Ll}{4})\p{Lu}.*$', '\1'
                        ),
                        '(\s)[AaEe][Ll][- ](\p{Lu})', '\1\2', 'g'
                    ),
                    '(\p{L})-(\p{Lu})',
                    '\1\2',
                    'g'
                )
                else replace(name, '&', ' and ')
            end)), '\b([od])[''’](\p{L})', '\1\2', 'g'), '[''’]s\b', 's', 'g'),
            '^((mr|mrs|ms|dr|prof|sir|sen|senator|rep|gov|governor|gen|president|congressman|secretary)\.? )+(\S+ \S+)',
            '\3'
        ),
        '[^\p{L}\p{N}]+',
        ' ',
        'g'
    )) as plain
from entities
anti join entity_names using (entity_id, name, kind, origin)
where kind <> 'topic';

-- "Chuck Grassley Charles" ran on into the name in full: by its end it would be of Charles.
update plain_names
set plain = regexp_replace(plain, ' \S+$', '')
where kind = 'person'
    and plain like '% % %'
    and (
        split_part(plain, ' ', 1) = split_part(plain, ' ', -1)
        or (split_part(plain, ' ', 1), split_part(plain, ' ', -1)) in (select (nickname, given) from nicknames)
        or (split_part(plain, ' ', -1), split_part(plain, ' ', 1)) in (select (nickname, given) from nicknames)
    );

delete from entity_names
where entity_id in (select entity_id from plain_names)
    or entity_id in (select entity_id from gone_names);
