alter table edits add column freed varchar[];

comment on column edits.freed is 'Articles of the stories concerned that no person had placed before; taking it back leaves them to the machine again. Null of edits before 0.7.0';
