-- One row per entity of plain_names, with what tells its name from others.
-- A person's key is given name, surname with its particles and suffix; middle names stand apart, as initials.
insert into entity_names by name
with
person_parts as (
    select
        entity_id,
        is_run_on,
        regexp_extract(
            plain,
            '^(\S+) ((?:\S+ )*?)((?:(?:van|von|der|den|de|del|di|da|du|dos|al|el|bin|ibn|la|le) )*\S+?)((?: (?:jr|sr|ii|iii|iv))?)$',
            ['given', 'middle', 'surname', 'suffix']
        ) as parts,
        -- Where the family name comes first.
        plain like '% % %' and split_part(plain, ' ', 1) in (
            'kim', 'park', 'lee', 'choi', 'moon', 'yoon', 'ban', 'chung', 'kang', 'jang', 'ri', 'xi', 'wang', 'li',
            'zhang', 'liu', 'chen', 'hu', 'mao', 'deng', 'tran', 'nguyen', 'pham', 'phan', 'chan', 'wong'
        ) as is_family_first
    from plain_names
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
    plain_names.entity_id,
    plain_names.name,
    plain_names.kind,
    plain_names.origin,
    plain_names.plain,
    case
        when plain_names.kind = 'person' and parts.surname <> '' then parts.given || ' ' || parts.surname || parts.suffix
        when plain_names.kind = 'organization' then coalesce(nullif(regexp_replace(
            regexp_replace(plain_names.plain, '^the ', ''),
            '( (inc|incorporated|corp|corporation|company|co|ltd|limited|llc|llp|plc|ag|se|s ?a|n ?v|gmbh|s ?p ?a))+$',
            ''
        ), ''), plain_names.plain)
        else regexp_replace(plain_names.plain, '^the ', '')
    end as name_key,
    coalesce(middle_words, '') as middle_words,
    coalesce(regexp_replace(middle_words, '(\S)\S*', '\1', 'g'), '') as middle,
    coalesce(trim(parts.suffix), '') as suffix,
    plain_names.is_run_on,
    case
        when is_family_first then parts.given
        when parts.surname not in ('', 'jr', 'sr', 'ii', 'iii', 'iv') then parts.surname
    end as surname,
    case when length(parts.given) > 1 and not is_family_first then parts.given end as given
from plain_names
left join cleaned_parts using (entity_id)
where plain_names.plain <> '';
