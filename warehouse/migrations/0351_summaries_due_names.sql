-- Names in what an outlet repeats count no more, and change neither quotations nor the sentences of figures.
alter table summaries_due add column are_names_alone boolean default false;

comment on column summaries_due.are_names_alone is 'Whether only names of it count otherwise: its quotations, figures and texts are as they were';
