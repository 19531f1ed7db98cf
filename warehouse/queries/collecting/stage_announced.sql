-- Stage the entries that no source announced before.
create or replace temp table announced as
with
counted as (
    select
        *,
        count(*) over (partition by source_id, external_id) as same_id_count
    from staged
)
select counted.* exclude (same_id_count)
from counted
anti join entries on entries.entry_id = counted.entry_id
anti join entries as known
    on known.source_id = counted.source_id
    and known.external_id = counted.external_id
    and counted.same_id_count = 1
    and split_part(known.location, '?', 1) = split_part(counted.location, '?', 1)
