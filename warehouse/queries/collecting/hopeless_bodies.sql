-- Reason and detail for those of the bodies that this extractor was tried on in vain.
select
    raw_id,
    reason,
    detail
from hopeless_bodies
where extractor = ?
    and raw_id in (select unnest(?))
