-- One row: what a run may change without changing the number of rows of a table, logs of asking aside.
select
    (select bit_xor(hash(outlets)) from outlets) as outlets_hash,
    (select bit_xor(hash(entry_id, raw_id, state)) from entries) as entries_hash,
    (select bit_xor(hash(source_id, state, failure_count, last_error)) from sources) as sources_hash,
    (select bit_xor(hash(entity_links)) from entity_links) as links_hash,
    (select bit_xor(hash(name_meanings)) from name_meanings) as meanings_hash,
    (select bit_xor(input_hash) from statement_stories) as statements_hash,
    (
        select outcome
        from runs
        where outcome not in ('running', 'skipped')
        order by run_number desc nulls last
        limit 1
    ) as last_outcome
