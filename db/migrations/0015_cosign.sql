-- Second signatures: who signs under supervision, what waits for a second signature, what was returned; the consent a
-- document rests on and its revocation; patients under observation.

-- ---------------------------------------------------------------- who is supervised
-- Append-only: the newest row of a person holds. 'none' ends supervision (a degree, a cédula).
create table org.supervision (
  clinic_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  grade text not null check (grade in ('student', 'intern', 'social-service', 'resident', 'none')),
  supervisor_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, person_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, supervisor_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, recorded_by) references org.staff_member (clinic_id, id),
  check ((grade = 'none') = (supervisor_id is null)),
  check (supervisor_id <> person_id)
);
create index supervision_person on org.supervision (clinic_id, person_id, recorded_at desc, id desc);
create index supervision_supervisor on org.supervision (clinic_id, supervisor_id);
create index supervision_recorder on org.supervision (clinic_id, recorded_by);
select amate.protect('org.supervision', 'frozen');
grant select on org.supervision to amate_clinician, amate_auditor, amate_admin, amate_worker;
grant insert on org.supervision to amate_admin, amate_worker;

create function org.needs_supervisor(clinic uuid, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select s.grade <> 'none' from org.supervision s
    where s.clinic_id = clinic and s.person_id = person
    order by s.recorded_at desc, s.id desc
    limit 1), false)
$$;
-- A physician of the clinic with a verified cédula who is not under supervision herself.
create function org.may_supervise(clinic uuid, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select not org.needs_supervisor(clinic, person)
    and exists (select from org.staff_member s where s.clinic_id = clinic and s.id = person and s.active)
    and exists (select from org.membership m where m.clinic_id = clinic and m.person_id = person and m.role = 'physician' and m.active)
    and exists (select from org.licence l where l.clinic_id = clinic and l.person_id = person and l.kind = 'profession' and l.verified_at is not null and l.withdrawn_at is null)
$$;
grant execute on function org.needs_supervisor(uuid, uuid), org.may_supervise(uuid, uuid) to amate_clinician, amate_admin, amate_worker;

-- ---------------------------------------------------------------- a document that waits
alter table clin.note drop constraint note_state_check;
alter table clin.note add constraint note_state_check check (state in ('draft', 'waiting', 'signed', 'discarded'));
alter table clin.note drop constraint note_check1;
alter table clin.note add constraint note_words_kept check ((state in ('draft', 'waiting')) = (content is not null) or state = 'discarded');
create index note_waiting on clin.note (clinic_id, created_at) where state = 'waiting';

-- What the author signed first. By e.firma it holds payload, both signatures and the once-signed PDF; an authenticated
-- act of finishing holds the digest of the words alone, which stay in the note and cannot change while it waits.
create table clin.first_signature (
  clinic_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  author_id uuid not null,
  asks text not null check (asks in ('supervisor', 'second-physician')),
  named_id uuid,
  note_version integer not null,
  method text not null check (method in ('efirma', 'attested')),
  signed_at timestamptz not null,
  words_sha256 bytea not null check (octet_length(words_sha256) = 32),
  payload bytea,
  payload_sha256 bytea check (octet_length(payload_sha256) = 32),
  payload_signature bytea,
  signed_attributes bytea,
  attributes_signature bytea,
  certificate bytea,
  certificate_serial text,
  pdf bytea,
  pdf_sha256 bytea check (octet_length(pdf_sha256) = 32),
  verification_code text,
  primary key (clinic_id, id),
  unique (clinic_id, id, note_id),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, named_id) references org.staff_member (clinic_id, id),
  check (asks = 'supervisor' or method = 'efirma'),
  check ((method = 'efirma') = (payload is not null and payload_sha256 is not null and payload_signature is not null and signed_attributes is not null
    and attributes_signature is not null and certificate is not null and certificate_serial is not null and pdf is not null and pdf_sha256 is not null and verification_code is not null))
);
create index first_signature_note on clin.first_signature (clinic_id, note_id, patient_id);
create index first_signature_author on clin.first_signature (clinic_id, author_id);
create index first_signature_named on clin.first_signature (clinic_id, named_id);
select amate.protect('clin.first_signature', 'frozen');
select clin.restrict_reading('clin.first_signature');
create policy signer on clin.first_signature as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()));
grant select, insert on clin.first_signature to amate_clinician;

