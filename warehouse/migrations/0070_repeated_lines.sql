create table repeated_lines (
    outlet_id varchar not null,
    line_hash ubigint not null,
    surface varchar not null,
    text_count bigint not null,
    day_count bigint not null
);

comment on table repeated_lines is 'One row per publisher and line that it prints above or below many articles; later ones are read without it.';
comment on column repeated_lines.outlet_id is 'Publisher';
comment on column repeated_lines.line_hash is 'Hash of the line in small letters';
comment on column repeated_lines.surface is 'The line';
comment on column repeated_lines.text_count is 'Different texts of the publisher''s sample that it stands in';
comment on column repeated_lines.day_count is 'Days that they are of';
