-- The kinds of mentions are those that the table of finders names; no list here that the next kind makes untrue.
comment on column mentions.kind is 'person, organization, place, product, event or topic of a name, else the kind of the finder: money, date, ...';
comment on column mentions.value_text is 'Normalized value of kinds without an amount or a day: symbol of a ticker, kind of a credit, ...';
