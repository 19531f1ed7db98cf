-- One row per body and article that was made of it; bodies that were rejected have one row without an article.
select
    raw_documents.raw_id,
    raw_documents.media_type,
    raw_documents.charset,
    raw_documents.is_truncated,
    raw_documents.archive_file,
    raw_documents.archive_offset,
    raw_documents.archive_length,
    raw_documents.first_seen_at as raw_seen_at,
    coalesce(articles.canonical_url, raw_documents.url) as url,
    articles.article_id,
    articles.outlet_id,
    articles.external_id,
    latest.revision_id,
    latest.revision_set,
    latest.title,
    latest.text,
    latest.published_date,
    latest.authors,
    latest.verdict,
    latest.first_seen_at as revision_seen_at
from raw_documents
left join (
    select *
    from revisions
    qualify row_number() over (
        partition by raw_id, article_id
        order by
            revision_id in (select revision_id from articles) desc,
            first_seen_at desc,
            revision_id
    ) = 1
) as latest using (raw_id)
left join articles on articles.article_id = latest.article_id
where raw_documents.archive_file is not null
    and (raw_documents.raw_id, coalesce(articles.article_id, '')) > (?, ?)
order by
    raw_documents.raw_id,
    coalesce(articles.article_id, '')
limit ?
