-- WHO's table from ICD-10 to ICD-11, as whoever runs the installation imported it. An additional mapping: the coded truth
-- of a document stays its CIE-10. The version with the highest number is in force; those before it stay.
create table amate.icd11_map (
  number integer generated always as identity primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- of ICD-11, as the links of the table name it
  release text not null check (release ~ '^20[0-9]{2}-[0-9]{2}$'),
  imported_at timestamptz not null,
  -- the machine's account name of whoever ran the command
  imported_by text not null check (length(imported_by) between 1 and 100),
  codes integer not null check (codes > 0)
);
select amate.protect('amate.icd11_map', 'installation');

create table amate.icd11_map_code (
  map integer not null references amate.icd11_map,
  code text not null check (code ~ '^[A-Z][0-9]{2}[0-9X]$'),
  -- one code, or several joined by & and / as WHO writes them
  icd11 text not null check (length(icd11) between 2 and 80),
  title text not null check (length(title) between 2 and 500),
  uri text not null check (uri ~ '^https?://id[.]who[.]int/icd/'),
  primary key (map, code)
);
select amate.protect('amate.icd11_map_code', 'installation');

create trigger frozen before update or delete on amate.icd11_map for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.icd11_map for each statement execute function amate.refuse_change();
create trigger frozen before update or delete on amate.icd11_map_code for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.icd11_map_code for each statement execute function amate.refuse_change();

create function amate.icd11_map_in_force() returns table (number integer, sha256 text, release text)
language sql stable security definer set search_path = '' as $$
  select m.number, m.sha256, m.release
  from amate.icd11_map m
  order by m.number desc
  limit 1
$$;
create function amate.icd11_map_codes(map integer)
returns table (code text, icd11 text, title text, uri text)
language sql stable security definer set search_path = '' as $$
  select c.code, c.icd11, c.title, c.uri
  from amate.icd11_map_code c
  where c.map = icd11_map_codes.map
  order by c.code
$$;
revoke all on function amate.icd11_map_in_force(), amate.icd11_map_codes(integer) from public;
grant execute on function amate.icd11_map_in_force(), amate.icd11_map_codes(integer) to amate_index;
