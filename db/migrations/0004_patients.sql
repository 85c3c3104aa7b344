-- Patients' identity, the history of its changes, merges, and the grounds on which personal data are taken.
-- Names, CURP, addresses, telephones, reasons and labels are sealed; dates, codes and statuses stay in clear.

-- ---------------------------------------------------------------- privacy notice
create table front.privacy_notice (
  clinic_id uuid not null,
  version integer not null check (version > 0),
  authority text not null check (length(authority) between 3 and 200),
  simplified jsonb not null,
  integral jsonb not null,
  secondary_purposes jsonb not null,
  text_sha256 bytea not null check (octet_length(text_sha256) = 32),
  published_at timestamptz not null default now(),
  published_by uuid,
  primary key (clinic_id, version)
);
select amate.protect('front.privacy_notice', 'frozen');
grant select on front.privacy_notice to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_worker;
-- The first version is published by its first use, hence also by reception and by physicians.
grant insert on front.privacy_notice to amate_clinician, amate_frontdesk, amate_admin, amate_worker;

-- ---------------------------------------------------------------- patients
-- One row per clinic: the last record number given out. Reached through its function alone.
create table front.patient_counter (
  clinic_id uuid primary key,
  last_number bigint not null check (last_number between 1 and 999999999999999999)
);
select amate.protect('front.patient_counter', 'installation');

-- The next record number of the clinic of the transaction. Registrations of one clinic wait here for each
-- other until commit, so that the sequence has neither holes nor doubles: call it late.
create function front.next_record_number() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  clinic uuid := auth.clinic();
  given bigint;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into front.patient_counter as c (clinic_id, last_number)
  values (clinic, 1)
  on conflict (clinic_id) do update set last_number = c.last_number + 1
  returning c.last_number into given;
  return given;
end $$;
grant execute on function front.next_record_number() to amate_clinician, amate_frontdesk, amate_worker;

create table front.patient (
  clinic_id uuid not null,
  id uuid not null,
  record_number bigint not null check (record_number > 0),
  status text not null default 'active' check (status in ('active', 'merged')),
  merged_into uuid,
  unknown_person boolean not null default false,
  apparent_age smallint check (apparent_age between 0 and 120),
  birth_date date check (birth_date > date '1800-01-01'),
  birth_date_unknown text check (birth_date_unknown in ('person-does-not-know', 'not-told', 'unknown-person')),
  sex text not null check (sex in ('H', 'M', 'X')),
  biological_sex smallint not null check (biological_sex in (1, 2, 3)),
  gender smallint check (gender in (0, 1, 2, 3, 4, 5, 6, 88)),
  birth_entity text not null check (birth_entity ~ '^(0[0-9]|[12][0-9]|3[0-2]|NE)$'),
  nationality text not null check (nationality ~ '^[A-Z]{3}$'),
  residence_entity text not null check (residence_entity ~ '^(0[0-9]|[12][0-9]|3[0-2])$'),
  residence_municipality text not null check (residence_municipality ~ '^[0-9]{3}$'),
  residence_locality text not null check (residence_locality ~ '^[0-9]{4}$'),
  curp_state text not null check (curp_state in ('given', 'attested', 'absent')),
  curp_absent_reason text check (curp_absent_reason in ('not-at-hand', 'newborn', 'foreigner', 'never-registered', 'declined', 'unknown-person')),
  curp_blind bytea check (octet_length(curp_blind) = 32),
  curp_attested_by uuid,
  curp_attested_at timestamptz,
  identity bytea not null,       -- sealed: names, CURP, address, telephones, e-mail, contacts
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  -- When the row last changed in any way, merges included: the search index catches up by it.
  changed_at timestamptz not null default clock_timestamp(),
  primary key (clinic_id, id),
  unique (clinic_id, record_number),
  foreign key (clinic_id, merged_into) references front.patient (clinic_id, id),
  check ((status = 'merged') = (merged_into is not null)),
  check (merged_into <> id),
  check ((birth_date is null) = (birth_date_unknown is not null)),
  check ((curp_state = 'absent') = (curp_absent_reason is not null)),
  check ((curp_state = 'absent') = (curp_blind is null)),
  check ((curp_state = 'attested') = (curp_attested_at is not null)),
  check (not unknown_person or curp_state = 'absent'),
  check (unknown_person or apparent_age is null)
);
-- The CURP is the person's one identifier (NOM-024-SSA3-2012, 6.5.1): never two open records with the same one.
create unique index patient_curp on front.patient (clinic_id, curp_blind) where curp_blind is not null and status = 'active';
create index patient_merged_into on front.patient (clinic_id, merged_into);
create index patient_birth_date on front.patient (clinic_id, birth_date);
create index patient_changed on front.patient (changed_at);
select amate.protect('front.patient', 'tenant');
grant select on front.patient to amate_clinician, amate_frontdesk, amate_auditor, amate_index, amate_worker;
grant insert on front.patient to amate_clinician, amate_frontdesk, amate_worker;
grant update (
  status, merged_into, unknown_person, apparent_age, birth_date, birth_date_unknown, sex, biological_sex, gender, birth_entity, nationality,
  residence_entity, residence_municipality, residence_locality, curp_state, curp_absent_reason, curp_blind, curp_attested_by, curp_attested_at,
  identity, version, updated_at, updated_by
) on front.patient to amate_clinician, amate_frontdesk;

