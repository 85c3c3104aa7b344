-- The ground of the house: schemas, sessions, who-acts functions, protection of tables, keys, the audit inbox.
-- Runs as amate_owner, which cannot log in. Nothing here is granted to public.

alter default privileges revoke execute on functions from public;

create schema org;    -- clinics, sites, staff
create schema auth;   -- accounts, factors, sessions: reached through functions only
create schema keys;   -- wrapped keys; the wrapping key lives outside the database
create schema front;  -- what reception may see: patients' identity
create schema clin;   -- the record
create schema audit;  -- who did what
create schema jobs;   -- the door to the queue

revoke all on schema amate, org, auth, keys, front, clin, audit, jobs from public;
grant usage on schema amate, org, auth, keys, front, audit, jobs
  to amate_gate, amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_recorder, amate_index, amate_worker;
grant usage on schema clin to amate_clinician, amate_auditor, amate_worker;

-- ---------------------------------------------------------------- sessions
-- One row per sign-in and duty. Only the SHA-256 of the token is kept.
create table auth.session (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid not null,
  clinic_id uuid not null,
  person_id uuid not null,
  role text not null,
  login_role text not null check (login_role in ('amate_clinician', 'amate_frontdesk', 'amate_auditor', 'amate_admin')),
  language text not null check (language in ('es-MX', 'en-US')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_until timestamptz not null,
  absolute_until timestamptz not null,
  stepped_up_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed-out', 'switched', 'idle', 'absolute', 'killed', 'role-changed', 'password-changed', 'disabled')),
  device_id uuid,
  device_label text not null default '' check (length(device_label) <= 200),
  shared_desk boolean not null default false,
  check ((ended_at is null) = (end_reason is null))
);
create index session_account on auth.session (account_id) where ended_at is null;
create index session_clinic_person on auth.session (clinic_id, person_id) where ended_at is null;

-- The live session of this transaction. The setting is a pointer, not a proof: it must be the hash of a
-- live session of the very login role that runs, so one clinic's connection cannot name another's session.
create function auth.session_now() returns auth.session
language plpgsql stable security definer set search_path = '' as $$
declare
  found_session auth.session;
  pointer text := nullif(current_setting('amate.session', true), '');
begin
  if pointer is null then
    return null;
  end if;
  select * into found_session
  from auth.session
  where token_hash = decode(pointer, 'hex')
    and login_role = session_user
    and ended_at is null
    and idle_until > now()
    and absolute_until > now();
  return found_session;
end $$;

-- The clinic of this transaction, or null: then every policy refuses. System processes name it themselves,
-- because their role is reached by no request.
create function auth.clinic() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  if session_user in ('amate_worker', 'amate_index') then
    return nullif(current_setting('amate.clinic', true), '')::uuid;
  end if;
  return (auth.session_now()).clinic_id;
end $$;

create function auth.person() returns uuid
language sql stable security definer set search_path = '' as $$ select (auth.session_now()).person_id $$;

create function auth.role_now() returns text
language sql stable security definer set search_path = '' as $$ select (auth.session_now()).role $$;

grant execute on function auth.clinic(), auth.person(), auth.role_now()
  to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index, amate_worker;

-- ---------------------------------------------------------------- protection of tables
create function amate.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'rows of %.% are frozen', tg_table_schema, tg_table_name using errcode = 'AM001';
end $$;

-- The audit inbox: rows wait here, at most a second, until the sealer chains them. See 0002.
create table audit.pending (
  id uuid primary key default gen_random_uuid(),
  clinic_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  session_id uuid,
  role text,
  login_role text not null default session_user,
  purpose text not null,
  cause text,
  action text not null check (length(action) <= 100),
  outcome text not null default 'ok' check (outcome in ('ok', 'refused', 'failed')),
  entity text,
  entity_id uuid,
  patient uuid,           -- the patient's pseudonym, never the id: shredding the keys blinds the log
  detail jsonb not null default '{}'::jsonb
);

-- ---------------------------------------------------------------- keys (all wrapped outside the database)
create table keys.clinic_key (
  clinic_id uuid not null,
  version integer not null check (version > 0),
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (clinic_id, version)
);
-- Keys the blind indexes (HMAC of CURP, phone, e-mail); apart from the sealing keys, so that these can rotate alone.
create table keys.blind_key (
  clinic_id uuid primary key,
  wrapped bytea not null
);
create table keys.patient_key (
  clinic_id uuid not null,
  patient_id uuid not null,
  version integer not null check (version > 0),
  clinic_key_version integer not null,
  wrapped bytea not null,
  pseudonym uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  primary key (clinic_id, patient_id, version),
  foreign key (clinic_id, clinic_key_version) references keys.clinic_key (clinic_id, version)
);
create index patient_key_clinic_key on keys.patient_key (clinic_id, clinic_key_version);
create index patient_key_pseudonym on keys.patient_key (clinic_id, pseudonym);

create function audit.pseudonym_of(clinic uuid, patient uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select k.pseudonym
  from keys.patient_key k
  where k.clinic_id = clinic and k.patient_id = patient
  order by k.version
  limit 1
$$;

-- Each change of a protected row leaves its entry in the same transaction, whoever makes it.
create function audit.note_row_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  live auth.session := auth.session_now();
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(a.key order by a.key) into changed
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key;
    if changed is null then
      return null;
    end if;
  end if;
  insert into audit.pending (clinic_id, person_id, session_id, role, purpose, cause, action, entity, entity_id, patient, detail)
  values (
    (row_now ->> 'clinic_id')::uuid, live.person_id, live.id, live.role,
    coalesce(nullif(current_setting('amate.purpose', true), ''), 'maintenance'),
    nullif(current_setting('amate.cause', true), ''),
    'row.' || lower(tg_op), tg_table_schema || '.' || tg_table_name,
    -- never a patient's own id: the pseudonym stands for it
    case when tg_table_schema = 'front' and tg_table_name = 'patient' then null
      else coalesce(row_now ->> 'id', row_now ->> 'note_id')::uuid end,
    case
      when tg_table_schema = 'front' and tg_table_name = 'patient' then audit.pseudonym_of((row_now ->> 'clinic_id')::uuid, (row_now ->> 'id')::uuid)
      when row_now ? 'patient_id' then audit.pseudonym_of((row_now ->> 'clinic_id')::uuid, (row_now ->> 'patient_id')::uuid)
    end,
    jsonb_build_object('row_sha256', encode(sha256(convert_to(row_now::text, 'UTF8')), 'hex'))
      || case when changed is null then '{}'::jsonb else jsonb_build_object('changed', to_jsonb(changed)) end
  );
  return null;
end $$;

-- Protects a table as it is made. kind:
--   tenant        rows of the clinic of the transaction only, changes audited
--   frozen        the same, and no row is ever changed or removed, not even by the owner
--   installation  no policy for any login role: reached through definer functions alone
create function amate.protect(target regclass, kind text, audited boolean default true) returns void
language plpgsql set search_path = '' as $$
begin
  if kind not in ('tenant', 'frozen', 'installation') then
    raise exception 'unknown protection %', kind;
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public', target);
  -- Definer functions run as the owner; being forced, it needs its own policy.
  execute format('create policy owner on %s to amate_owner using (true) with check (true)', target);
  if kind in ('tenant', 'frozen') then
    execute format(
      'create policy clinic on %s to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index, amate_worker '
      'using (clinic_id = (select auth.clinic())) with check (clinic_id = (select auth.clinic()))', target);
    if audited then
      execute format('create trigger audit after insert or update or delete on %s for each row execute function audit.note_row_change()', target);
    end if;
  end if;
  if kind = 'frozen' then
    execute format('create trigger frozen before update or delete on %s for each row execute function amate.refuse_change()', target);
    execute format('create trigger frozen_whole before truncate on %s for each statement execute function amate.refuse_change()', target);
  end if;
end $$;

select amate.protect('auth.session', 'installation');
select amate.protect('audit.pending', 'installation');
select amate.protect('keys.clinic_key', 'tenant', false);
select amate.protect('keys.blind_key', 'tenant', false);
select amate.protect('keys.patient_key', 'tenant', false);
grant select, insert on keys.blind_key to amate_worker;
grant select on keys.blind_key to amate_clinician, amate_frontdesk, amate_admin, amate_index;
grant select, insert on keys.clinic_key to amate_worker;
grant select on keys.clinic_key to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index;
grant update (retired_at) on keys.clinic_key to amate_worker;
grant select on keys.patient_key to amate_clinician, amate_frontdesk, amate_auditor, amate_index, amate_worker;
grant insert on keys.patient_key to amate_clinician, amate_frontdesk, amate_worker;
grant update (wrapped, clinic_key_version) on keys.patient_key to amate_worker;

-- An act worth a line of its own, recorded by its use case in the same transaction.
-- person, session and role come from the live session, never from the caller.
create function audit.record(
  action text, entity text, entity_id uuid, patient uuid, outcome text, detail jsonb
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.session_now();
  entry uuid := gen_random_uuid();
  clinic uuid := auth.clinic();
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, outcome, entity, entity_id, patient, detail)
  values (
    entry, clinic, live.person_id, live.id, live.role,
    coalesce(nullif(current_setting('amate.purpose', true), ''), 'maintenance'),
    nullif(current_setting('amate.cause', true), ''),
    record.action, record.outcome, record.entity, record.entity_id,
    case when record.patient is null then null else audit.pseudonym_of(clinic, record.patient) end,
    coalesce(record.detail, '{}'::jsonb)
  );
  return entry;
end $$;
grant execute on function audit.record(text, text, uuid, uuid, text, jsonb)
  to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index, amate_worker;

-- ---------------------------------------------------------------- jobs
-- A job is enqueued inside the transaction that causes it, or not at all. Payloads hold ids only.
create function jobs.enqueue(task text, payload jsonb, job_key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform queue.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    job_key => enqueue.job_key,
    run_at => coalesce(enqueue.run_at, now()));
end $$;
grant execute on function jobs.enqueue(text, jsonb, text, timestamptz)
  to amate_gate, amate_clinician, amate_frontdesk, amate_admin, amate_worker;
grant usage on schema queue to amate_worker;
grant select, insert, update, delete on all tables in schema queue to amate_worker;
grant usage, select on all sequences in schema queue to amate_worker;
grant execute on all functions in schema queue to amate_worker;
