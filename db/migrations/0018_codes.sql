-- The official catalogue of diagnoses, as whoever runs the installation imported it. Its texts are not ours to ship. The
-- version with the highest number is in force; those before it stay, for what was written by them.
create table amate.diagnosis_catalogue (
  number integer generated always as identity primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  -- the machine's account name of whoever ran the command
  imported_by text not null check (length(imported_by) between 1 and 100),
  codes integer not null check (codes > 0),
  retired integer not null check (retired >= 0)
);
select amate.protect('amate.diagnosis_catalogue', 'installation');

create table amate.diagnosis_catalogue_code (
  catalogue integer not null references amate.diagnosis_catalogue,
  code text not null check (code ~ '^[A-Z][0-9]{2}[0-9X]$'),
  term text not null check (length(term) between 3 and 400),
  sex text check (sex in ('H', 'M')),
  age_from smallint check (age_from between 0 and 130),
  age_to smallint check (age_to between age_from and 130),
  -- of an earlier version and lacking in this file: read, never offered
  is_retired boolean not null,
  primary key (catalogue, code),
  check ((age_from is null) = (age_to is null))
);
select amate.protect('amate.diagnosis_catalogue_code', 'installation');

create trigger frozen before update or delete on amate.diagnosis_catalogue for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.diagnosis_catalogue for each statement execute function amate.refuse_change();
create trigger frozen before update or delete on amate.diagnosis_catalogue_code for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.diagnosis_catalogue_code for each statement execute function amate.refuse_change();

create function amate.diagnosis_catalogue_in_force() returns table (number integer, sha256 text, imported_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.number, c.sha256, c.imported_at
  from amate.diagnosis_catalogue c
  order by c.number desc
  limit 1
$$;
create function amate.diagnosis_catalogue_codes(catalogue integer)
returns table (code text, term text, sex text, age_from smallint, age_to smallint, is_retired boolean)
language sql stable security definer set search_path = '' as $$
  select c.code, c.term, c.sex, c.age_from, c.age_to, c.is_retired
  from amate.diagnosis_catalogue_code c
  where c.catalogue = diagnosis_catalogue_codes.catalogue
  order by c.code
$$;
revoke all on function amate.diagnosis_catalogue_in_force(), amate.diagnosis_catalogue_codes(integer) from public;
grant execute on function amate.diagnosis_catalogue_in_force(), amate.diagnosis_catalogue_codes(integer) to amate_index;
