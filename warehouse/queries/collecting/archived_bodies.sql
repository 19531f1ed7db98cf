-- Raw id, file, offset and length of every body in the archive, in order.
select
    raw_id,
    archive_file,
    archive_offset,
    archive_length
from raw_documents
where archive_file is not null
order by
    archive_file,
    archive_offset
