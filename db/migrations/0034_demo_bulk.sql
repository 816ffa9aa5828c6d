-- Up Migration
-- The crisis years of the demo, two hundred thousand rows, are written whole: what the triggers of each row would work out,
-- the filler gives, and every constraint still holds. As elsewhere: the jobs login alone, with vp.bulk.

create or replace trigger checked before insert or update on crisis.request for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.check_request();
create or replace trigger follow after insert or update on crisis.request for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs' or new.registrar_organisation_id is not null)
  execute function crisis.follow_request();
create or replace trigger checked before insert or update on crisis.minor for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.check_minor();
create or replace trigger checked before insert or update on crisis.attempt for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.check_attempt();
create or replace trigger tell after insert or update on crisis.attempt for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.tell_attempt();
create or replace trigger checked before insert or update on crisis.deployment for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.check_deployment();
create or replace trigger follow after insert or update on crisis.deployment for each row
  when (current_setting('vp.bulk', true) is distinct from 'on' or session_user <> 'vp_jobs') execute function crisis.follow_deployment();
