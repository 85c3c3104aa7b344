-- Every policy of every statement asks for the clinic of the session: one look-up, without the detour over the whole row.

create or replace function auth.clinic() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  found_clinic uuid;
begin
  if session_user in ('amate_worker', 'amate_index') then
    return nullif(current_setting('amate.clinic', true), '')::uuid;
  end if;
  select s.clinic_id into found_clinic
  from auth.session s
  where s.token_hash = decode(nullif(current_setting('amate.session', true), ''), 'hex')
    and s.login_role = session_user
    and s.ended_at is null
    and s.idle_until > now()
    and s.absolute_until > now();
  return found_clinic;
end $$;
