-- Prescriptions: in work, prepared, signed, ended; their lines as codes and numbers, so that the database itself can count
-- what was handed over. Words and identities are sealed with the patient's key, what the public page shows with a key made
-- of the token that is printed in the code, which the database never holds.
create schema rx;
grant usage on schema rx to amate_clinician, amate_worker;

-- The clinic's running number of prescriptions.
create table rx.folio (
  clinic_id uuid not null,
  last bigint not null check (last > 0),
  primary key (clinic_id)
);
select amate.protect('rx.folio', 'tenant', false);

create function rx.next_folio() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  clinic uuid := auth.clinic();
  given bigint;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into rx.folio (clinic_id, last)
  values (clinic, 1)
  on conflict (clinic_id) do update set last = rx.folio.last + 1
  returning last into given;
  return given;
end $$;
grant execute on function rx.next_folio() to amate_clinician;

-- A prescription in work. Its words are sealed; they move to rx.signed when it is signed.
create table rx.prescription (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  author_id uuid not null,
  encounter_id uuid,
  state text not null default 'draft' check (state in ('draft', 'signed', 'discarded')),
  version integer not null default 0 check (version >= 0),
  content bytea,
  -- The signed one that this is to stand in the place of.
  replaces uuid,
  last_save uuid,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, encounter_id) references clin.encounter (clinic_id, id),
  foreign key (clinic_id, replaces, patient_id) references rx.prescription (clinic_id, id, patient_id),
  check (state <> 'signed' or content is null)
);
create index prescription_patient on rx.prescription (clinic_id, patient_id, created_at desc, id);
create index prescription_author on rx.prescription (clinic_id, author_id) where state = 'draft';
create index prescription_author_all on rx.prescription (clinic_id, author_id);
create index prescription_encounter on rx.prescription (clinic_id, encounter_id);
create index prescription_replaces on rx.prescription (clinic_id, replaces, patient_id);
select amate.protect('rx.prescription', 'tenant');
select clin.restrict_reading('rx.prescription');
create policy own_new on rx.prescription as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()) and (select auth.role_now()) = 'physician');
create policy own_change on rx.prescription as restrictive for update to amate_clinician using (author_id = (select auth.person()));
grant select, insert on rx.prescription to amate_clinician;
grant update (content, version, last_save, saved_at, state) on rx.prescription to amate_clinician;
create trigger kept before delete on rx.prescription for each row execute function clin.refuse_removal();
create trigger kept_whole before truncate on rx.prescription for each statement execute function clin.refuse_removal();

-- What an autosave changes leaves no earlier state, as of a note.
create or replace function audit.columns_not_kept(relation text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case relation
    when 'clin.note' then array['content', 'version', 'last_save', 'saved_at']
    when 'clin.note_preparation' then array['*']
    when 'rx.prescription' then array['content', 'version', 'last_save', 'saved_at']
    when 'rx.preparation' then array['*']
    when 'front.patient' then array['identity', 'curp_blind', 'changed_at']
    when 'org.staff_member' then array['email']
    else '{}'::text[]
  end
$$;

-- What was frozen for a signature, for a quarter of an hour.
create table rx.preparation (
  clinic_id uuid not null,
  id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  prescription_version integer not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  folio text not null,
  payload bytea not null,
  payload_sha256 bytea not null check (octet_length(payload_sha256) = 32),
  -- What the payload only names by its digest: the patient's identity, the diagnosis, the whole safety check.
  private bytea not null,
  pdf bytea not null,
  pdf_digest bytea not null check (octet_length(pdf_digest) = 32),
  signed_attributes bytea not null,
  certificate bytea not null,
  token_sha256 bytea not null check (octet_length(token_sha256) = 32),
  -- The payload again, sealed with the token's key.
  public_copy bytea not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, prescription_id, patient_id) references rx.prescription (clinic_id, id, patient_id),
  foreign key (clinic_id, prepared_by) references org.staff_member (clinic_id, id)
);
create index preparation_prescription on rx.preparation (clinic_id, prescription_id, patient_id);
create index preparation_person on rx.preparation (clinic_id, prepared_by);
create index preparation_expiry on rx.preparation (clinic_id, expires_at);
select amate.protect('rx.preparation', 'tenant');
select clin.restrict_reading('rx.preparation');
create policy own on rx.preparation as restrictive for all to amate_clinician
  using (prepared_by = (select auth.person())) with check (prepared_by = (select auth.person()));
