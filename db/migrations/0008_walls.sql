-- Walls that stood too low: accounts shared by two clinics, a sign-in that races a dismissal, a token that was
-- just renewed, jobs for another clinic, rows hung on somebody else's draft.

-- ---------------------------------------------------------------- an account joins a second clinic by its owner's word
-- Whoever knows an e-mail could have put its account on her staff: with a link that sets the password of an account
-- still without one, or by making the account first and waiting for another clinic to rely on it. So an account that
-- somebody already holds joins a clinic only once its owner, signed in, has spent that clinic's invitation.
alter table org.staff_member add column accepted_at timestamptz default now();

create function org.await_acceptance() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.accepted_at := case
    when session_user = 'amate_admin' and (
      exists (select from auth.account a where a.id = new.account_id and a.password_hash is not null)
      or exists (select from auth.passkey p where p.account_id = new.account_id)
      or exists (select from org.staff_member s where s.account_id = new.account_id)
    ) then null
    else now()
  end;
  return new;
end $$;
create trigger await_acceptance before insert on org.staff_member for each row execute function org.await_acceptance();

create or replace function auth.duties_of(account uuid)
returns table (clinic_id uuid, clinic_name text, demo boolean, time_zone text, idle_minutes integer, person_id uuid, full_name text, role text)
language sql stable security definer set search_path = '' as $$
  select c.clinic_id, c.name, c.demo, c.time_zone, c.idle_minutes, s.id, concat_ws(' ', s.given_names, s.first_surname, s.second_surname), m.role
  from org.staff_member s
  join org.clinic c on c.clinic_id = s.clinic_id
  join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
  where s.account_id = duties_of.account and s.active and s.accepted_at is not null and m.active
  order by c.created_at, c.clinic_id, m.created_at, m.role
$$;

create or replace function auth.needs_second_factor(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from org.staff_member s
    join org.clinic c on c.clinic_id = s.clinic_id
    join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
    where s.account_id = needs_second_factor.account and s.active and s.accepted_at is not null and m.active
      and (c.second_factor = 'everyone' or (c.second_factor = 'by-duty' and m.role in ('physician', 'administrator', 'auditor'))))
$$;

