-- The pharmacy's side of a prescription: what whoever holds the printed code may read, and what was handed over, once.
-- The login amate_pharmacy has no session, no clinic and no table: three functions are its whole reach. Each finds one
-- prescription by the digest of the token on the paper.
create schema pharmacy;
grant usage on schema pharmacy to amate_pharmacy, amate_clinician;

-- One act of handing over. Who did it is stated, not signed in: a pharmacist's cédula or an establishment's licence.
create table pharmacy.dispensing (
  clinic_id uuid not null,
  id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  -- Made by the page: the same act sent twice counts once.
  request_id uuid not null,
  request_sha256 bytea not null check (octet_length(request_sha256) = 32),
  by_kind text not null check (by_kind in ('pharmacist', 'establishment')),
  licence text not null check (licence ~ '^[0-9A-Za-z./ -]{5,40}$'),
  by_name text not null check (length(by_name) between 3 and 160),
  establishment text not null check (length(establishment) between 3 and 200),
  address text not null check (length(address) <= 300),
  -- The paper stays with the pharmacy (LGS 226 I and II; III at its last fill).
  retained boolean not null,
  dispensed_on date not null,
  recorded_at timestamptz not null default now(),
  void_secret_sha256 bytea not null check (octet_length(void_secret_sha256) = 32),
  primary key (clinic_id, id),
  unique (clinic_id, prescription_id, request_id),
  foreign key (clinic_id, prescription_id) references rx.signed (clinic_id, prescription_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id)
);
create index dispensing_patient on pharmacy.dispensing (clinic_id, patient_id);
create index dispensing_time on pharmacy.dispensing (clinic_id, dispensed_on desc);
select amate.protect('pharmacy.dispensing', 'frozen');
select clin.restrict_reading('pharmacy.dispensing');
grant select on pharmacy.dispensing to amate_clinician;

-- What was handed over of one line.
create table pharmacy.item (
  clinic_id uuid not null,
  dispensing_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  line integer not null,
  -- Which fill of the line these units belong to.
  fill integer not null check (fill between 1 and 12),
  quantity numeric(12, 3) not null check (quantity > 0),
  brand text not null check (length(brand) between 1 and 160),
  lot text not null check (length(lot) between 1 and 60),
  expires_on date not null,
  -- When the establishment acquired it (RX-ATB-1); null where nobody said.
  acquired_on date,
  primary key (clinic_id, dispensing_id, line),
  foreign key (clinic_id, dispensing_id) references pharmacy.dispensing (clinic_id, id),
  foreign key (clinic_id, prescription_id, line) references rx.signed_line (clinic_id, prescription_id, line),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id)
);
create index item_line on pharmacy.item (clinic_id, prescription_id, line);
create index item_patient on pharmacy.item (clinic_id, patient_id);
select amate.protect('pharmacy.item', 'frozen');
select clin.restrict_reading('pharmacy.item');
grant select on pharmacy.item to amate_clinician;

-- An act taken back. It stays, and its units may be handed over again.
create table pharmacy.voiding (
  clinic_id uuid not null,
  dispensing_id uuid not null,
  patient_id uuid not null,
  reason text not null check (length(reason) between 3 and 300),
  recorded_at timestamptz not null default now(),
  primary key (clinic_id, dispensing_id),
  foreign key (clinic_id, dispensing_id) references pharmacy.dispensing (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id)
);
create index voiding_patient on pharmacy.voiding (clinic_id, patient_id);
select amate.protect('pharmacy.voiding', 'frozen');
select clin.restrict_reading('pharmacy.voiding');
grant select on pharmacy.voiding to amate_clinician;

-- ---------------------------------------------------------------- what the functions know
-- Units of a line that were handed over and not taken back.
create function pharmacy.handed_over(clinic uuid, prescription uuid, line integer) returns numeric
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(i.quantity), 0)
  from pharmacy.item i
  where i.clinic_id = handed_over.clinic and i.prescription_id = handed_over.prescription and i.line = handed_over.line
    and not exists (select from pharmacy.voiding v where v.clinic_id = i.clinic_id and v.dispensing_id = i.dispensing_id)
$$;

-- The lines of a prescription with what was handed over of each and what is left of the fill that is due.
create function pharmacy.lines_of(clinic uuid, prescription uuid)
returns table (line integer, unit text, per_fill numeric, packs integer, fills integer, fraction text, is_antibiotic boolean, handed numeric, fill integer, due numeric)
language sql stable security definer set search_path = '' as $$
  select
    l.line, l.unit, l.per_fill, l.packs, l.fills, l.fraction, l.is_antibiotic, h.handed,
    least(floor(h.handed / l.per_fill)::integer + 1, l.fills),
    case when h.handed >= l.per_fill * l.fills then 0 else l.per_fill * (floor(h.handed / l.per_fill) + 1) - h.handed end
  from rx.signed_line l
  cross join lateral (select pharmacy.handed_over(l.clinic_id, l.prescription_id, l.line) as handed) h
  where l.clinic_id = lines_of.clinic and l.prescription_id = lines_of.prescription
  order by l.line
