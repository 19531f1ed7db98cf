-- One row per pair of stories of one affair: a story and an earlier one that it follows.
create or replace view report_affairs as
select
    later.story_id,
    later.title as story_title,
    story_links.first_date as first_known_day,
    story_links.kind,
    earlier.story_id as linked_story_id,
    earlier.title as linked_story_title,
    story_links.linked_last_date as linked_last_known_day,
    story_links.shared_names,
    story_links.score
from story_links
join stories as later on later.story_id = story_links.story_id
join stories as earlier on earlier.story_id = story_links.linked_story_id;

comment on view report_affairs is 'One row per pair of stories of one affair: a story and an earlier one that it follows.';
comment on column report_affairs.story_id is 'The later story';
comment on column report_affairs.story_title is 'Title of the later story';
comment on column report_affairs.first_known_day is 'Earliest known day of publication of the later story';
comment on column report_affairs.kind is 'follows: a later event of one affair';
comment on column report_affairs.linked_story_id is 'The earlier story';
comment on column report_affairs.linked_story_title is 'Title of the earlier story';
comment on column report_affairs.linked_last_known_day is 'Latest known day of publication of the earlier story';
comment on column report_affairs.shared_names is 'Rare names that both are about';
comment on column report_affairs.score is 'How much both are about the same names, 0 to 1';
