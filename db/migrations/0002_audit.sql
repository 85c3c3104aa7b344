-- The audit log: rows wait in audit.pending until the sealer gives them their place in the chain of their clinic.
-- docs/audit-format.md says what the bytes mean. Events of no clinic (failed sign-ins) carry the nil UUID.

-- A read shows many patients; a change of a row concerns one.
alter table audit.pending add column patients uuid[] not null default '{}';
create index pending_order on audit.pending (at, id);
-- Every row is deleted within a second: without this the table would grow with its dead rows.
alter table audit.pending set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);

create function audit.refuse_unless_sealing() returns trigger
language plpgsql set search_path = '' as $$
begin
  if session_user <> 'amate_worker' then
    raise exception 'rows of audit.pending leave through the sealer alone' using errcode = 'AM001';
  end if;
  return old;
end $$;
create trigger frozen before update on audit.pending for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on audit.pending for each statement execute function amate.refuse_change();
create trigger leaves_sealed before delete on audit.pending for each row execute function audit.refuse_unless_sealing();

-- ---------------------------------------------------------------- the sealed log
-- `entry` is the truth: canonical JSON (RFC 8785). The columns after `hash` only find entries, are taken
-- from it here and are compared with it by the verification.
create table audit.log (
  clinic_id uuid not null,
  seq bigint not null check (seq > 0),
  entry text not null,
  prev bytea not null check (octet_length(prev) = 32),
  hash bytea not null,
  at timestamptz not null,
  person_id uuid,
  patients uuid[] not null,
  action text not null,
  outcome text not null,
  primary key (clinic_id, seq),
  constraint log_hash check (hash = sha256('\x00'::bytea || int8send(seq) || prev || convert_to(entry, 'UTF8')))
);
create index log_person on audit.log (clinic_id, person_id, seq);
create index log_action on audit.log (clinic_id, action, seq);
create index log_at on audit.log (clinic_id, at);
create index log_patients on audit.log using gin (patients);
select amate.protect('audit.log', 'frozen', false);

-- Where each chain ends: number of entries, hash of the last, and the roots of the full subtrees, joined.
create table audit.head (
  clinic_id uuid primary key,
  size bigint not null check (size > 0),
  last bytea not null check (octet_length(last) = 32),
  frontier bytea not null check (octet_length(frontier) % 32 = 0)
);
select amate.protect('audit.head', 'installation');

create table audit.checkpoint (
  number bigint primary key check (number > 0),
  note text not null,
  at timestamptz not null default clock_timestamp()
);
select amate.protect('audit.checkpoint', 'installation');
create trigger frozen before update or delete on audit.checkpoint for each row execute function amate.refuse_change();
create trigger frozen_whole before truncate on audit.checkpoint for each statement execute function amate.refuse_change();

-- The heads that a checkpoint moved, opened: the note itself holds only their digests, so that a clinic
-- which takes its export away learns nothing of the others.
create table audit.checkpoint_head (
  clinic_id uuid not null,
  number bigint not null references audit.checkpoint (number),
  size bigint not null,
  chain bytea not null check (octet_length(chain) = 32),
  root bytea not null check (octet_length(root) = 32),
  primary key (clinic_id, number)
);
create index checkpoint_head_number on audit.checkpoint_head (number);
select amate.protect('audit.checkpoint_head', 'frozen', false);

-- ---------------------------------------------------------------- the sealer's doors (amate_worker alone)
-- Takes committed rows out of the inbox, oldest first. A row of a transaction still open is invisible here
-- and is taken after its commit: nothing depends on the order of insertion. The lock makes sealing
-- single-file even when two sealers believe they are the only one.
create function audit.take(batch integer)
returns table (
  id uuid, clinic uuid, at text, person uuid, session uuid, role text, login text, purpose text, cause text,
  action text, outcome text, entity text, "entityId" uuid, patients uuid[], detail text
)
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from audit.pending) then
    return;
  end if;
  lock table audit.head in share row exclusive mode;
  return query
    with taken as (
      delete from audit.pending p
      where p.id in (select q.id from audit.pending q order by q.at, q.id limit batch)
      returning p.*
    )
    select t.id, t.clinic_id, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      t.person_id, t.session_id, t.role, t.login_role, t.purpose, t.cause, t.action, t.outcome, t.entity, t.entity_id,
      array(select distinct u.p from unnest(t.patients || t.patient) u(p) where u.p is not null order by u.p),
      t.detail::text
    from taken t
    order by t.clinic_id, t.at, t.id;
