-- The entries that were fetched by a run that ended before it had loaded their bodies.
select entries.*
from entries
left join raw_documents using (raw_id)
left join sources using (source_id)
where entries.state = 'fetched'
    and entries.raw_id is not null
    and (
        raw_documents.raw_id is null
        -- The body was known from another address when the run ended.
        or (
            entries.loaded_article_id is null
            and entries.reason is null
            and sources.kind in ('feed', 'sitemap', 'page', 'urls')
        )
    )
order by entries.entry_id