$$;

-- Why nothing may be handed over now; null when something may.
create function pharmacy.standing(clinic uuid, prescription uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when e.kind is not null then e.kind
    when not exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.due > 0) then 'exhausted'
    when s.valid_until < (now() at time zone c.time_zone)::date then 'expired'
  end
  from rx.signed s
  join org.clinic c on c.clinic_id = s.clinic_id
  left join rx.ending e on e.clinic_id = s.clinic_id and e.prescription_id = s.prescription_id
  where s.clinic_id = standing.clinic and s.prescription_id = standing.prescription
$$;

create function pharmacy.note(clinic uuid, action text, entity uuid, patient uuid, detail jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, outcome, entity, entity_id, patient, detail)
  values (
    gen_random_uuid(), note.clinic, null, null, 'pharmacy', 'care', 'printed-code', note.action, 'ok', 'rx.signed', note.entity,
    audit.pseudonym_of(note.clinic, note.patient), note.detail);
end $$;

-- ---------------------------------------------------------------- the three ways in
-- Everything the page shows of the prescription that this token stands for; nothing when there is none. Noted in the audit.
create function pharmacy.find(token_sha256 bytea) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  copy rx.public_copy;
  signed rx.signed;
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = find.token_sha256;
  if not found then
    return null;
  end if;
  select s.* into signed from rx.signed s where s.clinic_id = copy.clinic_id and s.prescription_id = copy.prescription_id;
  perform pharmacy.note(copy.clinic_id, 'prescription-verified', copy.prescription_id, signed.patient_id, '{}'::jsonb);
  return jsonb_build_object(
    'clinicId', copy.clinic_id, 'prescriptionId', copy.prescription_id, 'sealed', encode(copy.sealed, 'base64'),
    'payloadSha256', encode(signed.payload_sha256, 'hex'), 'payloadSignature', encode(signed.payload_signature, 'base64'), 'certificate', encode(signed.certificate, 'base64'),
    'signedAt', signed.signed_at, 'standing', pharmacy.standing(copy.clinic_id, copy.prescription_id),
    'constancia', (
      select jsonb_build_object('kind', k.kind, 'status', k.status)
      from rx.constancia k
      where k.clinic_id = copy.clinic_id and k.prescription_id = copy.prescription_id
      order by k.kind = 'nom-151' desc, k.status = 'issuer-trusted' desc
      limit 1),
    'lines', (
      select jsonb_agg(jsonb_build_object(
        'line', l.line, 'unit', l.unit, 'perFill', l.per_fill, 'packs', l.packs, 'fills', l.fills, 'fraction', l.fraction, 'isAntibiotic', l.is_antibiotic, 'handed', l.handed, 'fill', l.fill, 'due', l.due)
        order by l.line)
      from pharmacy.lines_of(copy.clinic_id, copy.prescription_id) l),
    'dispensings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'on', d.dispensed_on, 'establishment', d.establishment, 'isVoid', v.dispensing_id is not null,
        'items', (select jsonb_agg(jsonb_build_object('line', i.line, 'quantity', i.quantity) order by i.line) from pharmacy.item i where i.clinic_id = d.clinic_id and i.dispensing_id = d.id))
        order by d.recorded_at), '[]'::jsonb)
      from pharmacy.dispensing d
      left join pharmacy.voiding v on v.clinic_id = d.clinic_id and v.dispensing_id = d.id
      where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id));
end $$;

-- Why these items may not be handed over, or nothing.
create function pharmacy.refusal(clinic uuid, prescription uuid, items jsonb, retained boolean) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  reason text := pharmacy.standing(clinic, prescription);
  today date;
begin
  select (now() at time zone c.time_zone)::date into today from org.clinic c where c.clinic_id = refusal.clinic;
  if reason is not null then
    return reason;
  end if;
  if coalesce(jsonb_array_length(items), 0) = 0 then
    return 'nothing-asked';
  end if;
  if (select count(distinct (i.value ->> 'line')) from jsonb_array_elements(items) i) < jsonb_array_length(items) then
    return 'line-twice';
  end if;
  select case
      when l.line is null then 'line-unknown'
      when not (i.quantity > 0) then 'quantity-wrong'
      when i.quantity > l.due then 'more-than-left'
      when l.fraction = 'II' and i.quantity < l.due then 'whole-fill-only'
      when l.fraction in ('I', 'II') and not refusal.retained then 'must-be-retained'
      when l.fraction = 'III' and l.fill = l.fills and l.fills > 1 and i.quantity = l.due and not refusal.retained then 'must-be-retained'
      when i.expires_on < today then 'product-expired'
    end
  into reason
  from jsonb_to_recordset(items) as i (line integer, quantity numeric, expires_on date)
  left join pharmacy.lines_of(clinic, prescription) l on l.line = i.line
  where l.line is null or not (i.quantity > 0) or i.quantity > l.due or (l.fraction = 'II' and i.quantity < l.due)
    or (l.fraction in ('I', 'II') and not refusal.retained)
    or (l.fraction = 'III' and l.fill = l.fills and l.fills > 1 and i.quantity = l.due and not refusal.retained)
    or i.expires_on < today
  order by i.line
  limit 1;
  return reason;