end $$;

-- Stores what the sealer computed, all or nothing: links, new heads, the checkpoint, the heads it opens.
create function audit.seal(
  clinics uuid[], seqs bigint[], entries text[], prevs bytea[], hashes bytea[],
  head_clinics uuid[], head_sizes bigint[], head_lasts bytea[], head_frontiers bytea[], head_roots bytea[],
  number bigint, note text
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select
    from unnest(head_clinics, head_sizes) h(clinic, size)
    left join audit.head o on o.clinic_id = h.clinic
    where h.size <> coalesce(o.size, 0) + (select count(*) from unnest(clinics) c where c = h.clinic)
  ) or seal.number <> 1 + (select coalesce(max(c.number), 0) from audit.checkpoint c) then
    raise exception 'the seal does not follow the log' using errcode = 'AM004';
  end if;
  insert into audit.log (clinic_id, seq, entry, prev, hash, at, person_id, patients, action, outcome)
  select l.clinic, l.seq, l.entry, l.prev, l.hash, (e.e ->> 'at')::timestamptz, (e.e ->> 'person')::uuid,
    array(select p.p::uuid from jsonb_array_elements_text(e.e -> 'patients') with ordinality p(p, o) order by p.o),
    e.e ->> 'action', e.e ->> 'outcome'
  from unnest(clinics, seqs, entries, prevs, hashes) l(clinic, seq, entry, prev, hash),
    lateral (select l.entry::jsonb as e) e;
  insert into audit.head (clinic_id, size, last, frontier)
  select h.clinic, h.size, h.last, h.frontier
  from unnest(head_clinics, head_sizes, head_lasts, head_frontiers) h(clinic, size, last, frontier)
  on conflict (clinic_id) do update set size = excluded.size, last = excluded.last, frontier = excluded.frontier;
  insert into audit.checkpoint (number, note) values (seal.number, seal.note);
  insert into audit.checkpoint_head (clinic_id, number, size, chain, root)
  select h.clinic, seal.number, h.size, h.last, h.root
  from unnest(head_clinics, head_sizes, head_lasts, head_roots) h(clinic, size, last, root);
end $$;

create function audit.heads() returns table (clinic uuid, size bigint, last bytea, frontier bytea)
language sql stable security definer set search_path = '' as $$
  select h.clinic_id, h.size, h.last, h.frontier from audit.head h order by h.clinic_id
$$;

grant execute on function audit.take(integer), audit.heads(),
  audit.seal(uuid[], bigint[], text[], bytea[], bytea[], uuid[], bigint[], bytea[], bytea[], bytea[], bigint, text)
  to amate_worker;

-- How far sealing is behind. Holds no data of anybody, so readiness may ask before anybody is known.
create function audit.sealing() returns table (waiting bigint, "lagSeconds" double precision, checkpoint bigint, "checkpointAt" timestamptz)
language sql stable security definer set search_path = '' as $$
  select (select count(*) from audit.pending),
    coalesce((select extract(epoch from clock_timestamp() - min(p.at)) from audit.pending p), 0)::double precision,
    c.number, c.at
  from (select) one
  left join (select k.number, k.at from audit.checkpoint k order by k.number desc limit 1) c on true
$$;
grant execute on function audit.sealing() to amate_gate, amate_auditor, amate_admin, amate_worker;

