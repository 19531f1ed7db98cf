-- The last file of the archive that a stored body lies in, and the offset behind the last such body.
select
    archive_file,
    max(archive_offset + archive_length)
from raw_documents
where archive_file is not null
group by archive_file
order by archive_file desc
limit 1
