-- Which institutions the board offers. Run once as the administrator in identity's database.
do $$ begin create role parta_watch; exception when duplicate_object or unique_violation then null; end $$;
set role identity_owner;
create or replace view watch_institution as
  select id, kind, short_name from organisation where kind in ('school', 'college');
grant usage on schema public to parta_watch;
grant select on watch_institution to parta_watch;
reset role;
