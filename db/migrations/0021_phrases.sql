-- Phrases that are written by a short name: a person's own and the clinic's. They are the clinic's words and no patient's,
-- so they are sealed with the clinic's key: a dump of the tables shows none of them. The short name is a key, in clear.
create schema if not exists charting;
grant usage on schema charting to amate_clinician;

create table charting.phrase (
  clinic_id uuid not null,
  id uuid not null,
  -- Whose own it is; null: the clinic's.
  owner_id uuid,
  shortcut text not null check (shortcut ~ '^[a-z0-9]{1,20}$'),
  version integer not null check (version >= 1),
  words bytea not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, owner_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, changed_by) references org.staff_member (clinic_id, id)
);
create unique index phrase_own_once on charting.phrase (clinic_id, owner_id, shortcut) where owner_id is not null and retired_at is null;
create unique index phrase_clinic_once on charting.phrase (clinic_id, shortcut) where owner_id is null and retired_at is null;
create index phrase_owner on charting.phrase (clinic_id, owner_id);
create index phrase_person on charting.phrase (clinic_id, changed_by);
select amate.protect('charting.phrase', 'tenant');

-- Nobody reads another's own; the clinic's are changed by physicians.
create policy own_or_clinic on charting.phrase as restrictive for select to amate_clinician
  using (owner_id is null or owner_id = (select auth.person()));
create policy own_new on charting.phrase as restrictive for insert to amate_clinician
  with check (
    changed_by = (select auth.person())
    and (owner_id = (select auth.person()) or (owner_id is null and (select auth.role_now()) = 'physician')));
create policy own_change on charting.phrase as restrictive for update to amate_clinician
  using (owner_id = (select auth.person()) or (owner_id is null and (select auth.role_now()) = 'physician'))
  with check (changed_by = (select auth.person()));
grant select, insert on charting.phrase to amate_clinician;
grant update (shortcut, version, words, changed_by, changed_at, retired_at) on charting.phrase to amate_clinician;

-- A phrase changes version by version and does not come back once it was retired.
create function charting.guard_phrase() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.retired_at is not null or new.version <> old.version + 1 then
    raise exception 'a phrase changes version by version until it is retired' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before update on charting.phrase for each row execute function charting.guard_phrase();
