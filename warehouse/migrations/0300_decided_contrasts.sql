create table decided_contrasts (
    contrast_id varchar not null,
    decision_id varchar not null
);

comment on table decided_contrasts is 'One row per contrast that a person decided about by its id, by which the decision is found where there is no such contrast any more';
comment on column decided_contrasts.contrast_id is 'As it was in statement_contrasts';
comment on column decided_contrasts.decision_id is 'Decision about its two statements';
