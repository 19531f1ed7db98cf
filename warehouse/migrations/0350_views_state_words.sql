-- Its comment begins as those of all tables do.
comment on table views_state is 'One row per database: what the views were made by; where it is otherwise they are made anew';
