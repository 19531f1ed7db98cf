comment on table statements is 'One row per figure that a revision states, per role of a person, and per time told by what went before, with what it is about.';
comment on column statements.kind is 'money, percent, quantity, duration, age, ordinal, score, time, date, role or lapse ("comes just weeks after ...")';
comment on column statements.amount is 'Amount in `unit`; null where the value is no number; of a lapse the fewest days that it may be';
comment on column statements.amount_high is 'Upper end of a range, of a lapse the most days; null where there is one value';
comment on column statements.after is 'Words right behind it, the nearest first; of a role those that say of what it is, of a lapse what it is counted from';
comment on column statement_groups.kind is 'Kind of its statements; role for those of one person, spelling for the ways to write one name, lapse for one and the date that it contradicts';
