-- Sentences of quotations in texts that need not be read again: what quotes them is in another story, say, or its
-- speaker is another, but the revision that speaks is the same and its findings were not replaced.
create or replace temp table kept_articles as
select article_id
from quoting_articles
semi join (
    select article_facts.article_id
    from article_facts
    join articles
        on articles.article_id = article_facts.article_id
        and articles.revision_id = article_facts.revision_id
) as unchanged using (article_id)
anti join replaced_articles using (article_id);

create or replace temp table kept_sentences as
select
    quote_id,
    sentence,
    words_id
from quote_facts
where rowid in (
    select unnest((
        select list(rowid) from quote_facts where article_id in (select article_id from kept_articles)
    ))
)
