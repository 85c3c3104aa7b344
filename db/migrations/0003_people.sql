-- People: accounts, factors and one-time links (schema auth), clinics, sites, staff and licences (schema org).
-- An account belongs to a person of flesh; each clinic knows her under a person id of its own, so that two
-- clinics of one installation cannot compare their staff. Nothing in auth is granted: the gate reaches it
-- through the functions below and through nothing else.

-- ---------------------------------------------------------------- accounts and factors
create table auth.account (
  id uuid primary key,
  email text not null check (length(email) <= 254),
  email_folded text not null unique,
  password_hash text check (password_hash like '$argon2id$%'),
  password_changed_at timestamptz,
  language text not null check (language in ('es-MX', 'en-US')),
  totp_secret bytea,
  totp_pending bytea,
  totp_since timestamptz,
  totp_last_step bigint not null default 0,
  webauthn_user bytea not null unique check (octet_length(webauthn_user) = 32),
  last_clinic_id uuid,
  last_role text,
  created_at timestamptz not null default now(),
  check ((totp_secret is null) = (totp_since is null))
);

create table auth.passkey (
  id uuid primary key,
  account_id uuid not null references auth.account (id),
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  label text not null check (length(label) between 1 and 60),
  backed_up boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_account on auth.passkey (account_id);

-- Challenges are signed and expire by themselves; only the ones that were answered are kept, so that none serves twice.
create table auth.answered_challenge (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);

create table auth.device (
  id uuid primary key,
  account_id uuid not null references auth.account (id),
  recognised_by bytea not null,
  label text not null check (length(label) <= 200),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  unique (account_id, recognised_by)
);

-- Attempts by fingerprint of the e-mail or of the address, whether or not such an account exists.
create table auth.attempt (
  key bytea primary key check (octet_length(key) = 32),
  failures integer not null default 0,
  last_at timestamptz not null default now(),
  locked_until timestamptz
);
create index attempt_last on auth.attempt (last_at);

create table auth.setup_link (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  kind text not null check (kind in ('first-run', 'invitation', 'reset')),
  account_id uuid references auth.account (id),
  clinic_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  spent_in xid8,  -- the transaction that spends a first-run link may found its clinic
  check ((kind = 'first-run') = (account_id is null))
);
create index setup_link_account on auth.setup_link (account_id);

alter table auth.session
  add column idle_minutes integer not null default 15 check (idle_minutes between 1 and 30),
  add column factor text not null default 'password' check (factor in ('password', 'totp', 'passkey'));

select amate.protect('auth.account', 'installation');
select amate.protect('auth.passkey', 'installation');
select amate.protect('auth.answered_challenge', 'installation');
select amate.protect('auth.device', 'installation');
select amate.protect('auth.attempt', 'installation');
select amate.protect('auth.setup_link', 'installation');

-- ---------------------------------------------------------------- clinics, sites, staff, licences
create table org.clinic (
  clinic_id uuid primary key,
  kind text not null check (kind in ('private-office', 'clinic', 'hospital', 'laboratory')),
  name text not null check (length(name) between 1 and 200),
  legal_name text not null check (length(legal_name) between 1 and 200),
  address text not null check (length(address) between 1 and 500),
  phone text not null check (length(phone) <= 20),
  clues text check (clues ~ '^[A-Z]{5}[0-9]{6}$'),
  language text not null check (language in ('es-MX', 'en-US')),
  time_zone text not null,
  responsible_person_id uuid,
  second_factor text not null default 'by-duty' check (second_factor in ('off', 'by-duty', 'everyone')),
  idle_minutes integer not null default 15 check (idle_minutes between 2 and 15),
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  check (demo or second_factor <> 'off')
);

create table org.site (
  clinic_id uuid not null references org.clinic (clinic_id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text not null check (length(address) between 1 and 500),
  phone text check (length(phone) <= 20),
  clues text check (clues ~ '^[A-Z]{5}[0-9]{6}$'),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id)
);

create table org.staff_member (
  clinic_id uuid not null references org.clinic (clinic_id),
  id uuid not null,
  -- No foreign key: an account is of no clinic, and none is ever removed.
  account_id uuid not null,
  given_names text not null check (length(given_names) between 1 and 100),
  first_surname text not null check (length(first_surname) between 1 and 100),
  second_surname text check (length(second_surname) between 1 and 100),
  email text not null,
  curp_sealed bytea,
  rfc_sealed bytea,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id),
  unique (clinic_id, account_id)
);
create index staff_member_account on org.staff_member (account_id);
alter table org.clinic add foreign key (clinic_id, responsible_person_id) references org.staff_member (clinic_id, id);
create index clinic_responsible on org.clinic (clinic_id, responsible_person_id);

