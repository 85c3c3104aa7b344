-- Why a draft was put aside; who is told that a day or a patient changed, and what such a notice gives away.

-- ---------------------------------------------------------------- a discarded draft keeps its words and its reason
-- Who: its author, since nobody else may change it. The reason is sealed like the words.
alter table clin.note add column discard_reason bytea, add column discarded_at timestamptz;
alter table clin.note add constraint note_discard_told
  check ((discard_reason is null) = (discarded_at is null) and (discarded_at is null or state = 'discarded'));
grant update (discard_reason, discarded_at) on clin.note to amate_clinician;

create function clin.guard_discard() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.discarded_at is null then
    raise exception 'a draft is put aside with its reason' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard_discard before update on clin.note for each row
  when (new.state = 'discarded' and old.state <> 'discarded') execute function clin.guard_discard();
create index note_discarded on clin.note (clinic_id, patient_id, author_id, discarded_at desc) where state = 'discarded';

-- ---------------------------------------------------------------- the agenda tells that a day changed
-- Clinic and day alone: any login may listen, so a notice names neither visit nor person.
create function front.note_agenda_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  zone text;
begin
  select c.time_zone into zone from org.clinic c where c.clinic_id = new.clinic_id;
  zone := coalesce(zone, 'America/Mexico_City');
  perform pg_notify('agenda_changed', new.clinic_id::text || ' ' || (new.starts_at at time zone zone)::date::text);
  if tg_op = 'UPDATE' and old.starts_at is distinct from new.starts_at then
    perform pg_notify('agenda_changed', new.clinic_id::text || ' ' || (old.starts_at at time zone zone)::date::text);
  end if;
  return null;
end $$;
create trigger note_change after insert or update on front.appointment for each row execute function front.note_agenda_change();

-- ---------------------------------------------------------------- a patient's notice names nobody
-- The instant of the change, to the microsecond: only the login of the search index can ask whose it was.
create or replace function front.note_patient_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.changed_at := clock_timestamp();
  perform pg_notify('patient_changed', to_char(new.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  return new;
end $$;

create function front.patients_changed_at(instants timestamptz[]) returns table (clinic_id uuid, id uuid)
language sql stable security definer set search_path = '' as $$
  select p.clinic_id, p.id
  from front.patient p
  where p.changed_at = any(instants)
$$;
grant execute on function front.patients_changed_at(timestamptz[]) to amate_index;
