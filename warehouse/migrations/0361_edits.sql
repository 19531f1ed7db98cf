create table edits (
    edit_id varchar not null,
    edited_at timestamptz not null,
    change varchar not null,
    said varchar not null,
    page varchar not null,
    undo varchar not null,
    undo_arguments varchar[] not null,
    undone_at timestamptz
);

comment on table edits is 'One row per correction that a person made on a page of the reading room, with what takes it back';
comment on column edits.edit_id is 'Derived from what was changed, how and when';
comment on column edits.edited_at is 'When';
comment on column edits.change is 'merge, split, move, rename, entity_merge, entity_unmerge, entity_part or decide';
comment on column edits.said is 'What came of it, in words';
comment on column edits.page is 'Page that it was made on: story/ID, article/ID or entity/ID';
comment on column edits.undo is 'The correction that takes it back; empty where none does';
comment on column edits.undo_arguments is 'What that correction is given';
comment on column edits.undone_at is 'When it was taken back; null where it stands';
