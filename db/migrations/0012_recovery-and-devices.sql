-- What has ended is forgotten, the operator opens a locked account, a new device is told to its person, and two
-- clinics hold nothing of a shared account that is the same at both.

-- ---------------------------------------------------------------- forgetting
-- Closes the sessions that nobody came back to, and removes what has served: sessions and links that ended before
-- `before`, at most `most` sessions at once, counters of old attempts, answered challenges. What happened in a session
-- stays in the audit. Answers how many sessions went.
create function auth.forget_ended(before timestamptz, most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  line timestamptz := least(before, now() - interval '1 day');
  gone integer;
begin
  update auth.session s
  set ended_at = least(s.idle_until, s.absolute_until),
      end_reason = case when s.absolute_until <= s.idle_until then 'absolute' else 'idle' end
  where s.ended_at is null and least(s.idle_until, s.absolute_until) < now() - interval '1 hour';
  delete from auth.session s
  where s.id in (select o.id from auth.session o where o.ended_at < line order by o.ended_at limit most);
  get diagnostics gone = row_count;
  delete from auth.attempt a where a.last_at < now() - interval '2 days' and coalesce(a.locked_until, now()) <= now();
  delete from auth.answered_challenge c where c.expires_at < now();
  delete from auth.setup_link l where coalesce(l.used_at, l.expires_at) < line;
  return gone;
end $$;
grant execute on function auth.forget_ended(timestamptz, integer) to amate_worker;

-- ---------------------------------------------------------------- what the clinics of one account may know
-- The account's own id, a passkey's or another clinic's would be the same in both clinics' hands.
revoke select on org.staff_member from amate_clinician, amate_admin;
grant select (clinic_id, id, given_names, first_surname, second_surname, email, curp_sealed, rfc_sealed, active, created_at, accepted_at) on org.staff_member
  to amate_clinician, amate_admin;
revoke execute on function auth.works_elsewhere(uuid) from amate_admin;

-- An event of an account, told to every clinic she joined, of the person that this clinic knows; to the nil clinic when
-- there is none.
create or replace function auth.note_account(account uuid, action text, outcome text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  with known as (
    select s.clinic_id, s.id
    from org.staff_member s
    where s.account_id = note_account.account and s.active and s.accepted_at is not null
  )
  insert into audit.pending (clinic_id, person_id, purpose, action, outcome, entity, entity_id, detail)
  select k.clinic_id, k.id, 'identification', note_account.action, note_account.outcome, 'org.staff_member', k.id,
    coalesce(note_account.detail, '{}'::jsonb) - 'passkey'
  from known k
  union all
  select '00000000-0000-0000-0000-000000000000', null, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  where not exists (select from known)
$$;

create or replace function auth.accept_invitation(hash bytea, link_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
  link auth.setup_link;
  joined uuid;
begin
  select * into link from auth.setup_link l where l.token_hash = link_hash and l.kind = 'invitation' and l.account_id = live.account_id;
  if link.token_hash is null or auth.spend_setup_link(link_hash, array['invitation']) is null then
    return false;
  end if;
  update org.staff_member s set accepted_at = now()
  where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is null
  returning s.id into joined;
  if joined is null then
    return false;
  end if;
  -- The clinic she joined hears of it, and no other.
  insert into audit.pending (clinic_id, person_id, purpose, action, entity, entity_id)
  values (link.clinic_id, joined, 'identification', 'accept-invitation', 'org.staff_member', joined);
  return true;
end $$;

-- Another duty asks for a proof of presence of its own, and another clinic does not hear which session she came from.
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
    null, s.device_id, s.device_label, s.shared_desk, idle, s.factor
  from auth.session s where s.id = old_session.id
  returning * into opened;
  update auth.account a set last_clinic_id = held.clinic_id, last_role = held.role where a.id = old_session.account_id;
  perform auth.note_session(old_session, 'leave-duty', null);
  perform auth.note_session(opened, 'enter-duty', case when opened.clinic_id = old_session.clinic_id then jsonb_build_object('from', old_session.id) end);
  return true;
end $$;

-- ---------------------------------------------------------------- the operator opens a locked account
-- Whoever holds the machine may reset any account, also one of several clinics or of a last administrator: its sessions
-- end, its password stops serving, its factors go if asked, and a link of no clinic sets the next password. Each clinic
-- is told. Granted to nobody: only who may act as the owner of the tables calls it. No row: nobody serves under it.
create function auth.operator_reset(folded text, hash bytea, expires timestamptz, drop_factors boolean)
returns table (email text, clinics integer)
language plpgsql security definer set search_path = '' as $$
declare
  known auth.account;
begin
  select * into known from auth.account a where a.email_folded = folded for update;
  if known.id is null or not exists (select from auth.duties_of(known.id)) then
    return;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'killed' where s.account_id = known.id and s.ended_at is null;
  -- An invitation to a clinic that she has not joined yet stays: it sets no password.
  update auth.setup_link l set used_at = now()
  where l.account_id = known.id and l.used_at is null and (l.kind = 'reset' or exists (
    select from org.staff_member s where s.clinic_id = l.clinic_id and s.account_id = known.id and s.accepted_at is not null));
  update auth.account a
  set password_hash = null,
      password_changed_at = now(),
      totp_pending = null,
      totp_secret = case when drop_factors then null else a.totp_secret end,
      totp_since = case when drop_factors then null else a.totp_since end
  where a.id = known.id;
  if drop_factors then
    delete from auth.passkey p where p.account_id = known.id;
  end if;
  insert into auth.setup_link (token_hash, kind, account_id, expires_at) values (hash, 'reset', known.id, expires);
  perform auth.note_account(known.id, 'operator-reset', 'ok', jsonb_build_object('drop_factors', drop_factors));
  return query
    select known.email, count(distinct d.clinic_id)::integer from auth.duties_of(known.id) d;
end $$;

-- A link of no clinic is the operator's, and stands above the clinics.
create or replace function auth.set_password_by_link(hash bytea, password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  link auth.setup_link;
begin
  select * into link from auth.setup_link l where l.token_hash = hash and l.kind in ('invitation', 'reset');
  if link.token_hash is null
    or (link.clinic_id is not null and (
      not exists (select from org.staff_member s where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is not null)
      or exists (select from org.staff_member s where s.clinic_id <> link.clinic_id and s.account_id = link.account_id and s.active and s.accepted_at is not null)))
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
  update auth.setup_link l set used_at = now()
  where l.account_id = link.account_id and l.used_at is null and l.clinic_id is not distinct from link.clinic_id;
  perform auth.note_account(link.account_id, 'set-password', 'ok', jsonb_build_object('link', link.kind));
  return true;
end $$;

-- ---------------------------------------------------------------- a new device is told to its person
-- A device is hers once she said so from one she used before; her very first has none to ask.
alter table auth.device add column vouched_at timestamptz;
update auth.device set vouched_at = first_seen_at;

create function auth.vouch_first_device() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (select from auth.device d where d.account_id = new.account_id) then
    new.vouched_at := now();
  end if;
  return new;
end $$;
create trigger vouch_first before insert on auth.device for each row execute function auth.vouch_first_device();

-- Devices seen for the first time in the last month that nobody has vouched for. Only an older device is asked, so
-- that whoever came in on a new one cannot answer for it.
create function auth.new_devices(hash bytea) returns table (device_id uuid, label text, first_seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.id, d.label, d.first_seen_at
  from auth.live(hash) l
  join auth.device own on own.id = l.device_id
  join auth.device d on d.account_id = l.account_id
  where d.vouched_at is null and d.first_seen_at > own.first_seen_at and d.first_seen_at > now() - interval '30 days'
  order by d.first_seen_at
$$;

create function auth.vouch_for_device(hash bytea, device uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
begin
  update auth.device d set vouched_at = now()
  where d.id = device and d.id in (select n.device_id from auth.new_devices(hash) n);
  if not found then
    return false;
  end if;
  perform auth.note_account(live.account_id, 'vouch-for-device', 'ok', null);
  return true;
end $$;

-- Ends what is open on it and forgets the device, so that it is new again if it comes back. Answers how many sessions
-- ended, or null when there is no such device to disown.
create function auth.disown_device(hash bytea, device uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  live auth.session := auth.live(hash);
  ended integer;
begin
  if not exists (select from auth.new_devices(hash) n where n.device_id = device) then
    return null;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'killed'
  where s.account_id = live.account_id and s.device_id = device and s.ended_at is null;
  get diagnostics ended = row_count;
  delete from auth.device d where d.id = device and d.account_id = live.account_id;
  perform auth.note_account(live.account_id, 'disown-device', 'ok', jsonb_build_object('ended', ended));
  return ended;
end $$;

drop function auth.my_sessions(bytea);
create function auth.my_sessions(hash bytea)
returns table (session_id uuid, label text, clinic_name text, role text, created_at timestamptz, last_seen_at timestamptz, shared_desk boolean,
  first_seen_at timestamptz, is_new boolean, current boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.device_label, c.name, s.role, s.created_at, s.last_seen_at, s.shared_desk, d.first_seen_at,
    d.id is not null and d.vouched_at is null and d.first_seen_at > now() - interval '30 days', s.id = l.id
  from auth.live(hash) l
  join auth.session s on s.account_id = l.account_id and s.ended_at is null and s.idle_until > now() and s.absolute_until > now()
  join org.clinic c on c.clinic_id = s.clinic_id
  left join auth.device d on d.id = s.device_id
  order by s.last_seen_at desc
$$;
grant execute on function auth.my_sessions(bytea), auth.new_devices(bytea), auth.vouch_for_device(bytea, uuid), auth.disown_device(bytea, uuid) to amate_gate;