create table org.membership (
  clinic_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('physician', 'nurse', 'receptionist', 'laboratory', 'auditor', 'administrator')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id),
  unique (clinic_id, person_id, role),
  foreign key (clinic_id, person_id) references org.staff_member (clinic_id, id)
);

-- A cédula is entered, then attested once. A renewal or a correction is a new row; the old one is withdrawn, never rewritten.
create table org.licence (
  clinic_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('profession', 'specialty')),
  cedula text not null check (cedula ~ '^[1-9][0-9]{4,7}$'),
  title text not null check (length(title) between 1 and 200),
  institution text not null check (length(institution) between 1 and 200),
  council text check (length(council) between 1 and 200),
  certificate text check (length(certificate) between 1 and 40),
  expires_on date,
  verified_at timestamptz,
  verified_by uuid,
  verification_method text check (verification_method in ('sep-online', 'original-seen', 'certified-copy')),
  evidence_sha256 text check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
  verification_note text not null default '' check (length(verification_note) <= 500),
  self_attested boolean not null default false,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, person_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, verified_by) references org.staff_member (clinic_id, id),
  check (num_nulls(verified_at, verified_by, verification_method, evidence_sha256) in (0, 4)),
  check ((kind = 'specialty') = (num_nonnulls(council, certificate, expires_on) = 3)),
  check (kind = 'specialty' or num_nonnulls(council, certificate, expires_on) = 0)
);
create index licence_person on org.licence (clinic_id, person_id);
create index licence_verified_by on org.licence (clinic_id, verified_by);
create unique index licence_cedula on org.licence (clinic_id, cedula) where withdrawn_at is null;
create unique index licence_profession on org.licence (clinic_id, person_id) where withdrawn_at is null and kind = 'profession';

select amate.protect('org.clinic', 'tenant');
select amate.protect('org.site', 'tenant');
select amate.protect('org.staff_member', 'tenant');
select amate.protect('org.membership', 'tenant');
select amate.protect('org.licence', 'tenant');

grant select on org.clinic, org.site, org.membership to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index, amate_worker;
grant select (clinic_id, id, given_names, first_surname, second_surname, active, created_at) on org.staff_member
  to amate_frontdesk, amate_auditor, amate_index;
grant select on org.staff_member to amate_clinician, amate_admin, amate_worker;
grant select on org.licence to amate_clinician, amate_auditor, amate_admin, amate_worker;
grant insert on org.clinic, org.site, org.staff_member, org.membership, org.licence to amate_worker;
grant update (responsible_person_id) on org.clinic to amate_worker;
grant update (verified_at, verified_by, verification_method, evidence_sha256, verification_note, self_attested) on org.licence to amate_worker;
grant insert on org.site, org.staff_member, org.membership, org.licence to amate_admin;
grant update (kind, name, legal_name, address, phone, clues, language, time_zone, responsible_person_id, second_factor, idle_minutes)
  on org.clinic to amate_admin;
grant update (name, address, phone, clues, active) on org.site to amate_admin;
grant update (given_names, first_surname, second_surname, curp_sealed, rfc_sealed, active) on org.staff_member to amate_admin;
grant update (active) on org.membership to amate_admin;
grant update (verified_at, verified_by, verification_method, evidence_sha256, verification_note, self_attested, withdrawn_at)
  on org.licence to amate_admin;

-- An attestation is written once: a second one, or one taken back, would rewrite who vouched for a physician.
create function org.refuse_second_attestation() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.verified_at is not null and (new.verified_at, new.verified_by, new.verification_method, new.evidence_sha256, new.verification_note, new.self_attested)
    is distinct from (old.verified_at, old.verified_by, old.verification_method, old.evidence_sha256, old.verification_note, old.self_attested) then
    raise exception 'an attested licence is not attested again' using errcode = 'AM001';
  end if;
  if old.withdrawn_at is not null then
    raise exception 'a withdrawn licence does not change' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger attested_once before update on org.licence for each row execute function org.refuse_second_attestation();

-- ---------------------------------------------------------------- who acts through which login
create function auth.login_of(role text) returns text
language sql immutable set search_path = '' as $$
  select case role
    when 'physician' then 'amate_clinician'
    when 'nurse' then 'amate_clinician'
    when 'laboratory' then 'amate_clinician'
    when 'receptionist' then 'amate_frontdesk'
    when 'auditor' then 'amate_auditor'
    when 'administrator' then 'amate_admin'
  end
