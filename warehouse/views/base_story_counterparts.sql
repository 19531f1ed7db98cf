-- One row per story and story in another language that tells the same event, by names, figures and the day.
create or replace view base_story_counterparts as
select
    story_id,
    counterpart_story_id,
    counterpart_language,
    shared_names,
    shared_figures
from story_counterparts;

comment on view base_story_counterparts is 'One row per story and story in another language that tells the same event, by names, figures and the day.';
comment on column base_story_counterparts.story_id is 'Story, of articles in one language';
comment on column base_story_counterparts.counterpart_story_id is 'Story in another language that tells the same event';
comment on column base_story_counterparts.counterpart_language is 'Language of the other story';
comment on column base_story_counterparts.shared_names is 'Names that both are about, in lower case and without accents';
comment on column base_story_counterparts.shared_figures is 'Figures that both state';
