-- Per file of the archive that stored bodies lie in: the offset behind the last of them, and how many they are.
select
    archive_file,
    max(archive_offset + archive_length) as end_offset,
    count(*) as body_count
from raw_documents
where archive_file is not null
group by archive_file
order by archive_file
