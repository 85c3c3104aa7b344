-- Templates of a whole note, a person's own and the clinic's, and regimens that a person keeps as her usual ones. Both are
-- words of practice and no patient's: sealed with the clinic's key, and without any reference to whom they were written for.

create table charting.template (
  clinic_id uuid not null,
  id uuid not null,
  -- Whose own it is; null: the clinic's.
  owner_id uuid,
  version integer not null check (version >= 1),
  words bytea not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, owner_id) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, changed_by) references org.staff_member (clinic_id, id)
);
create index template_owner on charting.template (clinic_id, owner_id);
create index template_person on charting.template (clinic_id, changed_by);
select amate.protect('charting.template', 'tenant');

-- Nobody reads another's own; the clinic's are changed by physicians.
create policy own_or_clinic on charting.template as restrictive for select to amate_clinician
  using (owner_id is null or owner_id = (select auth.person()));
create policy own_new on charting.template as restrictive for insert to amate_clinician
  with check (
    changed_by = (select auth.person())
    and (owner_id = (select auth.person()) or (owner_id is null and (select auth.role_now()) = 'physician')));
create policy own_change on charting.template as restrictive for update to amate_clinician
  using (owner_id = (select auth.person()) or (owner_id is null and (select auth.role_now()) = 'physician'))
  with check (changed_by = (select auth.person()));
grant select, insert on charting.template to amate_clinician;
grant update (version, words, changed_by, changed_at, retired_at) on charting.template to amate_clinician;

-- A template changes version by version and does not come back once it was retired.
create function charting.guard_template() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.retired_at is not null or new.version <> old.version + 1 then
    raise exception 'a template changes version by version until it is retired' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before update on charting.template for each row execute function charting.guard_template();

-- One's own; kept or retired, never changed.
create table charting.regimen (
  clinic_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  words bytea not null,
  kept_at timestamptz not null,
  retired_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, owner_id) references org.staff_member (clinic_id, id)
);
create index regimen_owner on charting.regimen (clinic_id, owner_id);
select amate.protect('charting.regimen', 'tenant');
create policy own_only on charting.regimen as restrictive for all to amate_clinician
  using (owner_id = (select auth.person()))
  with check (owner_id = (select auth.person()));
grant select, insert on charting.regimen to amate_clinician;
grant update (retired_at) on charting.regimen to amate_clinician;

create function charting.guard_regimen() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.retired_at is not null then
    raise exception 'a retired regimen stays retired' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard before update on charting.regimen for each row execute function charting.guard_regimen();
