create table statement_thresholds (
    verdict varchar not null,
    least_confidence double not null
);

comment on table statement_thresholds is 'One row per verdict whose threshold the settings of the last run gave.';
comment on column statement_thresholds.verdict is 'differs or conflict';
comment on column statement_thresholds.least_confidence is 'Confidence from which on values that differ are shown, or called a conflict';
