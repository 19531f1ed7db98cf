-- The story that a person split off the story $story, if just the articles of the list $articles are in it today.
select split.into_story_id
from story_changes as split
join story_members on story_members.story_id = split.into_story_id
where split.kind = 'split' and split.decided_by = 'person' and split.story_id = $story
group by split.into_story_id
having
    list_sort(list_distinct(list(split.article_id))) = list_sort(list_distinct($articles))
    and list_sort(list_distinct(list(story_members.article_id))) = list_sort(list_distinct($articles))
order by split.into_story_id
limit 1