-- A clinic hears of the account's events from the day its owner joined.
create or replace function auth.note_account(account uuid, action text, outcome text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  with known as (
    select s.clinic_id, s.id
    from org.staff_member s
    where s.account_id = note_account.account and s.active and s.accepted_at is not null
  )
  insert into audit.pending (clinic_id, person_id, purpose, action, outcome, entity, entity_id, detail)
  select k.clinic_id, k.id, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  from known k
  union all
  select '00000000-0000-0000-0000-000000000000', null, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  where not exists (select from known)
$$;

create or replace function auth.works_elsewhere(account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from org.staff_member s
    where s.account_id = works_elsewhere.account and s.clinic_id <> auth.clinic() and s.active and s.accepted_at is not null)
$$;

-- The account that a clinic may reset: of a person who joined it and whom no other clinic relies on.
create function auth.resettable_account(person uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.account_id
  from org.staff_member s
  where s.clinic_id = auth.clinic() and s.id = person and s.accepted_at is not null and not auth.works_elsewhere(s.account_id)
$$;

create or replace function auth.issue_person_link(person uuid, link_kind text, hash bytea, expires timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := case link_kind when 'invitation' then auth.account_of_person(person) when 'reset' then auth.resettable_account(person) end;
begin
  if account is null then
    return false;
  end if;
  update auth.setup_link l set used_at = now() where l.account_id = account and l.clinic_id = auth.clinic() and l.used_at is null;
  insert into auth.setup_link (token_hash, kind, account_id, clinic_id, expires_at) values (hash, link_kind, account, auth.clinic(), expires);
  return true;
end $$;

create or replace function auth.clear_factors(person uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := auth.resettable_account(person);
begin
  if account is null then
    return false;
  end if;
  update auth.account a set totp_secret = null, totp_pending = null, totp_since = null where a.id = account;
  delete from auth.passkey p where p.account_id = account;
  return true;
end $$;

create or replace function auth.sign_in_states() returns table (person_id uuid, ready boolean, second_factor boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.accepted_at is not null and (a.password_hash is not null or exists (select from auth.passkey p where p.account_id = a.id)),
    s.accepted_at is not null and (a.totp_secret is not null or exists (select from auth.passkey p where p.account_id = a.id))
  from org.staff_member s
  join auth.account a on a.id = s.account_id
  where s.clinic_id = auth.clinic()
$$;

-- An invitation sets the first password of an account that its clinic alone holds; a reset, of one no other clinic
-- has come to rely on since the link was made.
create or replace function auth.set_password_by_link(hash bytea, password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  link auth.setup_link;
begin
  select * into link from auth.setup_link l where l.token_hash = hash and l.kind in ('invitation', 'reset');
  if link.token_hash is null
    or not exists (select from org.staff_member s where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is not null)
    or exists (select from org.staff_member s where s.clinic_id <> link.clinic_id and s.account_id = link.account_id and s.active and s.accepted_at is not null)
    or auth.spend_setup_link(hash, array['invitation', 'reset']) is null then
    return false;
  end if;
  update auth.account a set password_hash = password, password_changed_at = now()
  where a.id = link.account_id and (link.kind = 'reset' or a.password_hash is null);
  if not found then
    return false;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'password-changed' where s.account_id = link.account_id and s.ended_at is null;
  -- Another clinic's invitation stays: it sets no password, it asks the owner to join.
  update auth.setup_link l set used_at = now() where l.account_id = link.account_id and l.clinic_id = link.clinic_id and l.used_at is null;
  perform auth.note_account(link.account_id, 'set-password', 'ok', jsonb_build_object('link', link.kind));
  return true;
end $$;

-- The owner of the session joins the clinic that invited her; false when the link is not hers, or she joined before.
create function auth.accept_invitation(hash bytea, link_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
  link auth.setup_link;
begin
  select * into link from auth.setup_link l where l.token_hash = link_hash and l.kind = 'invitation' and l.account_id = live.account_id;
  if link.token_hash is null or auth.spend_setup_link(link_hash, array['invitation']) is null then
    return false;
  end if;
  update org.staff_member s set accepted_at = now()
  where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is null;
  if not found then
    return false;
  end if;
  perform auth.note_account(live.account_id, 'accept-invitation', 'ok', jsonb_build_object('clinic', link.clinic_id));
  return true;
end $$;
grant execute on function auth.accept_invitation(bytea, bytea) to amate_gate;

-- ---------------------------------------------------------------- a sign-in that races a dismissal
-- True while the duty is held, and keeps it so until this transaction ends: whoever takes the duty away waits, and
-- then finds the session that was opened meanwhile.
create function auth.hold_duty(clinic uuid, person uuid, duty text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from org.staff_member s
  where s.clinic_id = clinic and s.id = person and s.active and s.accepted_at is not null
  for share;
  if not found then
    return false;
  end if;
  perform from org.membership m
  where m.clinic_id = clinic and m.person_id = person and m.role = duty and m.active
  for share;
  return found;
end $$;

create or replace function auth.open_session(
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
  if held is null or not auth.hold_duty(held.clinic_id, held.person_id, held.role) then
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

create or replace function auth.switch_duty(hash bytea, wanted_clinic uuid, wanted_role text, session_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  old_session auth.session := auth.live(hash);
  held record;
  idle integer;
  opened auth.session;
begin
  select d.* into held from auth.duties_of(old_session.account_id) d where d.clinic_id = wanted_clinic and d.role = wanted_role;
  if held is null or not auth.hold_duty(held.clinic_id, held.person_id, held.role) then
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

-- ---------------------------------------------------------------- a token that was just renewed
-- A request under way when its token is renewed, and the very one that renews it, still have to be recorded. The old
-- hash opens nothing: session_now() and live() know the new one alone.
alter table auth.session add column previous_hash bytea check (octet_length(previous_hash) = 32);
create unique index session_previous_hash on auth.session (previous_hash) where previous_hash is not null;

create or replace function auth.step_up(hash bytea, new_hash bytea, proof text) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.session s set token_hash = new_hash, previous_hash = hash, stepped_up_at = now() where s.id = live.id and s.token_hash = hash;
  if not found then
    raise exception 'no live session' using errcode = 'AM005';
  end if;
  perform auth.note_session(live, 'step-up', jsonb_build_object('proof', proof));
  return now();
end $$;

create or replace function auth.change_password(hash bytea, new_hash bytea, password text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.account a set password_hash = password, password_changed_at = now() where a.id = live.account_id;
  update auth.session s set ended_at = now(), end_reason = 'password-changed'
  where s.account_id = live.account_id and s.ended_at is null and s.id <> live.id;
  update auth.session s set token_hash = new_hash, previous_hash = hash, stepped_up_at = now() where s.id = live.id;
  perform auth.note_account(live.account_id, 'change-password', 'ok', null);
end $$;

create or replace function audit.record_accesses(batch jsonb) returns integer[]
language plpgsql security definer set search_path = '' as $$
declare
  unknown integer[];
begin
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    raise exception 'reads are recorded durably or not at all: synchronous_commit is off' using errcode = 'AM003';
  end if;
  with told as (
    select t.position::integer as position, t.item, s.id as session_id, s.clinic_id, s.person_id, s.role, s.login_role
    from jsonb_array_elements(batch) with ordinality t(item, position)
    left join lateral (
      select a.id, a.clinic_id, a.person_id, a.role, a.login_role, a.ended_at, a.idle_until, a.absolute_until
      from auth.session a
      where a.token_hash = decode(t.item ->> 'session', 'hex')
      union all
      select b.id, b.clinic_id, b.person_id, b.role, b.login_role, b.ended_at, b.idle_until, b.absolute_until
      from auth.session b
      where b.previous_hash = decode(t.item ->> 'session', 'hex') and b.stepped_up_at > now() - interval '5 minutes'
      limit 1
    ) s
      on coalesce(s.ended_at, 'infinity') > now() - interval '5 minutes'
      and least(s.idle_until, s.absolute_until) > now() - interval '5 minutes'
  ), stored as (
    insert into audit.pending (clinic_id, person_id, session_id, role, login_role, purpose, action, outcome, entity, entity_id, patients, detail)
    select t.clinic_id, t.person_id, t.session_id, t.role, t.login_role,
      t.item ->> 'purpose', t.item ->> 'operation', t.item ->> 'outcome', t.item ->> 'entity', (t.item ->> 'entityId')::uuid,
      array(select p::uuid from jsonb_array_elements_text(t.item -> 'patients') p),
      t.item -> 'detail'
    from told t
    where t.session_id is not null
    order by t.position
  )
  select coalesce(array_agg(t.position order by t.position), '{}') into unknown
  from told t
  where t.session_id is null;
  return unknown;
end $$;

-- ---------------------------------------------------------------- jobs of one's own clinic
-- A key replaces the waiting job of the same key, and the worker acts for the clinic that the payload names: both
-- must be of the clinic that enqueues, unless the worker itself does.
create or replace function jobs.enqueue(task text, payload jsonb, job_key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  clinic text := auth.clinic()::text;
begin
  if session_user <> 'amate_worker'
    and (clinic is null or enqueue.payload ->> 'clinicId' is distinct from clinic or enqueue.job_key is distinct from enqueue.task || ':' || clinic) then
    raise exception 'a job is for the clinic that enqueues it' using errcode = 'AM002';
  end if;
  perform queue.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    job_key => enqueue.job_key,
    run_at => coalesce(enqueue.run_at, now()));
end $$;
revoke execute on function jobs.enqueue(text, jsonb, text, timestamptz) from amate_gate;

-- ---------------------------------------------------------------- what hangs from a note is its author's
drop policy own_new on clin.note;
create policy own_new on clin.note as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()) and state = 'draft');

create or replace function clin.guard_child() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'draft'
    and (session_user <> 'amate_clinician' or n.author_id = auth.person());
  if not found then
    raise exception 'the note is no draft of this person' using errcode = 'AM001';
  end if;
  return new;
end $$;

-- A signature says of its note what the note says of itself.
create function clin.guard_signature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.encounter_id = new.encounter_id and n.kind = new.kind
    and n.amends is not distinct from new.amends and n.author_id = new.author_id;
  if not found then
    raise exception 'the signature is of another note' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard_signature before insert on clin.signed_note for each row execute function clin.guard_signature();
