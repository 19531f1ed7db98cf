-- The names of the spellings that were found, with their places.
insert into spelled_names by name
select
    spelled.statement_id,
    spelled.story_id,
    mentions.article_id,
    mentions.revision_id,
    'spelling' as kind,
    mentions.field,
    mentions.span_start,
    mentions.span_end,
    mentions.surface,
    mentions.sentence_start,
    mentions.sentence_end,
    spelled.value_key,
    $method as method_version
from spelled
join compared_mentions as mentions on mentions.mention_id = spelled.statement_id
