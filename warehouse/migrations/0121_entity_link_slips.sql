comment on column entity_links.rule is 'What says so: writing (case, accents, marks, article, title), company form, middle name, suffix, nickname, slip (one letter off), acronym, kind';