create trigger frozen before update on rx.preparation for each row execute function amate.refuse_change();
grant select, insert on rx.preparation to amate_clinician;
grant select, delete on rx.preparation to amate_worker;

-- A signed prescription: what was signed, both signatures, the certificate, the signed PDF. Never changed, never removed.
create table rx.signed (
  clinic_id uuid not null,
  prescription_id uuid not null,
  preparation_id uuid not null,
  patient_id uuid not null,
  author_id uuid not null,
  folio text not null check (folio ~ '^RX-[0-9]{7,}$'),
  -- What the original is: a file with a constancia, a file that still lacks one, or the signed paper.
  mode text not null check (mode in ('ELECTRONICA_SIN_CONSTANCIA', 'IMPRESA_AUTOGRAFA')),
  -- The strictest fraction of LGS 226 among its lines; null when a line is unclassified.
  class text check (class in ('I', 'II', 'III', 'IV', 'V', 'VI')),
  has_antibiotic boolean not null,
  signed_at timestamptz not null,
  -- The last civil day of the clinic on which it may be filled; null without a limit of the law or of the prescriber.
  valid_until date,
  payload bytea not null,
  payload_sha256 bytea not null check (octet_length(payload_sha256) = 32),
  payload_signature bytea not null,
  private bytea not null,
  signed_attributes bytea not null,
  attributes_signature bytea not null,
  algorithm text not null check (algorithm = 'RSASSA-PKCS1-v1_5-SHA-256'),
  certificate bytea not null,
  certificate_serial text not null,
  revocation text not null check (revocation in ('not-checked', 'good', 'revoked')),
  pdf bytea not null,
  pdf_sha256 bytea not null check (octet_length(pdf_sha256) = 32),
  -- Which safety data judged it, so that the judgement can be repeated.
  safety_data text not null,
  safety_sha256 bytea not null check (octet_length(safety_sha256) = 32),
  primary key (clinic_id, prescription_id),
  unique (clinic_id, folio),
  foreign key (clinic_id, prescription_id, patient_id) references rx.prescription (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id)
);
create index signed_patient on rx.signed (clinic_id, patient_id, signed_at desc);
create index signed_author on rx.signed (clinic_id, author_id, signed_at desc);
create index signed_prescription_patient on rx.signed (clinic_id, prescription_id, patient_id);
create index signed_time on rx.signed (clinic_id, signed_at desc);
select amate.protect('rx.signed', 'frozen');
select clin.restrict_reading('rx.signed');
create policy signer on rx.signed as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on rx.signed to amate_clinician;

-- A line of a signed prescription in codes and numbers.
create table rx.signed_line (
  clinic_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  line integer not null check (line between 1 and 30),
  -- Keys of the catalogue; empty for a medicine in free text.
  ingredients text[] not null,
  presentation text,
  fraction text check (fraction in ('I', 'II', 'III', 'IV', 'V', 'VI')),
  is_antibiotic boolean not null,
  -- What one fill hands over, in `unit`; `packs` where it is whole packs of the presentation.
  unit text not null,
  per_fill numeric(12, 3) not null check (per_fill > 0),
  packs integer check (packs > 0),
  fills integer not null check (fills between 1 and 12),
  -- The last day of the treatment; null while it goes on.
  treated_until date,
  primary key (clinic_id, prescription_id, line),
  foreign key (clinic_id, prescription_id, patient_id) references rx.prescription (clinic_id, id, patient_id)
);
create index signed_line_patient on rx.signed_line (clinic_id, patient_id, treated_until);
create index signed_line_prescription on rx.signed_line (clinic_id, prescription_id, patient_id);
select amate.protect('rx.signed_line', 'frozen');
select clin.restrict_reading('rx.signed_line');
grant select, insert on rx.signed_line to amate_clinician;

