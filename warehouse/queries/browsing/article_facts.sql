-- The fields of an article and where each comes from.
unpivot (
    select
        coalesce(title, 'none') || ' (from ' || coalesce(title_origin, 'nowhere') || ')' as title,
        coalesce(nullif(array_to_string(authors, '; '), ''), 'unknown') as authors,
        coalesce(published_day::varchar, 'unknown')
        || coalesce(' (to the ' || published_precision || ', from ' || published_origin || ')', '') as published,
        coalesce(modified_date::varchar, 'unknown') as modified,
        outlet_name as outlet,
        coalesce(
            language
            || case
                when language_origin = 'outlet' then ' (the outlet''s: the text does not tell its own)'
                else coalesce(' (' || printf('%.2f', language_confidence) || ' sure)', '')
            end,
            'unknown'
        ) as language,
        coalesce(canonical_url, 'none') as address,
        location as found_at,
        coalesce(reuse, 'own') as reuse,
        coalesce(verdict, 'article') as verdict,
        word_count::varchar as words,
        strftime(first_seen_at, '%Y-%m-%d %H:%M') || ' UTC' as first_seen
    from base_articles
    where article_id = $id
    limit $limit
)
on columns(*) into name field value value