-- Returned with a reason: the note is a draft again; the first signature stays.
create table clin.returned_document (
  clinic_id uuid not null,
  first_id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  returned_by uuid not null,
  returned_at timestamptz not null,
  reason bytea not null,
  primary key (clinic_id, first_id),
  foreign key (clinic_id, first_id, note_id) references clin.first_signature (clinic_id, id, note_id),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, returned_by) references org.staff_member (clinic_id, id)
);
create index returned_document_first on clin.returned_document (clinic_id, first_id, note_id);
create index returned_document_note on clin.returned_document (clinic_id, note_id, patient_id);
create index returned_document_person on clin.returned_document (clinic_id, returned_by);
select amate.protect('clin.returned_document', 'frozen');
select clin.restrict_reading('clin.returned_document');
create policy reader on clin.returned_document as restrictive for insert to amate_clinician
  with check (returned_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.returned_document to amate_clinician;

-- The second signature: over the canonical payload together with the first signature, and over the whole PDF.
create table clin.second_signature (
  clinic_id uuid not null,
  note_id uuid not null,
  first_id uuid not null,
  preparation_id uuid not null,
  patient_id uuid not null,
  signer_id uuid not null,
  signed_at timestamptz not null,
  payload bytea not null,
  payload_sha256 bytea not null check (octet_length(payload_sha256) = 32),
  payload_signature bytea not null,
  signed_attributes bytea not null,
  attributes_signature bytea not null,
  certificate bytea not null,
  certificate_serial text not null,
  primary key (clinic_id, note_id),
  foreign key (clinic_id, first_id, note_id) references clin.first_signature (clinic_id, id, note_id),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, signer_id) references org.staff_member (clinic_id, id)
);
create index second_signature_first on clin.second_signature (clinic_id, first_id, note_id);
create index second_signature_note on clin.second_signature (clinic_id, note_id, patient_id);
create index second_signature_signer on clin.second_signature (clinic_id, signer_id);
select amate.protect('clin.second_signature', 'frozen');
select clin.restrict_reading('clin.second_signature');
create policy signer on clin.second_signature as restrictive for insert to amate_clinician
  with check (signer_id = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.second_signature to amate_clinician;

alter table clin.note_preparation add column first_id uuid;
alter table clin.note_preparation add foreign key (clinic_id, first_id, note_id) references clin.first_signature (clinic_id, id, note_id);
create index note_preparation_first on clin.note_preparation (clinic_id, first_id, note_id);

-- The first signature a note waits with: the one that was not returned.
create function clin.first_in_force(clinic uuid, note uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select f.id from clin.first_signature f
  where f.clinic_id = clinic and f.note_id = note
    and not exists (select from clin.returned_document r where r.clinic_id = f.clinic_id and r.first_id = f.id)
  order by f.signed_at desc, f.id desc
  limit 1
$$;
grant execute on function clin.first_in_force(uuid, uuid) to amate_clinician;

create function clin.is_completed_by(clinic uuid, note uuid, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from clin.second_signature s where s.clinic_id = clinic and s.note_id = note and s.signer_id = person)
$$;
grant execute on function clin.is_completed_by(uuid, uuid, uuid) to amate_clinician;

create function clin.guard_first_signature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'draft' and n.author_id = new.author_id and n.version = new.note_version;
  if not found or clin.first_in_force(new.clinic_id, new.note_id) is not null then
    raise exception 'a first signature is its author''s, of a draft as it stands' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.first_signature for each row execute function clin.guard_first_signature();

create function clin.guard_returned() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'waiting' and n.author_id <> new.returned_by
    and clin.first_in_force(n.clinic_id, n.id) = new.first_id;
  if not found then
    raise exception 'only what waits is returned, and not by its author' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.returned_document for each row execute function clin.guard_returned();

create function clin.guard_second_signature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'waiting' and n.author_id <> new.signer_id
    and clin.first_in_force(n.clinic_id, n.id) = new.first_id;
  if not found or not org.may_supervise(new.clinic_id, new.signer_id) then
    raise exception 'a second signature is of what waits, by another physician who may sign alone' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.second_signature for each row execute function clin.guard_second_signature();

-- Both halves of each step, or none: judged when the transaction ends.
create function clin.require_step_taken() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  state_now text;
begin
  select n.state into state_now from clin.note n where n.clinic_id = new.clinic_id and n.id = new.note_id;
  if (tg_argv[0] = 'not-draft' and state_now = 'draft' and clin.first_in_force(new.clinic_id, new.note_id) is not null)
    or (tg_argv[0] = 'signed' and state_now <> 'signed')
    or (tg_argv[0] = 'draft' and state_now = 'waiting' and clin.first_in_force(new.clinic_id, new.note_id) is null)
  then
    raise exception 'the note did not take the step with its row' using errcode = 'AM001';
  end if;
  return null;
end $$;
create constraint trigger step_taken after insert on clin.first_signature deferrable initially deferred for each row execute function clin.require_step_taken('not-draft');
create constraint trigger step_taken after insert on clin.second_signature deferrable initially deferred for each row execute function clin.require_step_taken('signed');
create constraint trigger step_taken after insert on clin.returned_document deferrable initially deferred for each row execute function clin.require_step_taken('draft');

-- Whoever is supervised signs nothing alone; whoever completed a document stores its signed form.
drop policy signer on clin.signed_note;
create policy signer on clin.signed_note as restrictive for insert to amate_clinician
  with check (
    (author_id = (select auth.person()) and clin.may_write(kind, amends) and not org.needs_supervisor(clinic_id, author_id))
    or clin.is_completed_by(clinic_id, note_id, (select auth.person())));
drop policy own_change on clin.note;
create policy own_change on clin.note as restrictive for update to amate_clinician
  using (author_id = (select auth.person()) or (state = 'waiting' and (select auth.role_now()) = 'physician'))
  with check (author_id = (select auth.person()) or (state in ('waiting', 'signed', 'draft') and (select auth.role_now()) = 'physician'));

create or replace function clin.guard_child() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id
    and ((n.state = 'draft' and (session_user <> 'amate_clinician' or n.author_id = auth.person()))
      or (n.state = 'waiting' and exists (
        select from clin.second_signature s
        where s.clinic_id = n.clinic_id and s.note_id = n.id and (session_user <> 'amate_clinician' or s.signer_id = auth.person()))));
  if not found then
    raise exception 'the note is no draft of this person' using errcode = 'AM001';
  end if;
  return new;
end $$;

create or replace function clin.guard_note() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.state not in ('draft', 'waiting')
    or (new.clinic_id, new.id, new.encounter_id, new.patient_id, new.kind, new.amends, new.author_id, new.created_at)
       is distinct from
       (old.clinic_id, old.id, old.encounter_id, old.patient_id, old.kind, old.amends, old.author_id, old.created_at)
    or new.version < old.version
  then
    raise exception 'only a draft may change, and only its words' using errcode = 'AM001';
  end if;
  if old.state = 'waiting' then
    if new.state not in ('draft', 'signed')
      or (new.version, new.last_save, new.saved_at, new.consent_id) is distinct from (old.version, old.last_save, old.saved_at, old.consent_id)
      or (new.state = 'draft' and (new.content is distinct from old.content or clin.first_in_force(new.clinic_id, new.id) is not null))
      or (new.state = 'signed' and not exists (select from clin.second_signature s where s.clinic_id = new.clinic_id and s.note_id = new.id))
    then
      raise exception 'what waits for a second signature changes by that signature or by being returned' using errcode = 'AM001';
    end if;
  elsif new.state = 'waiting' then
    perform from clin.first_signature f
    where f.clinic_id = new.clinic_id and f.id = clin.first_in_force(new.clinic_id, new.id) and f.note_version = new.version;
    if not found or new.content is distinct from old.content or new.consent_id is distinct from old.consent_id then
      raise exception 'a note waits by its first signature alone' using errcode = 'AM001';
    end if;
  end if;
  if new.state = 'signed' then
    perform from clin.signed_note s where s.clinic_id = new.clinic_id and s.note_id = new.id;
    if not found then
      raise exception 'a note is signed by its signature alone' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $$;

-- ---------------------------------------------------------------- the consent a document rests on
alter table clin.note add column consent_id uuid;
alter table clin.note add foreign key (clinic_id, consent_id) references clin.signed_note (clinic_id, note_id);
create index note_consent on clin.note (clinic_id, consent_id);
grant update (consent_id) on clin.note to amate_clinician;

create table clin.consent_revocation (
  clinic_id uuid not null,
  consent_id uuid not null,
  patient_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  words bytea not null,
  primary key (clinic_id, consent_id),
  foreign key (clinic_id, consent_id) references clin.signed_note (clinic_id, note_id),
  foreign key (clinic_id, consent_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, recorded_by) references org.staff_member (clinic_id, id)
);
create index consent_revocation_note on clin.consent_revocation (clinic_id, consent_id, patient_id);
create index consent_revocation_person on clin.consent_revocation (clinic_id, recorded_by);
select amate.protect('clin.consent_revocation', 'frozen');
select clin.restrict_reading('clin.consent_revocation');
create policy recorder on clin.consent_revocation as restrictive for insert to amate_clinician
  with check (recorded_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.consent_revocation to amate_clinician;

create function clin.guard_revocation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.signed_note s where s.clinic_id = new.clinic_id and s.note_id = new.consent_id and s.kind = 'consent';
  if not found then
    raise exception 'only a signed consent is revoked' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.consent_revocation for each row execute function clin.guard_revocation();

-- ---------------------------------------------------------------- patients under observation
-- Begun and ended, each once and each by a row that stays.
create table clin.observation_step (
  clinic_id uuid not null,
  encounter_id uuid not null,
  step text not null check (step in ('begun', 'ended')),
  patient_id uuid not null,
  taken_by uuid not null,
  taken_at timestamptz not null,
  primary key (clinic_id, encounter_id, step),
  foreign key (clinic_id, encounter_id) references clin.encounter (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, taken_by) references org.staff_member (clinic_id, id)
);
create index observation_step_patient on clin.observation_step (clinic_id, patient_id);
create index observation_step_person on clin.observation_step (clinic_id, taken_by);
select amate.protect('clin.observation_step', 'frozen');
select clin.restrict_reading('clin.observation_step');
create policy taker on clin.observation_step as restrictive for insert to amate_clinician
  with check (taken_by = (select auth.person()));
grant select, insert on clin.observation_step to amate_clinician;

create function clin.guard_observation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.encounter e
  where e.clinic_id = new.clinic_id and e.id = new.encounter_id and e.patient_id = new.patient_id and e.status = 'open' and e.kind = 'emergency'
    and (new.step = 'begun' or exists (
      select from clin.observation_step o where o.clinic_id = e.clinic_id and o.encounter_id = e.id and o.step = 'begun' and o.taken_at <= new.taken_at));
  if not found then
    raise exception 'observation is of an open emergency encounter, and ends once it began' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on clin.observation_step for each row execute function clin.guard_observation();
create index encounter_open_emergency on clin.encounter (clinic_id, started_at) where status = 'open' and kind = 'emergency';