-- What the safety check said when it was signed, as codes; `reason` is what the prescriber answered to it.
create table rx.signed_alert (
  clinic_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  place integer not null check (place between 1 and 500),
  rule text not null,
  kind text not null check (kind in ('interaction', 'allergy', 'cross-allergy', 'duplicate', 'pregnancy', 'lactation', 'age', 'max-dose', 'renal', 'condition')),
  severity text not null check (severity in ('contraindicated', 'major', 'moderate', 'minor')),
  reason text check (reason in ('benefit-outweighs-risk', 'tolerated-before', 'will-monitor', 'dose-adjusted', 'data-wrong', 'no-alternative', 'specialist-advice', 'other')),
  primary key (clinic_id, prescription_id, place),
  foreign key (clinic_id, prescription_id, patient_id) references rx.prescription (clinic_id, id, patient_id),
  check (severity in ('moderate', 'minor') or reason is not null)
);
create index signed_alert_prescription on rx.signed_alert (clinic_id, prescription_id, patient_id);
select amate.protect('rx.signed_alert', 'frozen');
select clin.restrict_reading('rx.signed_alert');
grant select, insert on rx.signed_alert to amate_clinician;

-- What whoever scans the code may read: the signed payload, sealed with a key made of the token. Found by the token's digest.
create table rx.public_copy (
  clinic_id uuid not null,
  prescription_id uuid not null,
  token_sha256 bytea not null check (octet_length(token_sha256) = 32),
  sealed bytea not null,
  primary key (clinic_id, prescription_id),
  foreign key (clinic_id, prescription_id) references rx.signed (clinic_id, prescription_id)
);
-- Found before anybody knows of which clinic it is.
create unique index public_copy_token on rx.public_copy (token_sha256);
select amate.protect('rx.public_copy', 'frozen', false);
select clin.restrict_reading('rx.public_copy');
grant select, insert on rx.public_copy to amate_clinician;

-- A prescription ended before its time: cancelled, or replaced by another.
create table rx.ending (
  clinic_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('cancelled', 'replaced')),
  reason text not null check (reason in ('wrong-medicine', 'wrong-patient', 'adverse-reaction', 'treatment-changed', 'not-wanted', 'lost', 'other')),
  -- Words of the prescriber, sealed; empty when the reason says it all.
  words bytea,
  replaced_by uuid,
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (clinic_id, prescription_id),
  foreign key (clinic_id, prescription_id) references rx.signed (clinic_id, prescription_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, replaced_by, patient_id) references rx.prescription (clinic_id, id, patient_id),
  foreign key (clinic_id, ended_by) references org.staff_member (clinic_id, id),
  check ((kind = 'replaced') = (replaced_by is not null))
);
create index ending_patient on rx.ending (clinic_id, patient_id);
create index ending_replaced_by on rx.ending (clinic_id, replaced_by, patient_id);
create index ending_person on rx.ending (clinic_id, ended_by);
select amate.protect('rx.ending', 'frozen');
select clin.restrict_reading('rx.ending');
create policy own on rx.ending as restrictive for insert to amate_clinician
  with check (ended_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on rx.ending to amate_clinician;

-- A constancia of conservation (NOM-151) or a time stamp (RFC 3161) that somebody brought, and what was found of it.
create table rx.constancia (
  clinic_id uuid not null,
  id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('nom-151', 'rfc-3161')),
  status text not null check (status in ('issuer-trusted', 'issuer-unknown')),
  issuer text not null,
  stamped_at timestamptz not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  file bytea not null,
  brought_by uuid not null,
  brought_at timestamptz not null,
  primary key (clinic_id, id),
  unique (clinic_id, prescription_id, sha256),
  foreign key (clinic_id, prescription_id) references rx.signed (clinic_id, prescription_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, brought_by) references org.staff_member (clinic_id, id)
);
create index constancia_patient on rx.constancia (clinic_id, patient_id);
create index constancia_person on rx.constancia (clinic_id, brought_by);
select amate.protect('rx.constancia', 'frozen');
select clin.restrict_reading('rx.constancia');
create policy own on rx.constancia as restrictive for insert to amate_clinician
  with check (brought_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on rx.constancia to amate_clinician;

-- A line that a prescriber keeps to write again; hers and no patient's, sealed with the clinic's key.
create table rx.favourite (
  clinic_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  words bytea not null,
  kept_at timestamptz not null,
  retired_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, owner_id) references org.staff_member (clinic_id, id)
);
create index favourite_owner on rx.favourite (clinic_id, owner_id) where retired_at is null;
create index favourite_owner_all on rx.favourite (clinic_id, owner_id);
select amate.protect('rx.favourite', 'tenant');
select clin.restrict_reading('rx.favourite');
create policy own on rx.favourite as restrictive for all to amate_clinician
  using (owner_id = (select auth.person())) with check (owner_id = (select auth.person()));
