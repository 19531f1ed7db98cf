create table found_with (
    watchlist_id varchar not null,
    source varchar not null
);

comment on table found_with is 'One row per watchlist that names in stored revisions were found with; one alone once it was applied to all of them';
comment on column found_with.watchlist_id is 'Derived from the text of the watchlist';
comment on column found_with.source is 'The watchlist as written (TOML); of what was found before this was noted a line that is no watchlist';

-- What is stored already was found with nobody knows what: the first `watch apply` reads all of it.
insert into found_with
select
    'unknown' as watchlist_id,
    'unknown = true' as source
where exists (from revisions);
