alter table copy_pairs add column running_share_a double;
alter table copy_pairs add column running_share_b double;

comment on column copy_pairs.kind is 'near (the same running text, at most edited) or partial (a passage of running text taken over)';
comment on column copy_pairs.running_share_a is 'Part of a''s words outside quotations that stand in b, 0 to 1';
comment on column copy_pairs.running_share_b is 'Part of b''s words outside quotations that stand in a, 0 to 1';

-- Copies are decided by other rules than before: what was found is worked out anew by the next run.
delete from copy_pairs;
delete from texts;
delete from text_members;
delete from origin_credits;
delete from fingerprints;
delete from shingle_postings;
delete from outlet_samples;
delete from outlet_boilerplate;
delete from copies_state;
