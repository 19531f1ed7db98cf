-- The versions of all methods that made rows, a line each.
select distinct 'text: ' || revision_set from revisions
union
select distinct 'mentions: ' || split_part(method, ':', 1) || ' ' || method_version from mentions
union
select distinct 'quotes: ' || method_version from quotes
union
select distinct 'copies: ' || method_version from text_members
union
select distinct 'stories: ' || method_version from story_members
union
select distinct 'statements: ' || method_version from statements
union
select distinct 'statement groups: ' || method_version from statement_groups
order by 1