$$;

-- What the account may act as, everywhere.
create function auth.duties_of(account uuid)
returns table (clinic_id uuid, clinic_name text, demo boolean, time_zone text, idle_minutes integer, person_id uuid, full_name text, role text)
language sql stable security definer set search_path = '' as $$
  select c.clinic_id, c.name, c.demo, c.time_zone, c.idle_minutes, s.id, concat_ws(' ', s.given_names, s.first_surname, s.second_surname), m.role
  from org.staff_member s
  join org.clinic c on c.clinic_id = s.clinic_id
  join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
  where s.account_id = duties_of.account and s.active and m.active
  order by c.created_at, c.clinic_id, m.created_at, m.role
$$;

create function auth.needs_second_factor(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from org.staff_member s
    join org.clinic c on c.clinic_id = s.clinic_id
    join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
    where s.account_id = needs_second_factor.account and s.active and m.active
      and (c.second_factor = 'everyone' or (c.second_factor = 'by-duty' and m.role in ('physician', 'administrator', 'auditor'))))
$$;

-- An event of an account, told to every clinic where she works; to the nil clinic when there is none.
create function auth.note_account(account uuid, action text, outcome text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  with known as (
    select s.clinic_id, s.id
    from org.staff_member s
    where s.account_id = note_account.account and s.active
  )
  insert into audit.pending (clinic_id, person_id, purpose, action, outcome, entity, entity_id, detail)
  select k.clinic_id, k.id, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  from known k
  union all
  select '00000000-0000-0000-0000-000000000000', null, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  where not exists (select from known)
$$;

create function auth.note_session(live auth.session, action text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into audit.pending (clinic_id, person_id, session_id, role, purpose, action, entity, entity_id, detail)
  values (live.clinic_id, live.person_id, live.id, live.role, 'identification', note_session.action, 'auth.session', live.id, coalesce(note_session.detail, '{}'::jsonb))
$$;

-- ---------------------------------------------------------------- throttling
-- Counts the attempt before it is judged, so that a thousand at once are a thousand counted. Answers the seconds
-- to wait, 0 when the attempt may go on. Locks double from a second to fifteen minutes (by address: one minute)
-- and end by themselves; a day without attempts forgets.
create function auth.count_attempt(key bytea, free integer, most_seconds integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  known auth.attempt;
begin
  insert into auth.attempt as a (key) values (count_attempt.key)
  on conflict on constraint attempt_pkey do update
    set failures = case when a.last_at < now() - interval '1 day' then 0 else a.failures end
  returning a.* into known;
  if known.locked_until > clock_timestamp() then
    return greatest(1, ceil(extract(epoch from known.locked_until - clock_timestamp())))::integer;
  end if;
  update auth.attempt a
  set failures = known.failures + 1,
      last_at = clock_timestamp(),
      locked_until = case
        when known.failures + 1 < free then null
        else clock_timestamp() + make_interval(secs => least(most_seconds, power(2, least(known.failures + 1 - free, 20))))
      end
  where a.key = count_attempt.key;
  return 0;
end $$;

create function auth.begin_attempt(account_key bytea, address_key bytea) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  delete from auth.attempt a
  where a.key in (select b.key from auth.attempt b where b.last_at < now() - interval '2 days' limit 20 for update skip locked);
  return greatest(
    case when account_key is null then 0 else auth.count_attempt(account_key, 5, 900) end,
    auth.count_attempt(address_key, 100, 60));
end $$;

-- Takes back the attempt just counted; `wholly` forgets the account's earlier failures too (after a full sign-in).
-- A right password without its second factor takes back its own attempt only, so that guessing codes stays counted.
create function auth.forgive_attempt(account_key bytea, address_key bytea, wholly boolean) returns void
language sql security definer set search_path = '' as $$
  delete from auth.attempt a where a.key = account_key and wholly;
  update auth.attempt a set failures = greatest(0, a.failures - 1), locked_until = null
  where a.key = address_key or (a.key = account_key and not wholly);
$$;

-- ---------------------------------------------------------------- signing in
create function auth.sign_in_facts(folded text)
returns table (account_id uuid, email text, password_hash text, totp_secret bytea, totp_pending bytea, passkeys integer, needs_factor boolean)
language sql stable security definer set search_path = '' as $$
  select a.id, a.email, a.password_hash, a.totp_secret, a.totp_pending,
    (select count(*)::integer from auth.passkey p where p.account_id = a.id),
    auth.needs_second_factor(a.id)
  from auth.account a
  where a.email_folded = sign_in_facts.folded and exists (select from auth.duties_of(a.id))
$$;

create function auth.note_failed_sign_in(account uuid, reason text) returns void
language sql security definer set search_path = '' as $$
  select auth.note_account(account, 'sign-in', 'failed', jsonb_build_object('reason', reason))
$$;

-- Opens a session for one duty, the last one used when none is named. Refuses (no row) a duty that is not held.
create function auth.open_session(
  account uuid, wanted_clinic uuid, wanted_role text, session_id uuid, new_hash bytea, factor text, shared boolean,
  device uuid, device_key bytea, device_label text
) returns table (new_device boolean)
language plpgsql security definer set search_path = '' as $$
declare
  held record;
  known auth.account;
  seen auth.device;
  is_new boolean;
  idle integer;
  opened auth.session;
begin
  select * into known from auth.account a where a.id = account for update;
  select d.* into held
  from auth.duties_of(account) with ordinality d
  where (wanted_clinic is null or d.clinic_id = wanted_clinic) and (wanted_role is null or d.role = wanted_role)
  order by (d.clinic_id = known.last_clinic_id and d.role = known.last_role) desc nulls last, d.ordinality
  limit 1;
  if held is null then
    return;
  end if;
  select d.* into seen from auth.device d where d.account_id = account and d.recognised_by = device_key;
  is_new := seen.id is null;
  if is_new then
    insert into auth.device (id, account_id, recognised_by, label) values (device, account, device_key, device_label) returning * into seen;
  else
    update auth.device d set last_seen_at = now(), label = device_label where d.id = seen.id;
  end if;
  idle := case when shared then least(5, held.idle_minutes) else held.idle_minutes end;
  insert into auth.session (id, token_hash, account_id, clinic_id, person_id, role, login_role, language, idle_until, absolute_until,
    stepped_up_at, device_id, device_label, shared_desk, idle_minutes, factor)
  values (session_id, new_hash, account, held.clinic_id, held.person_id, held.role, auth.login_of(held.role), known.language,
    now() + make_interval(mins => idle), now() + interval '12 hours', now(), seen.id, device_label, shared, idle, factor)
  returning * into opened;
  update auth.account a set last_clinic_id = held.clinic_id, last_role = held.role where a.id = account;
  perform auth.note_session(opened, 'sign-in', jsonb_build_object('factor', factor, 'new_device', is_new, 'shared_desk', shared));
  return query select is_new;
end $$;

-- ---------------------------------------------------------------- the life of a session
-- The session behind a token, or no row. Pushes the idle limit on, at most once in thirty seconds.
create function auth.live_session(hash bytea) returns setof auth.session
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session;
begin
  select * into live from auth.session s where s.token_hash = hash and s.ended_at is null;
  if live.id is null then
    return;
  end if;
  if live.idle_until <= now() or live.absolute_until <= now() then
    update auth.session s
    set ended_at = now(), end_reason = case when live.absolute_until <= now() then 'absolute' else 'idle' end
    where s.id = live.id and s.ended_at is null;
    return;
  end if;
  if live.last_seen_at < now() - interval '30 seconds' then
    update auth.session s
    set last_seen_at = now(), idle_until = least(s.absolute_until, now() + make_interval(mins => s.idle_minutes))
    where s.id = live.id and s.ended_at is null
    returning * into live;
  end if;
  return next live;
end $$;

create function auth.live(hash bytea) returns auth.session
language plpgsql stable security definer set search_path = '' as $$
declare
  found_session auth.session;
begin
  select * into found_session
  from auth.session s
  where s.token_hash = hash and s.ended_at is null and s.idle_until > now() and s.absolute_until > now();
  if found_session.id is null then
    raise exception 'no live session' using errcode = 'AM005';
  end if;
  return found_session;
end $$;

create function auth.session_facts(hash bytea)
returns table (session_id uuid, account_id uuid, clinic_id uuid, clinic_name text, demo boolean, time_zone text, person_id uuid, full_name text, email text,
  role text, language text, shared_desk boolean, idle_minutes integer, idle_until timestamptz, absolute_until timestamptz, stepped_up_at timestamptz,
  totp boolean, totp_since timestamptz, passkeys integer, needs_factor boolean, new_device boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.account_id, s.clinic_id, c.name, c.demo, c.time_zone, s.person_id, concat_ws(' ', p.given_names, p.first_surname, p.second_surname), a.email,
    s.role, a.language, s.shared_desk, s.idle_minutes, s.idle_until, s.absolute_until, s.stepped_up_at,
    a.totp_secret is not null, a.totp_since, (select count(*)::integer from auth.passkey k where k.account_id = a.id), auth.needs_second_factor(a.id),
    coalesce(d.first_seen_at >= s.created_at, false)
  from auth.live(hash) s
  join auth.account a on a.id = s.account_id
  join org.clinic c on c.clinic_id = s.clinic_id
  join org.staff_member p on p.clinic_id = s.clinic_id and p.id = s.person_id
  left join auth.device d on d.id = s.device_id
$$;

-- Another duty is another session: new token, new row, the old one ended.
create function auth.switch_duty(hash bytea, wanted_clinic uuid, wanted_role text, session_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  old_session auth.session := auth.live(hash);
  held record;
  idle integer;
  opened auth.session;
begin
  select d.* into held from auth.duties_of(old_session.account_id) d where d.clinic_id = wanted_clinic and d.role = wanted_role;
  if held is null then
    return false;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'switched' where s.id = old_session.id and s.ended_at is null;
  if not found then
    return false;
  end if;
  idle := case when old_session.shared_desk then least(5, held.idle_minutes) else held.idle_minutes end;
  insert into auth.session (id, token_hash, account_id, clinic_id, person_id, role, login_role, language, created_at, idle_until, absolute_until,
    stepped_up_at, device_id, device_label, shared_desk, idle_minutes, factor)
  select session_id, new_hash, s.account_id, held.clinic_id, held.person_id, held.role, auth.login_of(held.role), s.language, s.created_at,
    least(s.absolute_until, now() + make_interval(mins => idle)), s.absolute_until,
    s.stepped_up_at, s.device_id, s.device_label, s.shared_desk, idle, s.factor
  from auth.session s where s.id = old_session.id
  returning * into opened;
  update auth.account a set last_clinic_id = held.clinic_id, last_role = held.role where a.id = old_session.account_id;
  perform auth.note_session(old_session, 'leave-duty', null);
  perform auth.note_session(opened, 'enter-duty', jsonb_build_object('from', old_session.id));
  return true;
end $$;

-- A new token for the same session after a proof of presence; the old token is dead at once.
create function auth.step_up(hash bytea, new_hash bytea, proof text) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.session s set token_hash = new_hash, stepped_up_at = now() where s.id = live.id and s.token_hash = hash;
  if not found then
    raise exception 'no live session' using errcode = 'AM005';
  end if;
  perform auth.note_session(live, 'step-up', jsonb_build_object('proof', proof));
  return now();
end $$;

create function auth.sign_out(hash bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.session s set ended_at = now(), end_reason = 'signed-out' where s.id = live.id;
  perform auth.note_session(live, 'sign-out', null);
end $$;

create function auth.my_sessions(hash bytea)
returns table (session_id uuid, label text, clinic_name text, role text, created_at timestamptz, last_seen_at timestamptz, shared_desk boolean,
  first_seen_at timestamptz, current boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.device_label, c.name, s.role, s.created_at, s.last_seen_at, s.shared_desk, d.first_seen_at, s.id = l.id
  from auth.live(hash) l
  join auth.session s on s.account_id = l.account_id and s.ended_at is null and s.idle_until > now() and s.absolute_until > now()
  join org.clinic c on c.clinic_id = s.clinic_id
  left join auth.device d on d.id = s.device_id
  order by s.last_seen_at desc
$$;

-- Ends one of the account's sessions, or with null all but the one that asks.
create function auth.end_my_sessions(hash bytea, one uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
  ended integer;
begin
  update auth.session s
  set ended_at = now(), end_reason = 'killed'
  where s.account_id = live.account_id and s.ended_at is null
    and case when one is null then s.id <> live.id else s.id = one end;
  get diagnostics ended = row_count;
  if ended > 0 then
    perform auth.note_session(live, 'end-sessions', jsonb_build_object('ended', ended));
  end if;
  return ended;
end $$;

-- ---------------------------------------------------------------- one's own account
create function auth.my_account(hash bytea)
returns table (account_id uuid, email text, password_hash text, totp_secret bytea, totp_pending bytea, totp_since timestamptz, webauthn_user bytea, needs_factor boolean)
language sql stable security definer set search_path = '' as $$
  select a.id, a.email, a.password_hash, a.totp_secret, a.totp_pending, a.totp_since, a.webauthn_user, auth.needs_second_factor(a.id)
  from auth.live(hash) l
  join auth.account a on a.id = l.account_id
$$;

-- A new password ends every other session of the account; the one that changed it goes on under a new token.
create function auth.change_password(hash bytea, new_hash bytea, password text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.account a set password_hash = password, password_changed_at = now() where a.id = live.account_id;
  update auth.session s set ended_at = now(), end_reason = 'password-changed'
  where s.account_id = live.account_id and s.ended_at is null and s.id <> live.id;
  update auth.session s set token_hash = new_hash, stepped_up_at = now() where s.id = live.id;
  perform auth.note_account(live.account_id, 'change-password', 'ok', null);
end $$;

create function auth.set_language(hash bytea, wanted text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.account a set language = wanted where a.id = live.account_id;
  update auth.session s set language = wanted where s.account_id = live.account_id and s.ended_at is null;
end $$;

-- The secret shown for enrolment; it counts for nothing until a code proves that the person has it.
create function auth.offer_totp(account uuid, sealed bytea) returns void
language sql security definer set search_path = '' as $$
  update auth.account a set totp_pending = sealed where a.id = offer_totp.account
$$;

create function auth.confirm_totp(account uuid, sealed bytea, step bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.account a
  set totp_secret = a.totp_pending, totp_pending = null, totp_since = now(), totp_last_step = step
  where a.id = account and a.totp_pending = sealed;
  if found then
    perform auth.note_account(account, 'enrol-totp', 'ok', null);
  end if;
  return found;
end $$;

-- True once for each time step: a code that was used, or an older one, is refused (RFC 6238, section 5.2).
create function auth.use_totp(account uuid, step bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.account a set totp_last_step = step where a.id = account and a.totp_secret is not null and a.totp_last_step < step;
  return found;
end $$;

-- Refuses (false) to take away the last factor of somebody whose duty needs one.
create function auth.remove_totp(hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  perform from auth.account a where a.id = live.account_id for update;
  if auth.needs_second_factor(live.account_id) and not exists (select from auth.passkey p where p.account_id = live.account_id) then
    return false;
  end if;
  update auth.account a set totp_secret = null, totp_since = null where a.id = live.account_id;
  perform auth.note_account(live.account_id, 'remove-totp', 'ok', null);
  return true;
end $$;

create function auth.my_passkeys(hash bytea)
returns table (passkey_id uuid, credential_id text, transports text[], label text, backed_up boolean, created_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.id, p.credential_id, p.transports, p.label, p.backed_up, p.created_at, p.last_used_at
  from auth.live(hash) l
  join auth.passkey p on p.account_id = l.account_id
  order by p.created_at
$$;

create function auth.add_passkey(hash bytea, passkey uuid, credential text, key bytea, started integer, ways text[], label text, backed boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  insert into auth.passkey (id, account_id, credential_id, public_key, counter, transports, label, backed_up)
  values (passkey, live.account_id, credential, key, started, ways, add_passkey.label, backed);
  perform auth.note_account(live.account_id, 'add-passkey', 'ok', jsonb_build_object('passkey', passkey));
end $$;

create function auth.rename_passkey(hash bytea, passkey uuid, wanted text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.passkey p set label = wanted where p.id = passkey and p.account_id = live.account_id;
  return found;
end $$;

-- 'removed', 'absent' or 'last' (the duty needs a factor and this is the only one).
create function auth.remove_passkey(hash bytea, passkey uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
  known auth.account;
begin
  select * into known from auth.account a where a.id = live.account_id for update;
  if not exists (select from auth.passkey p where p.id = passkey and p.account_id = live.account_id) then
    return 'absent';
  end if;
  if known.totp_secret is null and auth.needs_second_factor(known.id)
    and not exists (select from auth.passkey p where p.account_id = known.id and p.id <> passkey) then
    return 'last';
  end if;
  delete from auth.passkey p where p.id = passkey;
  perform auth.note_account(known.id, 'remove-passkey', 'ok', jsonb_build_object('passkey', passkey));
  return 'removed';
end $$;

create function auth.passkey_of(credential text) returns table (passkey_id uuid, account_id uuid, public_key bytea, counter bigint, transports text[])
language sql stable security definer set search_path = '' as $$
  select p.id, p.account_id, p.public_key, p.counter, p.transports
  from auth.passkey p
  where p.credential_id = credential and exists (select from auth.duties_of(p.account_id))
$$;

-- Takes an answered challenge out of play and moves the signature counter on; false when the challenge was answered before.
create function auth.use_passkey(passkey uuid, counted bigint, backed boolean, challenge bytea, expires timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from auth.answered_challenge c where c.expires_at < now();
  insert into auth.answered_challenge (challenge_hash, expires_at) values (challenge, expires) on conflict do nothing;
  if not found then
    return false;
  end if;
  update auth.passkey p set counter = counted, backed_up = backed, last_used_at = now()
  where p.id = passkey and (counted > p.counter or (counted = 0 and p.counter = 0));
  return found;
end $$;

-- ---------------------------------------------------------------- one-time links
create function auth.setup_link_facts(hash bytea) returns table (kind text, email text, has_password boolean, expires_at timestamptz, account_id uuid)
language sql stable security definer set search_path = '' as $$
  select l.kind, a.email, coalesce(a.password_hash is not null, false), l.expires_at, l.account_id
  from auth.setup_link l
  left join auth.account a on a.id = l.account_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > now()
$$;

-- Spends a link; of two at once one gets null. Answers the kind.
create function auth.spend_setup_link(hash bytea, wanted_kinds text[]) returns text
language sql security definer set search_path = '' as $$
  update auth.setup_link l set used_at = now()
  where l.token_hash = hash and l.used_at is null and l.expires_at > now() and l.kind = any(wanted_kinds)
  returning l.kind
$$;

-- The first-run link: only while there is no clinic, and only the newest one opens.
create function auth.issue_first_run_link(hash bytea, expires timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(7233003);
  if exists (select from org.clinic) then
    return false;
  end if;
  update auth.setup_link l set used_at = now() where l.kind = 'first-run' and l.used_at is null;
  insert into auth.setup_link (token_hash, kind, expires_at) values (hash, 'first-run', expires);
  return true;
end $$;

create function auth.spend_first_run_link(hash bytea, founded uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(7233003);
  if exists (select from org.clinic) or auth.spend_setup_link(hash, array['first-run']) is null then
    return false;
  end if;
  update auth.setup_link l set clinic_id = founded, spent_in = pg_current_xact_id() where l.token_hash = hash;
  return true;
end $$;

-- The clinic that this very transaction founds, having spent the first-run link for it; null at any other time.
-- It is what lets the gate, which otherwise reaches no table, write the rows of a first clinic.
create function auth.founding() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted uuid := nullif(current_setting('amate.clinic', true), '')::uuid;
begin
  if session_user <> 'amate_gate' or wanted is null then
    return null;
  end if;
  return (
    select l.clinic_id from auth.setup_link l
    where l.kind = 'first-run' and l.clinic_id = wanted and l.spent_in = pg_current_xact_id_if_assigned());
end $$;

create policy founding on org.clinic to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on org.site to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on org.staff_member to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on org.membership to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on org.licence to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on keys.clinic_key to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
create policy founding on keys.blind_key to amate_gate using (clinic_id = (select auth.founding())) with check (clinic_id = (select auth.founding()));
grant select, insert on org.clinic, org.staff_member, org.membership, keys.clinic_key, keys.blind_key to amate_gate;
grant insert on org.site, org.licence to amate_gate;
grant update (responsible_person_id) on org.clinic to amate_gate;

-- Sets the password of the link's account and ends its sessions. An invitation never overwrites a password.
create function auth.set_password_by_link(hash bytea, password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  link auth.setup_link;
begin
  select * into link from auth.setup_link l where l.token_hash = hash and l.kind in ('invitation', 'reset');
  if link.token_hash is null or auth.spend_setup_link(hash, array['invitation', 'reset']) is null then
    return false;
  end if;
  update auth.account a set password_hash = password, password_changed_at = now()
  where a.id = link.account_id and (link.kind = 'reset' or a.password_hash is null);
  if not found then
    return false;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'password-changed' where s.account_id = link.account_id and s.ended_at is null;
  update auth.setup_link l set used_at = now() where l.account_id = link.account_id and l.used_at is null;
  perform auth.note_account(link.account_id, 'set-password', 'ok', jsonb_build_object('link', link.kind));
  return true;
end $$;

-- ---------------------------------------------------------------- what an administrator may do to the accounts of her clinic
-- An account for an e-mail: a new one, or the one that exists (its password and factors untouched).
create function auth.account_for(wanted uuid, email text, folded text, language text, password text, handle bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  if session_user = 'amate_gate' and auth.founding() is null then
    raise exception 'no clinic is being founded' using errcode = 'AM002';
  end if;
  insert into auth.account as a (id, email, email_folded, language, password_hash, password_changed_at, webauthn_user)
  values (wanted, account_for.email, folded, account_for.language, password, case when password is null then null else now() end, handle)
  on conflict (email_folded) do nothing
  returning a.id into found_id;
  if found_id is null then
    select a.id into found_id from auth.account a where a.email_folded = folded;
  end if;
  return found_id;
end $$;

create function auth.account_of_person(person uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.account_id from org.staff_member s where s.clinic_id = auth.clinic() and s.id = person
$$;

create function auth.works_elsewhere(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from org.staff_member s where s.account_id = works_elsewhere.account and s.clinic_id <> auth.clinic() and s.active)
$$;

create function auth.issue_person_link(person uuid, link_kind text, hash bytea, expires timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := auth.account_of_person(person);
begin
  if account is null or link_kind not in ('invitation', 'reset') or (link_kind = 'reset' and auth.works_elsewhere(account)) then
    return false;
  end if;
  update auth.setup_link l set used_at = now() where l.account_id = account and l.clinic_id = auth.clinic() and l.used_at is null;
  insert into auth.setup_link (token_hash, kind, account_id, clinic_id, expires_at) values (hash, link_kind, account, auth.clinic(), expires);
  return true;
end $$;

-- Takes the second factors away, so that the next sign-in enrols anew. Not for somebody who also works at another clinic.
create function auth.clear_factors(person uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := auth.account_of_person(person);
begin
  if account is null or auth.works_elsewhere(account) then
    return false;
  end if;
  update auth.account a set totp_secret = null, totp_pending = null, totp_since = null where a.id = account;
  delete from auth.passkey p where p.account_id = account;
  return true;
end $$;

create function auth.end_sessions_of(person uuid, reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  ended integer;
begin
  update auth.session s
  set ended_at = now(), end_reason = reason
  where s.clinic_id = auth.clinic() and s.person_id = person and s.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

create function auth.sign_in_states() returns table (person_id uuid, ready boolean, second_factor boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, a.password_hash is not null or exists (select from auth.passkey p where p.account_id = a.id),
    a.totp_secret is not null or exists (select from auth.passkey p where p.account_id = a.id)
  from org.staff_member s
  join auth.account a on a.id = s.account_id
  where s.clinic_id = auth.clinic()
$$;

grant execute on function
  auth.duties_of(uuid), auth.begin_attempt(bytea, bytea), auth.forgive_attempt(bytea, bytea, boolean), auth.sign_in_facts(text),
  auth.note_failed_sign_in(uuid, text),
  auth.open_session(uuid, uuid, text, uuid, bytea, text, boolean, uuid, bytea, text),
  auth.live_session(bytea), auth.session_facts(bytea), auth.switch_duty(bytea, uuid, text, uuid, bytea), auth.step_up(bytea, bytea, text),
  auth.sign_out(bytea), auth.my_sessions(bytea), auth.end_my_sessions(bytea, uuid), auth.my_account(bytea),
  auth.change_password(bytea, bytea, text), auth.set_language(bytea, text), auth.offer_totp(uuid, bytea), auth.confirm_totp(uuid, bytea, bigint),
  auth.use_totp(uuid, bigint), auth.remove_totp(bytea), auth.my_passkeys(bytea),
  auth.add_passkey(bytea, uuid, text, bytea, integer, text[], text, boolean), auth.rename_passkey(bytea, uuid, text), auth.remove_passkey(bytea, uuid),
  auth.passkey_of(text), auth.use_passkey(uuid, bigint, boolean, bytea, timestamptz),
  auth.setup_link_facts(bytea), auth.set_password_by_link(bytea, text)
to amate_gate;
grant execute on function auth.issue_first_run_link(bytea, timestamptz), auth.spend_first_run_link(bytea, uuid), auth.founding() to amate_gate;
grant execute on function
  auth.account_for(uuid, text, text, text, text, bytea), auth.issue_person_link(uuid, text, bytea, timestamptz), auth.end_sessions_of(uuid, text)
to amate_admin, amate_worker;
grant execute on function auth.account_for(uuid, text, text, text, text, bytea) to amate_gate;
grant execute on function auth.clear_factors(uuid), auth.sign_in_states(), auth.works_elsewhere(uuid) to amate_admin;
