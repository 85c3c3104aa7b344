-- Photographs and papers beside the notes: what each is and of when in clear, its words and its bytes sealed.
-- A file is never changed; one recorded by mistake is marked so, with the reason, and stays.

create table clin.attachment (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('photograph', 'outside-report', 'identification', 'consent-scan', 'other')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes integer not null check (bytes between 1 and 25165824),
  width integer check (width between 1 and 16383),
  height integer check (height between 1 and 16383),
  -- Of the bytes as they are kept, before sealing.
  sha256 bytea not null check (octet_length(sha256) = 32),
  parts integer not null check (parts between 1 and 24),
  words bytea not null,
  taken_on date,
  encounter_id uuid,
  note_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, encounter_id) references clin.encounter (clinic_id, id),
  foreign key (clinic_id, note_id) references clin.note (clinic_id, id),
  foreign key (clinic_id, recorded_by) references org.staff_member (clinic_id, id),
  check ((media_type = 'application/pdf') = (width is null)),
  check ((width is null) = (height is null)),
  check (kind <> 'photograph' or width is not null)
);
create index attachment_patient on clin.attachment (clinic_id, patient_id, recorded_at desc);
create index attachment_encounter on clin.attachment (clinic_id, encounter_id);
create index attachment_note on clin.attachment (clinic_id, note_id);
create index attachment_person on clin.attachment (clinic_id, recorded_by);
select amate.protect('clin.attachment', 'frozen');
select clin.restrict_reading('clin.attachment');
create policy own on clin.attachment as restrictive for insert to amate_clinician
  with check (recorded_by = (select auth.person()) and (select auth.role_now()) in ('physician', 'nurse'));
grant select, insert on clin.attachment to amate_clinician;

-- The sealed bytes, a megabyte a row. Without an audit entry of their own: the file's row has one, with its digest.
create table clin.attachment_part (
  clinic_id uuid not null,
  attachment_id uuid not null,
  number integer not null check (number >= 1),
  patient_id uuid not null,
  bytes bytea not null check (octet_length(bytes) <= 1048576 + 64),
  primary key (clinic_id, attachment_id, number),
  foreign key (clinic_id, attachment_id, patient_id) references clin.attachment (clinic_id, id, patient_id)
);
-- Sealed bytes do not shrink: no time is spent on trying.
alter table clin.attachment_part alter column bytes set storage external;
create index attachment_part_attachment on clin.attachment_part (clinic_id, attachment_id, patient_id);
select amate.protect('clin.attachment_part', 'frozen', false);
select clin.restrict_reading('clin.attachment_part');
create policy own on clin.attachment_part as restrictive for insert to amate_clinician
  with check ((select auth.role_now()) in ('physician', 'nurse'));
grant select, insert on clin.attachment_part to amate_clinician;

create table clin.attachment_error (
  clinic_id uuid not null,
  attachment_id uuid not null,
  patient_id uuid not null,
  words bytea not null,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (clinic_id, attachment_id),
  foreign key (clinic_id, attachment_id, patient_id) references clin.attachment (clinic_id, id, patient_id),
  foreign key (clinic_id, marked_by) references org.staff_member (clinic_id, id)
);
create index attachment_error_attachment on clin.attachment_error (clinic_id, attachment_id, patient_id);
create index attachment_error_person on clin.attachment_error (clinic_id, marked_by);
select amate.protect('clin.attachment_error', 'frozen');
select clin.restrict_reading('clin.attachment_error');
create policy own on clin.attachment_error as restrictive for insert to amate_clinician
  with check (marked_by = (select auth.person()) and (select auth.role_now()) in ('physician', 'nurse'));
grant select, insert on clin.attachment_error to amate_clinician;

-- Whether a visit and a document, as far as they are named, are of this patient or of somebody merged into her.
create function clin.is_of_patient(patient uuid, encounter uuid, note uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select
    (is_of_patient.encounter is null or exists (
      select from clin.encounter e
      where e.clinic_id = auth.clinic() and e.id = is_of_patient.encounter and e.patient_id in (select clin.trail_of(auth.clinic(), is_of_patient.patient))))
    and (is_of_patient.note is null or exists (
      select from clin.note n
      where n.clinic_id = auth.clinic() and n.id = is_of_patient.note and n.patient_id in (select clin.trail_of(auth.clinic(), is_of_patient.patient))))
$$;
grant execute on function clin.is_of_patient(uuid, uuid, uuid) to amate_clinician;

create function clin.guard_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not clin.is_of_patient(new.patient_id, new.encounter_id, new.note_id) then
    raise exception 'the visit or the document is of another patient' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.attachment for each row execute function clin.guard_attachment();

-- A file is there whole or not at all, and gets nothing more afterwards.
create function clin.require_whole_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select count(*) from clin.attachment_part p where p.clinic_id = new.clinic_id and p.attachment_id = new.id) <> new.parts then
    raise exception 'a file is stored whole or not at all' using errcode = 'AM001';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on clin.attachment deferrable initially deferred for each row execute function clin.require_whole_attachment();

create function clin.guard_attachment_part() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.attachment a
  where a.clinic_id = new.clinic_id and a.id = new.attachment_id and new.number <= a.parts;
  if not found then
    raise exception 'a part of no file' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.attachment_part for each row execute function clin.guard_attachment_part();
