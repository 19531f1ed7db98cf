-- Sentences of quotations whose speaker alone may be another: these texts need not be read again.
create or replace temp table kept_articles as
select article_id
from quoting_articles
anti join figured_articles using (article_id);

create or replace temp table kept_sentences as
select
    quote_id,
    sentence,
    words_id
from quote_facts
semi join kept_articles using (article_id)
