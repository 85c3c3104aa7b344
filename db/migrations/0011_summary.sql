-- What is known of a patient beside the notes: problems, allergies, medicines, immunisations, antecedents, pregnancy, flags.
-- Each change is a row of its own, never changed: the newest version of an item is what holds now, the others its history.

create table clin.summary_version (
  clinic_id uuid not null,
  item_id uuid not null,
  version integer not null check (version >= 1),
  patient_id uuid not null,
  kind text not null check (kind in ('problem', 'allergy', 'medicine', 'immunisation', 'antecedent', 'pregnancy', 'flag')),
  status text not null check (length(status) <= 20),
  -- The CIE-10 code of a problem, the schedule's key of an immunisation; clear, as codes are.
  code text check (code ~ '^[A-Za-z0-9-]{1,20}$'),
  since date,
  until date,
  words bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (clinic_id, item_id, version),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, recorded_by) references org.staff_member (clinic_id, id),
  check (until is null or since is null or until >= since)
);
create index summary_version_patient on clin.summary_version (clinic_id, patient_id, kind);
create index summary_version_person on clin.summary_version (clinic_id, recorded_by);
select amate.protect('clin.summary_version', 'frozen');
select clin.restrict_reading('clin.summary_version');
create policy own on clin.summary_version as restrictive for insert to amate_clinician
  with check (recorded_by = (select auth.person()) and (select auth.role_now()) in ('physician', 'nurse'));
grant select, insert on clin.summary_version to amate_clinician;

-- Versions follow each other without a gap, and an item stays of its patient and its kind.
create function clin.guard_summary_version() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.version = 1 then
    return new;
  end if;
  perform from clin.summary_version v
  where v.clinic_id = new.clinic_id and v.item_id = new.item_id and v.version = new.version - 1
    and v.patient_id = new.patient_id and v.kind = new.kind;
  if not found then
    raise exception 'a version follows the one before it, of the same patient and kind' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.summary_version for each row execute function clin.guard_summary_version();