grant select, insert on rx.favourite to amate_clinician;
grant update (retired_at) on rx.favourite to amate_clinician;

-- What hangs from a prescription is its author's to write: nobody else's statement slips a line under her signature.
create function rx.writes(prescription uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select
    from rx.prescription p
    where p.clinic_id = auth.clinic() and p.id = writes.prescription and p.author_id = auth.person())
$$;
grant execute on function rx.writes(uuid) to amate_clinician;
create policy author on rx.signed_line as restrictive for insert to amate_clinician with check (rx.writes(prescription_id));
create policy author on rx.signed_alert as restrictive for insert to amate_clinician with check (rx.writes(prescription_id));
create policy author on rx.public_copy as restrictive for insert to amate_clinician with check (rx.writes(prescription_id));

-- What hangs from a prescription is written while it is signed and never after.
create function rx.guard_child() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from rx.prescription p
  where p.clinic_id = new.clinic_id and p.id = new.prescription_id and p.state = 'draft';
  if not found then
    raise exception 'the prescription is no draft' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before insert on rx.signed_line for each row execute function rx.guard_child();
create trigger guard before insert on rx.signed_alert for each row execute function rx.guard_child();
create trigger guard before insert on rx.signed for each row execute function rx.guard_child();
create trigger guard before insert on rx.public_copy for each row execute function rx.guard_child();

-- The law of what is signed, whatever the program says (LGS 226, 240; RX-CTRL-2, RX-CTRL-3, RX-CTRL-4).
create function rx.guard_signed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lines integer;
  controlled integer;
  unclassified integer;
  beyond integer;
begin
  select
    count(*), count(*) filter (where l.fraction in ('I', 'II', 'III')), count(*) filter (where l.fraction is null),
    count(*) filter (where (l.fraction in ('I', 'II') and l.fills > 1) or (l.fraction = 'III' and l.fills > 3) or (l.fraction = 'II' and coalesce(l.packs, 3) > 2))
  into lines, controlled, unclassified, beyond
  from rx.signed_line l
  where l.clinic_id = new.clinic_id and l.prescription_id = new.prescription_id;
  if lines = 0 then
    raise exception 'a prescription without a line is none' using errcode = 'AM001';
  end if;
  if controlled > 0 and lines > 1 then
    raise exception 'a controlled medicine stands alone on its prescription' using errcode = 'AM001';
  end if;
  if beyond > 0 then
    raise exception 'more than the law allows of a controlled medicine' using errcode = 'AM001';
  end if;
  if new.mode <> 'IMPRESA_AUTOGRAFA' and controlled + unclassified > 0 then
    raise exception 'a controlled or unclassified medicine has its original on paper' using errcode = 'AM001';
  end if;
  if controlled > 0 and new.valid_until is null then
    raise exception 'a controlled medicine may be filled for a limited time' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger lawful before insert on rx.signed for each row execute function rx.guard_signed();

create function rx.guard_prescription() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.state <> 'draft'
    or (new.clinic_id, new.id, new.patient_id, new.author_id, new.encounter_id, new.replaces, new.created_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.author_id, old.encounter_id, old.replaces, old.created_at)
    or new.version < old.version
  then
    raise exception 'only a draft may change, and only its words' using errcode = 'AM001';
  end if;
  if new.state = 'signed' then
    perform from rx.signed s
    join rx.public_copy c on c.clinic_id = s.clinic_id and c.prescription_id = s.prescription_id
    where s.clinic_id = new.clinic_id and s.prescription_id = new.id;
    if not found then
      raise exception 'a prescription is signed by its signature alone' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $$;
create trigger guard before update on rx.prescription for each row execute function rx.guard_prescription();
