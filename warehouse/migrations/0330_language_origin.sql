-- Whether the language of a revision is that of its words or that of its outlet, where the words do not tell it.

alter table revisions add column language_origin varchar;

update revisions set language_origin = 'text' where language is not null;

comment on column revisions.language is 'ISO 639-1 code: of the text, or of its outlet where the text is short, unclear or in two languages; null where nothing tells it';
comment on column revisions.language_confidence is 'Confidence of the detector in this language, 0 to 1';
comment on column revisions.language_origin is 'text, or outlet where its main language was taken; null where the language is unknown';
