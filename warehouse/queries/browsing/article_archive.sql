-- The stored body that the current revision of an article was made of.
select
    raw_documents.url,
    raw_documents.media_type,
    raw_documents.body_bytes,
    raw_documents.archive_file,
    raw_documents.archive_offset,
    raw_documents.archive_length,
    raw_documents.first_seen_at
from articles
join revisions on revisions.revision_id = articles.revision_id
join raw_documents on raw_documents.raw_id = revisions.raw_id
where articles.article_id = $id
limit $limit
