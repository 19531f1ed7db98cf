-- The article of an entry under a name of its own: joined with revisions, two columns of one name are ambiguous.

alter table entries rename column article_id to loaded_article_id;
comment on column entries.loaded_article_id is 'Article that the body became; null where it was rejected or is not loaded yet';