-- Tells the search indexes of all processes. Ids only: whoever listens learns nothing else.
create function front.note_patient_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.changed_at := clock_timestamp();
  perform pg_notify('patient_changed', new.clinic_id::text || ' ' || new.id::text);
  return new;
end $$;
create trigger note_change before insert or update on front.patient for each row execute function front.note_patient_change();

-- By the database's own clock, so that a process whose clock differs misses nothing.
create function front.patients_changed_within(seconds integer) returns table (clinic_id uuid, id uuid)
language sql stable security definer set search_path = '' as $$
  select p.clinic_id, p.id
  from front.patient p
  where p.changed_at > clock_timestamp() - make_interval(secs => seconds)
  order by p.changed_at
$$;
create function front.clinics_with_patients() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.clinic_id from front.patient_counter c order by c.clinic_id
$$;
grant execute on function front.patients_changed_within(integer), front.clinics_with_patients() to amate_index;

-- Keyed fingerprints for exact look-ups of what is sealed: telephones, e-mail, the name's words.
create table front.patient_lookup (
  clinic_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'name')),
  blind bytea not null check (octet_length(blind) = 32),
  primary key (clinic_id, patient_id, kind, blind),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id)
);
create index patient_lookup_blind on front.patient_lookup (clinic_id, kind, blind);
-- Not audited: derived from front.patient, whose change is.
select amate.protect('front.patient_lookup', 'tenant', false);
grant select, insert, delete on front.patient_lookup to amate_clinician, amate_frontdesk;
grant select, insert on front.patient_lookup to amate_worker;

-- The whole identity as it was from each change on, sealed, with its reason: prior states can be rebuilt.
create table front.patient_identity_version (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  version integer not null check (version > 0),
  event text not null check (event in ('registered', 'registered-unknown', 'corrected', 'identified')),
  snapshot bytea not null,
  at timestamptz not null default now(),
  by_person uuid,
  primary key (clinic_id, id),
  unique (clinic_id, patient_id, version),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id)
);
select amate.protect('front.patient_identity_version', 'frozen');
grant select on front.patient_identity_version to amate_clinician, amate_frontdesk, amate_auditor, amate_worker;
grant insert on front.patient_identity_version to amate_clinician, amate_frontdesk, amate_worker;

create table front.patient_merge (
  clinic_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  reason bytea not null,
  at timestamptz not null default now(),
  by_person uuid,
  undone_at timestamptz,
  undone_by uuid,
  undo_reason bytea,
  primary key (clinic_id, id),
  foreign key (clinic_id, kept_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, merged_id) references front.patient (clinic_id, id),
  check (kept_id <> merged_id),
  check ((undone_at is null) = (undo_reason is null))
);
create unique index patient_merge_standing on front.patient_merge (clinic_id, merged_id) where undone_at is null;
create index patient_merge_kept on front.patient_merge (clinic_id, kept_id);
create index patient_merge_merged on front.patient_merge (clinic_id, merged_id);
select amate.protect('front.patient_merge', 'tenant');
grant select on front.patient_merge to amate_clinician, amate_frontdesk, amate_auditor, amate_worker;
grant insert, update (undone_at, undone_by, undo_reason) on front.patient_merge to amate_clinician, amate_frontdesk;

