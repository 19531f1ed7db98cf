-- Columns of a dump that none of our fields takes are kept, as JSON; CSV is a kind of source.

alter table entries add column extra varchar;
comment on column entries.extra is 'Further columns of its row in a dump, as an object of JSON; null where it had none';

alter table raw_documents add column extra varchar;
comment on column raw_documents.extra is 'Further columns of the row that it first came from, as an object of JSON; those of every row are in entries';

comment on column sources.kind is 'feed, sitemap, urls, page, folder, warc, jsonl, csv or parquet';
