-- The record: encounters, notes in work, signed notes and what hangs from them.

create function clin.reads_record() returns boolean
language sql stable security definer set search_path = '' as $$
  select session_user <> 'amate_clinician' or auth.role_now() in ('physician', 'nurse')
$$;
grant execute on function clin.reads_record() to amate_clinician, amate_worker;

-- One more condition on a table of the record: a laboratory's login is a clinician's, yet reads no notes.
create function clin.restrict_reading(target regclass) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('create policy readers on %s as restrictive for select to amate_clinician using ((select clin.reads_record()))', target);
end $$;

create function clin.refuse_removal() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'rows of %.% are never removed', tg_table_schema, tg_table_name using errcode = 'AM001';
end $$;

create table clin.encounter (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  practitioner_id uuid not null,
  appointment_id uuid,
  kind text not null check (kind in ('outpatient', 'emergency', 'video', 'home')),
  status text not null default 'open' check (status in ('open', 'closed')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, practitioner_id) references org.staff_member (clinic_id, id),
  check ((status = 'closed') = (ended_at is not null)),
  check (ended_at is null or ended_at >= started_at)
);
create index encounter_patient on clin.encounter (clinic_id, patient_id, started_at desc);
create index encounter_practitioner on clin.encounter (clinic_id, practitioner_id, started_at desc);
create unique index encounter_one_open on clin.encounter (clinic_id, patient_id, practitioner_id) where status = 'open';
select amate.protect('clin.encounter', 'tenant');
select clin.restrict_reading('clin.encounter');
grant select, insert on clin.encounter to amate_clinician;
grant update (status, ended_at) on clin.encounter to amate_clinician;

create function clin.guard_encounter() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.status = 'closed'
    or (new.clinic_id, new.id, new.patient_id, new.practitioner_id, new.appointment_id, new.kind, new.started_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.practitioner_id, old.appointment_id, old.kind, old.started_at)
  then
    raise exception 'an encounter only ever closes' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before update on clin.encounter for each row execute function clin.guard_encounter();
create trigger kept before delete on clin.encounter for each row execute function clin.refuse_removal();
create trigger kept_whole before truncate on clin.encounter for each statement execute function clin.refuse_removal();

-- A note in work. Its words are sealed; they move to clin.signed_note when it is signed.
create table clin.note (
  clinic_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('evolution', 'addendum')),
  amends uuid,
  author_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'signed', 'discarded')),
  version integer not null default 0 check (version >= 0),
  content bytea,
  last_save uuid,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, encounter_id) references clin.encounter (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, amends, patient_id) references clin.note (clinic_id, id, patient_id),
  check ((kind = 'addendum') = (amends is not null)),
  check ((state = 'draft') = (content is not null) or state = 'discarded')
);
create index note_encounter on clin.note (clinic_id, encounter_id);
create index note_patient on clin.note (clinic_id, patient_id, created_at desc, id);
create index note_author on clin.note (clinic_id, author_id) where state = 'draft';
create index note_author_all on clin.note (clinic_id, author_id);
create index note_amends on clin.note (clinic_id, amends, patient_id);
select amate.protect('clin.note', 'tenant');
select clin.restrict_reading('clin.note');
create policy own_new on clin.note as restrictive for insert to amate_clinician with check (author_id = (select auth.person()));
create policy own_change on clin.note as restrictive for update to amate_clinician using (author_id = (select auth.person()));
grant select, insert on clin.note to amate_clinician;
grant update (content, version, last_save, saved_at, state) on clin.note to amate_clinician;

create table clin.note_preparation (
  clinic_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  note_version integer not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  payload bytea not null,
  payload_sha256 bytea not null check (octet_length(payload_sha256) = 32),
  pdf bytea not null,
  pdf_digest bytea not null check (octet_length(pdf_digest) = 32),
  signed_attributes bytea not null,
  certificate bytea not null,
  verification_code text not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, prepared_by) references org.staff_member (clinic_id, id)
);
create index note_preparation_note on clin.note_preparation (clinic_id, note_id, patient_id);
create index note_preparation_person on clin.note_preparation (clinic_id, prepared_by);
create index note_preparation_expiry on clin.note_preparation (clinic_id, expires_at);
select amate.protect('clin.note_preparation', 'tenant');
select clin.restrict_reading('clin.note_preparation');
create policy own on clin.note_preparation as restrictive for all to amate_clinician
  using (prepared_by = (select auth.person())) with check (prepared_by = (select auth.person()));
create trigger frozen before update on clin.note_preparation for each row execute function amate.refuse_change();
grant select, insert on clin.note_preparation to amate_clinician;
grant select, delete on clin.note_preparation to amate_worker;

