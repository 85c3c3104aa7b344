-- A creatinine and the day its sample was taken stand in the summary: kidney function is estimated from them.
alter table clin.summary_version drop constraint summary_version_kind_check;
alter table clin.summary_version add constraint summary_version_kind_check
  check (kind in ('problem', 'allergy', 'medicine', 'immunisation', 'antecedent', 'pregnancy', 'creatinine', 'flag'));

-- Sticky notes that reception sees too: how somebody wants to be called, what she must bring. What only clinicians may see
-- is a flag of the summary, which reception's login has no grant on.
create table front.sticky_note (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  words bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  dismissed_by uuid,
  dismissed_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, written_by) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, dismissed_by) references org.staff_member (clinic_id, id),
  check ((dismissed_by is null) = (dismissed_at is null)),
  check (dismissed_at >= written_at)
);
create index sticky_note_patient on front.sticky_note (clinic_id, patient_id);
create index sticky_note_writer on front.sticky_note (clinic_id, written_by);
create index sticky_note_dismisser on front.sticky_note (clinic_id, dismissed_by);
select amate.protect('front.sticky_note', 'tenant');
create policy duties on front.sticky_note as restrictive for select to amate_clinician, amate_frontdesk
  using ((select auth.role_now()) in ('physician', 'nurse', 'receptionist'));
create policy own_new on front.sticky_note as restrictive for insert to amate_clinician, amate_frontdesk
  with check (written_by = (select auth.person()) and dismissed_at is null and (select auth.role_now()) in ('physician', 'nurse', 'receptionist'));
create policy own_end on front.sticky_note as restrictive for update to amate_clinician, amate_frontdesk
  using (true) with check (dismissed_by = (select auth.person()));
grant select, insert on front.sticky_note to amate_clinician, amate_frontdesk;
grant update (dismissed_by, dismissed_at) on front.sticky_note to amate_clinician, amate_frontdesk;

-- A sticky note is dismissed once, and nothing else of it ever changes.
create function front.keep_sticky_note() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.dismissed_at is not null or new.dismissed_at is null
    or (new.clinic_id, new.id, new.patient_id, new.words, new.written_by, new.written_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.words, old.written_by, old.written_at) then
    raise exception 'a sticky note is only dismissed, and once' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger keep before update or delete on front.sticky_note for each row execute function front.keep_sticky_note();
create trigger keep_whole before truncate on front.sticky_note for each statement execute function amate.refuse_change();