end $$;

-- Hands over, once: whoever asks second waits for the first and sees what is left. Answers {outcome: done, replayed, refused or
-- unknown}. The same request sent again changes nothing.
create function pharmacy.dispense(token_sha256 bytea, act jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  copy rx.public_copy;
  signed rx.signed;
  before pharmacy.dispensing;
  reason text;
  new_id uuid := gen_random_uuid();
  digest bytea := sha256(convert_to((act - 'void_secret_sha256')::text, 'UTF8'));
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = dispense.token_sha256;
  if not found then
    return jsonb_build_object('outcome', 'unknown');
  end if;
  -- the same lock as whoever cancels or replaces it
  perform pg_advisory_xact_lock(hashtextextended(copy.prescription_id::text, 27));
  select s.* into signed from rx.signed s where s.clinic_id = copy.clinic_id and s.prescription_id = copy.prescription_id;
  select d.* into before from pharmacy.dispensing d
  where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id and d.request_id = (act ->> 'request_id')::uuid;
  if found then
    return case when before.request_sha256 = digest
      then jsonb_build_object('outcome', 'replayed', 'id', before.id)
      else jsonb_build_object('outcome', 'refused', 'reason', 'request-differs') end;
  end if;
  reason := pharmacy.refusal(copy.clinic_id, copy.prescription_id, act -> 'items', (act ->> 'retained')::boolean);
  if reason is not null then
    perform pharmacy.note(copy.clinic_id, 'dispensing-refused', copy.prescription_id, signed.patient_id, jsonb_build_object('reason', reason));
    return jsonb_build_object('outcome', 'refused', 'reason', reason);
  end if;
  perform set_config('amate.purpose', 'care', true), set_config('amate.cause', 'printed-code', true);
  insert into pharmacy.dispensing (clinic_id, id, prescription_id, patient_id, request_id, request_sha256, by_kind, licence, by_name, establishment, address, retained, dispensed_on, void_secret_sha256)
  select
    copy.clinic_id, new_id, copy.prescription_id, signed.patient_id, (act ->> 'request_id')::uuid, digest, act ->> 'by_kind', act ->> 'licence', act ->> 'by_name', act ->> 'establishment',
    act ->> 'address', (act ->> 'retained')::boolean, (now() at time zone c.time_zone)::date, decode(act ->> 'void_secret_sha256', 'hex')
  from org.clinic c
  where c.clinic_id = copy.clinic_id;
  insert into pharmacy.item (clinic_id, dispensing_id, prescription_id, patient_id, line, fill, quantity, brand, lot, expires_on, acquired_on)
  select copy.clinic_id, new_id, copy.prescription_id, signed.patient_id, i.line, l.fill, i.quantity, i.brand, i.lot, i.expires_on, i.acquired_on
  from jsonb_to_recordset(act -> 'items') as i (line integer, quantity numeric, brand text, lot text, expires_on date, acquired_on date)
  join pharmacy.lines_of(copy.clinic_id, copy.prescription_id) l on l.line = i.line;
  return jsonb_build_object('outcome', 'done', 'id', new_id);
end $$;

-- Takes an act back, for whoever holds the code that its receipt shows.
create function pharmacy.void(token_sha256 bytea, dispensing uuid, secret_sha256 bytea, reason text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  copy rx.public_copy;
  act pharmacy.dispensing;
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = void.token_sha256;
  if not found then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(copy.prescription_id::text, 27));
  select d.* into act from pharmacy.dispensing d
  where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id and d.id = void.dispensing;
  if not found or act.void_secret_sha256 <> void.secret_sha256 then
    return 'code-wrong';
  end if;
  if exists (select from pharmacy.voiding v where v.clinic_id = copy.clinic_id and v.dispensing_id = act.id) then
    return 'void-already';
  end if;
  perform set_config('amate.purpose', 'care', true), set_config('amate.cause', 'printed-code', true);
  insert into pharmacy.voiding (clinic_id, dispensing_id, patient_id, reason)
  values (copy.clinic_id, act.id, act.patient_id, void.reason);
  return 'done';
end $$;
grant execute on function pharmacy.find(bytea), pharmacy.dispense(bytea, jsonb), pharmacy.void(bytea, uuid, bytea, text) to amate_pharmacy;

-- How far the prescriptions of the reader's clinic were handed over.
create function pharmacy.progress(prescriptions uuid[]) returns table (prescription_id uuid, state text)
language sql stable security definer set search_path = '' as $$
  select s.prescription_id,
    case
      when not exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.due > 0) then 'exhausted'
      when s.valid_until < (now() at time zone c.time_zone)::date then 'expired'
      when exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.handed > 0) then 'partly'
      else 'none'
    end
  from rx.signed s
  join org.clinic c on c.clinic_id = s.clinic_id
  where s.clinic_id = auth.clinic() and clin.reads_record() and s.prescription_id = any(progress.prescriptions)
$$;
grant execute on function pharmacy.progress(uuid[]) to amate_clinician;
