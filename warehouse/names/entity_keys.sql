-- One row per entity that articles name or a list states, with what tells its name from others.
-- A person's key is given name, surname with its particles and suffix; middle names stand apart, as initials.
create or replace temp table entity_keys as
with
entity_counts as (
    select
        entity_id,
        count(*) as article_count
    from article_names
    group by entity_id
),
plain_names as (
    select
        entity_id,
        name,
        kind,
        origin,
        kind = 'person' and regexp_matches(name, '\p{Ll}{4}\p{Lu}') as is_run_on,
        trim(regexp_replace(
            -- "Lloyd-Smith" is one surname; "Jong-un" is written "Jong Un" as well.
            regexp_replace(
                regexp_replace(lower(strip_accents(case
                    -- "Joe BidenTrump" ran on into the next line; "Bashar al-Assad" is "Bashar Assad" as well.
                    when kind = 'person' then regexp_replace(
                        regexp_replace(
                            regexp_replace(name, '(\p{Ll}{4})\p{Lu}.*$', '\1'), '(\s)[AaEe][Ll][- ](\p{Lu})', '\1\2', 'g'
                        ),
                        '(\p{L})-(\p{Lu})',
                        '\1\2',
                        'g'
                    )
                    else replace(name, '&', ' and ')
                end)), '[''’]s\b', 's', 'g'),
                '^((mr|mrs|ms|dr|prof|sir|sen|senator|rep|gov|governor|gen|president|congressman|secretary)\.? )+(\S+ \S+)',
                '\3'
            ),
            '[^\p{L}\p{N}]+',
            ' ',
            'g'
        )) as plain
    from entities
    where kind <> 'topic'
),
-- "Kim Jong-Un" and "Kim Jong Un" are read alike: as the one with more words.
read_names as (
    select
        *,
        first_value(plain) over (partition by kind, replace(plain, ' ', '') order by length(plain) desc, plain) as read_as
    from plain_names
),
person_parts as (
    select
        entity_id,
        is_run_on,
        regexp_extract(
            read_as,
            '^(\S+) ((?:\S+ )*?)((?:(?:van|von|der|den|de|del|di|da|du|dos|al|el|bin|ibn|la|le) )*\S+?)((?: (?:jr|sr|ii|iii|iv))?)$',
            ['given', 'middle', 'surname', 'suffix']
        ) as parts,
        -- Where the family name comes first.
        read_as like '% % %' and split_part(read_as, ' ', 1) in (
            'kim', 'park', 'lee', 'choi', 'moon', 'yoon', 'ban', 'chung', 'kang', 'jang', 'ri', 'xi', 'wang', 'li',
            'zhang', 'liu', 'chen', 'hu', 'mao', 'deng', 'tran', 'nguyen', 'pham', 'phan', 'chan', 'wong'
        ) as is_family_first
    from read_names
    where kind = 'person'
),
-- "Joe Biden Biden" and a name run together with its repetition have no middle name.
cleaned_parts as (
    select
        entity_id,
        parts,
        is_family_first,
        case
            when is_run_on or (length(parts.surname) > 3 and contains(parts.middle, parts.surname)) then ''
            else trim(parts.middle)
        end as middle_words
    from person_parts
)
select
    read_names.entity_id,
    read_names.name,
    read_names.kind,
    read_names.origin,
    read_names.plain,
    coalesce(entity_counts.article_count, 0) as article_count,
    case
        when read_names.kind = 'person' and parts.surname <> '' then parts.given || ' ' || parts.surname || parts.suffix
        when read_names.kind = 'organization' then coalesce(nullif(regexp_replace(
            regexp_replace(read_names.plain, '^the ', ''),
            '( (inc|incorporated|corp|corporation|company|co|ltd|limited|llc|llp|plc|ag|se|s ?a|n ?v|gmbh|s ?p ?a))+$',
            ''
        ), ''), read_names.plain)
        else regexp_replace(read_names.plain, '^the ', '')
    end as name_key,
    coalesce(middle_words, '') as middle_words,
    coalesce(regexp_replace(middle_words, '(\S)\S*', '\1', 'g'), '') as middle,
    coalesce(trim(parts.suffix), '') as suffix,
    read_names.is_run_on,
    case
        when is_family_first then parts.given
        when parts.surname not in ('', 'jr', 'sr', 'ii', 'iii', 'iv') then parts.surname
    end as surname,
    case when length(parts.given) > 1 and not is_family_first then parts.given end as given
from read_names
left join cleaned_parts using (entity_id)
left join entity_counts using (entity_id)
where read_names.plain <> '';