-- A signed note: what was signed, both signatures, the certificate, the signed PDF. Never changed, never removed.
create table clin.signed_note (
  clinic_id uuid not null,
  note_id uuid not null,
  preparation_id uuid not null,
  encounter_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('evolution', 'addendum')),
  amends uuid,
  author_id uuid not null,
  signed_at timestamptz not null,
  payload bytea not null,
  payload_sha256 bytea not null check (octet_length(payload_sha256) = 32),
  payload_signature bytea not null,
  signed_attributes bytea not null,
  attributes_signature bytea not null,
  algorithm text not null check (algorithm = 'RSASSA-PKCS1-v1_5-SHA-256'),
  certificate bytea not null,
  certificate_serial text not null,
  revocation text not null check (revocation in ('not-checked', 'good', 'revoked')),
  pdf bytea not null,
  pdf_sha256 bytea not null check (octet_length(pdf_sha256) = 32),
  verification_code text not null,
  primary key (clinic_id, note_id),
  unique (clinic_id, verification_code),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, encounter_id) references clin.encounter (clinic_id, id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, amends) references clin.signed_note (clinic_id, note_id)
);
create index signed_note_patient on clin.signed_note (clinic_id, patient_id, signed_at desc);
create index signed_note_encounter on clin.signed_note (clinic_id, encounter_id);
create index signed_note_author on clin.signed_note (clinic_id, author_id);
create index signed_note_amends on clin.signed_note (clinic_id, amends);
create index signed_note_note_patient on clin.signed_note (clinic_id, note_id, patient_id);
select amate.protect('clin.signed_note', 'frozen');
select clin.restrict_reading('clin.signed_note');
-- The signer is the session's person and a physician: always, whatever the program says.
create policy signer on clin.signed_note as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.signed_note to amate_clinician;

create table clin.note_diagnosis (
  clinic_id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  place integer not null check (place between 1 and 20),
  system text not null default 'CIE-10' check (system = 'CIE-10'),
  code text not null check (code ~ '^[A-Z][0-9]{2}[0-9X]?$'),
  catalogue text not null,
  certainty text not null check (certainty in ('presumptive', 'confirmed')),
  first_time boolean not null,
  noted_at timestamptz not null,
  primary key (clinic_id, note_id, place),
  unique (clinic_id, note_id, code),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id)
);
create index note_diagnosis_patient on clin.note_diagnosis (clinic_id, patient_id, code, noted_at desc);
create index note_diagnosis_note on clin.note_diagnosis (clinic_id, note_id, patient_id);
select amate.protect('clin.note_diagnosis', 'frozen');
select clin.restrict_reading('clin.note_diagnosis');
grant select, insert on clin.note_diagnosis to amate_clinician;

create table clin.note_vital (
  clinic_id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  code text not null check (code in ('temperature', 'systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'oxygenSaturation', 'weight', 'height', 'glucose')),
  value numeric(7, 2) not null,
  unit text not null,
  taken_at timestamptz not null,
  primary key (clinic_id, note_id, code),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id)
);
create index note_vital_patient on clin.note_vital (clinic_id, patient_id, code, taken_at desc);
create index note_vital_note on clin.note_vital (clinic_id, note_id, patient_id);
select amate.protect('clin.note_vital', 'frozen');
select clin.restrict_reading('clin.note_vital');
grant select, insert on clin.note_vital to amate_clinician;

-- What hangs from a note is written while it is signed and never after.
create function clin.guard_child() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'draft';
  if not found then
    raise exception 'the note is no draft' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.note_diagnosis for each row execute function clin.guard_child();
create trigger guard before insert on clin.note_vital for each row execute function clin.guard_child();
create trigger guard before insert on clin.signed_note for each row execute function clin.guard_child();

create function clin.guard_note() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.state <> 'draft'
    or (new.clinic_id, new.id, new.encounter_id, new.patient_id, new.kind, new.amends, new.author_id, new.created_at)
       is distinct from
       (old.clinic_id, old.id, old.encounter_id, old.patient_id, old.kind, old.amends, old.author_id, old.created_at)
    or new.version < old.version
  then
    raise exception 'only a draft may change, and only its words' using errcode = 'AM001';
  end if;
  if new.state = 'signed' then
    perform from clin.signed_note s where s.clinic_id = new.clinic_id and s.note_id = new.id;
    if not found then
      raise exception 'a note is signed by its signature alone' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $$;
create trigger guard before update on clin.note for each row execute function clin.guard_note();
create trigger kept before delete on clin.note for each row execute function clin.refuse_removal();
create trigger kept_whole before truncate on clin.note for each statement execute function clin.refuse_removal();