-- A merge is undone once, and nothing else of it ever changes.
create function front.keep_merge() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.undone_at is not null or new.undone_at is null
    or (new.clinic_id, new.id, new.kept_id, new.merged_id, new.reason, new.at, new.by_person)
       is distinct from
       (old.clinic_id, old.id, old.kept_id, old.merged_id, old.reason, old.at, old.by_person) then
    raise exception 'a merge is only undone, and once' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger keep before update or delete on front.patient_merge for each row execute function front.keep_merge();

-- ---------------------------------------------------------------- grounds for taking personal data
create table front.privacy_consent (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  notice_version integer not null,
  text_sha256 bytea not null check (octet_length(text_sha256) = 32),
  mechanism text not null check (mechanism in ('autograph-on-paper', 'electronic-signature', 'authentication')),
  given_by text not null check (given_by in ('patient', 'mother', 'father', 'guardian', 'representative')),
  giver bytea,                   -- sealed name of whoever consents for the patient
  secondary_purposes boolean not null,
  at timestamptz not null default now(),
  ip inet,
  recorded_by uuid,
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, notice_version) references front.privacy_notice (clinic_id, version),
  check ((given_by = 'patient') = (giver is null))
);
create index privacy_consent_patient on front.privacy_consent (clinic_id, patient_id, at desc);
create index privacy_consent_notice on front.privacy_consent (clinic_id, notice_version);
select amate.protect('front.privacy_consent', 'frozen');
grant select on front.privacy_consent to amate_clinician, amate_frontdesk, amate_auditor, amate_worker;
grant insert on front.privacy_consent to amate_clinician, amate_frontdesk, amate_worker;

-- Care goes first: an emergency, or a person who cannot consent. It begins, and ends when consent is asked for.
create table front.privacy_exception (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  cause text not null check (cause in ('emergency', 'cannot-consent')),
  began_at timestamptz not null default now(),
  recorded_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  consent_id uuid,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, consent_id, patient_id) references front.privacy_consent (clinic_id, id, patient_id),
  check ((ended_at is null) = (consent_id is null)),
  check (ended_at >= began_at)
);
create index privacy_exception_patient on front.privacy_exception (clinic_id, patient_id, began_at desc);
create index privacy_exception_consent on front.privacy_exception (clinic_id, consent_id, patient_id);
select amate.protect('front.privacy_exception', 'tenant');
grant select on front.privacy_exception to amate_clinician, amate_frontdesk, amate_auditor, amate_worker;
grant insert on front.privacy_exception to amate_clinician, amate_frontdesk, amate_worker;
grant update (ended_at, ended_by, consent_id) on front.privacy_exception to amate_clinician, amate_frontdesk;

create function front.keep_exception() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
    or (new.clinic_id, new.id, new.patient_id, new.cause, new.began_at, new.recorded_by)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.cause, old.began_at, old.recorded_by) then
    raise exception 'a privacy exception is only ended, and once' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger keep before update or delete on front.privacy_exception for each row execute function front.keep_exception();

-- LFPDPPP 8 and 9: no patient without consent or exception. Asked at commit, so that both go in together.
create function front.require_ground() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from front.privacy_consent c where c.clinic_id = new.clinic_id and c.patient_id = new.id)
    and not exists (select from front.privacy_exception e where e.clinic_id = new.clinic_id and e.patient_id = new.id) then
    raise exception 'a patient needs privacy consent or a recorded exception' using errcode = 'AM003';
  end if;
  return null;
end $$;
create constraint trigger ground after insert on front.patient
  deferrable initially deferred for each row execute function front.require_ground();