-- An event outside any clinic or before anybody is known: failed sign-ins, a start after a restore.
create function audit.record_for_installation(action text, outcome text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into audit.pending (clinic_id, purpose, action, outcome, detail)
  values ('00000000-0000-0000-0000-000000000000', 'maintenance', record_for_installation.action, record_for_installation.outcome,
    coalesce(record_for_installation.detail, '{}'::jsonb))
$$;
grant execute on function audit.record_for_installation(text, text, jsonb) to amate_gate, amate_worker;

-- ---------------------------------------------------------------- the recorder's door (amate_recorder alone)
-- What requests did, many in one commit. Who acted is found here by the hash of the session's token: the
-- caller names no person, clinic or role. A session ended minutes ago still counts: the request that ends a
-- session is recorded after it. Gives back the positions (from 1) whose session is unknown; those are not stored.
create function audit.record_accesses(batch jsonb) returns integer[]
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
    left join auth.session s
      on s.token_hash = decode(t.item ->> 'session', 'hex')
      and coalesce(s.ended_at, 'infinity') > now() - interval '5 minutes'
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
grant execute on function audit.record_accesses(jsonb) to amate_recorder;

-- ---------------------------------------------------------------- reading the log
-- The clinic of the session; the worker may read every clinic's.
create function audit.is_readable(clinic uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select session_user = 'amate_worker' or coalesce(clinic = auth.clinic(), false)
$$;

create function audit.pseudonym_here(patient uuid) returns uuid
language sql stable security definer set search_path = '' as $$ select audit.pseudonym_of(auth.clinic(), patient) $$;

-- Entries of the clinic of the session, newest first. Null means any. A function and not a policy: array
-- operators are not leakproof, so under row-level security their index would never be used.
create function audit.entries(
  person uuid, patient uuid, action text, outcome text, since timestamptz, until timestamptz, before bigint, page integer
) returns table (seq bigint, entry text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  clinic uuid := auth.clinic();
  pseudonym uuid;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  if entries.patient is not null then
    pseudonym := audit.pseudonym_of(clinic, entries.patient);
    if pseudonym is null then
      return;
    end if;
  end if;
  return query
    select l.seq, l.entry
    from audit.log l
    where l.clinic_id = clinic
      and (entries.before is null or l.seq < entries.before)
      and (entries.person is null or l.person_id = entries.person)
      and (pseudonym is null or l.patients @> array[pseudonym])
      and (entries.action is null or l.action = entries.action)
      and (entries.outcome is null or l.outcome = entries.outcome)
      and (entries.since is null or l.at >= entries.since)
      and (entries.until is null or l.at < entries.until)
    order by l.seq desc
    limit least(entries.page, 500);
end $$;
grant execute on function audit.entries(uuid, uuid, text, text, timestamptz, timestamptz, bigint, integer), audit.pseudonym_here(uuid)
  to amate_auditor, amate_admin;

-- ---------------------------------------------------------------- what the verification reads
-- One statement, hence one snapshot: where the log, its head and the checkpoints end at the same instant.
create function audit.ends(clinic uuid) returns table (
  clinic_id uuid, first bigint, entries bigint, size bigint, last bytea, frontier bytea, "openedSize" bigint, checkpoint bigint
)
language sql stable security definer set search_path = '' as $$
  select c.clinic_id,
    (select min(l.seq) from audit.log l where l.clinic_id = c.clinic_id),
    coalesce((select max(l.seq) from audit.log l where l.clinic_id = c.clinic_id), 0),
    h.size, h.last, h.frontier,
    coalesce((select o.size from audit.checkpoint_head o where o.clinic_id = c.clinic_id order by o.number desc limit 1), 0),
    coalesce((select max(k.number) from audit.checkpoint k), 0)
  from (
    select distinct l.clinic_id from audit.head l
    union select distinct o.clinic_id from audit.checkpoint_head o
    union select ends.clinic where ends.clinic is not null
    union (
      with recursive present as (
        (select l.clinic_id from audit.log l order by l.clinic_id limit 1)
        union all
        select (select l.clinic_id from audit.log l where l.clinic_id > p.clinic_id order by l.clinic_id limit 1)
        from present p
        where p.clinic_id is not null
      )
      select p.clinic_id from present p where p.clinic_id is not null
    )
  ) c
  left join audit.head h on h.clinic_id = c.clinic_id
  where (ends.clinic is null or c.clinic_id = ends.clinic)
    and audit.is_readable(c.clinic_id)
  order by c.clinic_id
$$;

-- `columns` joins the finding columns; the verification builds the same text from the entry and compares.
create function audit.links(clinic uuid, after bigint, through bigint, batch integer) returns table (
  seq bigint, entry text, prev bytea, hash bytea, columns text
)
language sql stable security definer set search_path = '' as $$
  select l.seq, l.entry, l.prev, l.hash,
    to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '|' || coalesce(l.person_id::text, '') || '|'
      || l.patients::text || '|' || l.action || '|' || l.outcome
  from audit.log l
  where l.clinic_id = links.clinic and l.seq > links.after and l.seq <= links.through and audit.is_readable(links.clinic)
  order by l.seq
  limit links.batch
$$;

create function audit.openings(clinic uuid, after bigint, through bigint, batch integer) returns table (
  number bigint, size bigint, chain bytea, root bytea
)
language sql stable security definer set search_path = '' as $$
  select o.number, o.size, o.chain, o.root
  from audit.checkpoint_head o
  where o.clinic_id = openings.clinic and o.number > openings.after and o.number <= openings.through and audit.is_readable(openings.clinic)
  order by o.number
  limit openings.batch
$$;

-- Notes with the heads they moved that the reader may see.
create function audit.notes(after bigint, through bigint, batch integer) returns table (number bigint, note text, heads jsonb)
language sql stable security definer set search_path = '' as $$
  select k.number, k.note, coalesce(
    (select jsonb_agg(jsonb_build_object('clinic', o.clinic_id, 'size', o.size, 'chain', encode(o.chain, 'hex'), 'root', encode(o.root, 'hex')) order by o.clinic_id)
     from audit.checkpoint_head o
     where o.number = k.number and audit.is_readable(o.clinic_id)),
    '[]'::jsonb)
  from audit.checkpoint k
  where k.number > notes.after and k.number <= notes.through
  order by k.number
  limit notes.batch
$$;
grant execute on function audit.is_readable(uuid), audit.ends(uuid), audit.links(uuid, bigint, bigint, integer),
  audit.openings(uuid, bigint, bigint, integer), audit.notes(bigint, bigint, integer)
  to amate_auditor, amate_admin, amate_worker;

-- Triggers and constraints that ought to guard the log and do not stand, or stand disabled.
create function audit.guards_missing() returns table (guard text)
language sql stable security definer set search_path = '' as $$
  select g.guard
  from (values
    ('audit.pending', 'frozen'), ('audit.pending', 'frozen_whole'), ('audit.pending', 'leaves_sealed'),
    ('audit.log', 'frozen'), ('audit.log', 'frozen_whole'),
    ('audit.checkpoint', 'frozen'), ('audit.checkpoint', 'frozen_whole'),
    ('audit.checkpoint_head', 'frozen'), ('audit.checkpoint_head', 'frozen_whole')
  ) e(relation, name), lateral (select e.relation || ' trigger ' || e.name as guard) g
  where not exists (
    select from pg_catalog.pg_trigger t
    where t.tgrelid = to_regclass(e.relation) and t.tgname = e.name and t.tgenabled in ('O', 'A'))
  union all
  select 'audit.log constraint log_hash'
  where not exists (
    select from pg_catalog.pg_constraint c where c.conrelid = to_regclass('audit.log') and c.conname = 'log_hash' and c.convalidated)
$$;
grant execute on function audit.guards_missing() to amate_auditor, amate_admin, amate_worker;
