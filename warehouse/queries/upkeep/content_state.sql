-- One row: what a run may change without changing the number of rows of a table, logs of asking aside.
-- Summed, because the hash of several columns is an exclusive or of theirs: states that change alike in an even number
-- of rows would cancel in another one.
select
    (select sum(hash(outlets)) from outlets) as outlets_hash,
    (select sum(hash(entry_id, raw_id, state)) from entries) as entries_hash,
    (select sum(hash(source_id, state, failure_count, last_error)) from sources) as sources_hash,
    (select sum(hash(entity_links)) from entity_links) as links_hash,
    (select sum(hash(name_meanings)) from name_meanings) as meanings_hash,
    (select sum(input_hash) from statement_stories) as statements_hash,
    (
        select outcome
        from runs
        where outcome not in ('running', 'skipped')
        order by run_number desc nulls last
        limit 1
    ) as last_outcome
