"""The people that a database names most, each with the entities that may be the same person, to be read by eye.

python tests/evaluation/entity_names.py DATABASE [--count 200]

A line a person: articles, name, then each entity apart from it that has its surname and the first letter of the
given name or a given name a letter off, its name with words before or behind it or without the first, or its
name in another kind, with its articles. How many of these are the same person, a reader says;
persons and those, over persons, are the entities per person.
"""

import argparse
import sys
from pathlib import Path

import duckdb

_NAMED = """
with
counted_entities as (
    select
        base_entities.resolved_entity_id as entity_id,
        any_value(base_entities.entity_name) as name,
        any_value(base_entities.entity_kind) as kind,
        count(distinct mentions.article_id) as article_count,
        count(*) as mention_count
    from mentions
    semi join articles using (revision_id)
    join base_entities using (entity_id)
    group by base_entities.resolved_entity_id
),
named_entities as (
    select
        *,
        lower(strip_accents(name)) as plain,
        split_part(regexp_replace(lower(strip_accents(name)), ',? (jr|sr|ii|iii)\\.?$', ''), ' ', -1) as surname
    from counted_entities
),
frequent_people as (
    select *
    from named_entities
    where kind = 'person'
    order by mention_count desc, entity_id
    limit ?
)
select
    frequent_people.article_count,
    frequent_people.name,
    coalesce(list(others.name || ' [' || others.kind || ' ' || others.article_count || ']'
        order by others.article_count desc, others.entity_id) filter (others.entity_id is not null), [])
from frequent_people
left join named_entities as others
    on others.entity_id <> frequent_people.entity_id
    and (
        others.plain = frequent_people.plain
        or (others.kind = 'person' and starts_with(others.plain, frequent_people.plain || ' '))
        or (
            others.kind = 'person'
            and others.surname = frequent_people.surname
            and (
                others.plain[1] = frequent_people.plain[1]
                or ends_with(others.plain, ' ' || frequent_people.plain)
                or (ends_with(frequent_people.plain, ' ' || others.plain) and others.plain like '% %')
                or levenshtein(split_part(others.plain, ' ', 1), split_part(frequent_people.plain, ' ', 1)) = 1
            )
        )
    )
group by all
order by frequent_people.article_count desc, frequent_people.name
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--count", type=int, default=200, help="people to list")
    options = parser.parse_args()
    with duckdb.connect(str(options.database), read_only=True) as db:
        for article_count, name, others in db.execute(_NAMED, [options.count]).fetchall():
            sys.stdout.write("\t".join((str(article_count), name, *others)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
