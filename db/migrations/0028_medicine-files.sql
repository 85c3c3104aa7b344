-- Files of medicines that whoever runs the installation imported: the Compendio Nacional, RxNorm, a list of how medicines may
-- be sold. Their texts are not ours to ship. Of each kind the file with the highest number is in force; those before it stay.
create table amate.medicine_file (
  number integer generated always as identity primary key,
  kind text not null check (kind in ('compendio', 'rxnorm', 'classes')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  -- the machine's account name of whoever ran the command
  imported_by text not null check (length(imported_by) between 1 and 100),
  rows integer not null check (rows > 0),
  -- rows that are kept and were not understood at the import
  unread integer not null check (unread between 0 and rows)
);
select amate.protect('amate.medicine_file', 'installation');

create table amate.medicine_file_product (
  file integer not null references amate.medicine_file,
  clave text not null check (clave ~ '^[0-9]{3}\.[0-9]{3}\.[0-9]{4}(\.[0-9]{2})?$'),
  name text not null check (length(name) between 2 and 400),
  says text not null check (length(says) <= 4000),
  primary key (file, clave)
);
select amate.protect('amate.medicine_file_product', 'installation');

create table amate.medicine_file_name (
  file integer not null references amate.medicine_file,
  place integer not null check (place > 0),
  rxcui text not null check (rxcui ~ '^[0-9]{1,8}$'),
  kind text not null check (kind in ('ingredient', 'brand', 'product')),
  name text not null check (length(name) between 2 and 400),
  -- the English names of what is in it
  parts text[] not null check (cardinality(parts) between 1 and 30),
  primary key (file, place)
);
select amate.protect('amate.medicine_file_name', 'installation');

create table amate.medicine_file_class (
  file integer not null references amate.medicine_file,
  place integer not null check (place > 0),
  -- a generic name or a clave
  name text not null check (length(name) between 2 and 400),
  fraction text check (fraction in ('I', 'II', 'III', 'IV', 'V', 'VI')),
  is_antibiotic boolean,
  source text not null check (length(source) between 2 and 400),
  primary key (file, place)
);
select amate.protect('amate.medicine_file_class', 'installation');

create trigger frozen before update or delete on amate.medicine_file for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.medicine_file for each statement execute function amate.refuse_change();
create trigger frozen before update or delete on amate.medicine_file_product for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.medicine_file_product for each statement execute function amate.refuse_change();
create trigger frozen before update or delete on amate.medicine_file_name for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.medicine_file_name for each statement execute function amate.refuse_change();
create trigger frozen before update or delete on amate.medicine_file_class for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on amate.medicine_file_class for each statement execute function amate.refuse_change();

create function amate.medicine_files_in_force() returns table (number integer, kind text, sha256 text, imported_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select distinct on (f.kind) f.number, f.kind, f.sha256, f.imported_at
  from amate.medicine_file f
  order by f.kind, f.number desc
$$;
create function amate.medicine_file_products(file integer) returns table (clave text, name text, says text)
language sql stable security definer set search_path = '' as $$
  select p.clave, p.name, p.says
  from amate.medicine_file_product p
  where p.file = medicine_file_products.file
  order by p.clave
$$;
create function amate.medicine_file_names(file integer) returns table (place integer, rxcui text, kind text, name text, parts text[])
language sql stable security definer set search_path = '' as $$
  select n.place, n.rxcui, n.kind, n.name, n.parts
  from amate.medicine_file_name n
  where n.file = medicine_file_names.file
  order by n.place
$$;
create function amate.medicine_file_classes(file integer) returns table (place integer, name text, fraction text, is_antibiotic boolean, source text)
language sql stable security definer set search_path = '' as $$
  select c.place, c.name, c.fraction, c.is_antibiotic, c.source
  from amate.medicine_file_class c
  where c.file = medicine_file_classes.file
  order by c.place
$$;
revoke all on function amate.medicine_files_in_force(), amate.medicine_file_products(integer), amate.medicine_file_names(integer), amate.medicine_file_classes(integer) from public;
grant execute on function amate.medicine_files_in_force(), amate.medicine_file_products(integer), amate.medicine_file_names(integer), amate.medicine_file_classes(integer) to amate_index;
