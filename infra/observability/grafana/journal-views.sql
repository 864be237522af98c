-- What the board of one institution may read of the journal: figures, never a name, a mark or a text.
-- Run once as the administrator in the journal's database; the views see every institution because their owner does.
do $$ begin create role parta_watch; exception when duplicate_object or unique_violation then null; end $$;
set role journal_owner;
create or replace view watch_save as
  select institution_id, saved_at from save;
create or replace view watch_authors as
  select institution_id, date_trunc('hour', saved_at) as hour, count(distinct saved_by) as authors from save group by 1, 2;
create or replace view watch_cells as
  select s.institution_id, s.saved_at, r.kind, count(*) as cells
  from save s join revision r on r.institution_id = s.institution_id and r.year = s.year and r.page_id = s.page_id and r.seq = s.seq
  group by s.institution_id, s.year, s.page_id, s.seq, s.saved_at, r.kind;
create or replace view watch_page as
  select institution_id, year, subject_name, name, seq from page;
create or replace view watch_outbox as
  select institution_id, type, created_at from outbox;
create or replace view watch_dead_letter as
  select institution_id, type, created_at from dead_letter;
grant usage on schema public to parta_watch;
grant select on watch_save, watch_authors, watch_cells, watch_page, watch_outbox, watch_dead_letter to parta_watch;
reset role;
