-- What a row was before it changed (docs/adr/0007), and what the proof that an entry is in the log needs.

-- One row for each change or removal, written by the trigger that writes its entry, in the same transaction. A sealed
-- column is here as it was, sealed; of every patient stands the pseudonym in place of the id, as in the log itself.
create table audit.earlier_state (
  clinic_id uuid not null,
  entry_id uuid not null,
  relation text not null,
  patient uuid,
  state jsonb not null,
  primary key (clinic_id, entry_id)
);
create index earlier_state_patient on audit.earlier_state (clinic_id, patient) where patient is not null;
select amate.protect('audit.earlier_state', 'frozen', false);

-- Every table that is audited and not frozen leaves its earlier states; only these columns are left out. A draft is
-- nobody's record until it is signed or discarded; identities have their own versions; fingerprints follow from identities.
create function audit.columns_not_kept(relation text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case relation
    when 'clin.note' then array['content', 'version', 'last_save', 'saved_at']
    when 'clin.note_preparation' then array['*']
    when 'front.patient' then array['identity', 'curp_blind', 'changed_at']
    when 'org.staff_member' then array['email']
    else '{}'::text[]
  end
$$;

-- The columns that hold a patient's id, whatever the table.
create function audit.patient_columns() returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select array['patient_id', 'merged_into', 'kept_id', 'merged_id']
$$;

create function audit.state_to_keep(relation text, clinic uuid, before_row jsonb, changed text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  left_out text[] := audit.columns_not_kept(relation);
  kept jsonb;
  named text;
begin
  if left_out = array['*'] or changed <@ left_out then
    return null;
  end if;
  kept := before_row - left_out;
  foreach named in array audit.patient_columns() || case when relation = 'front.patient' then array['id'] else '{}'::text[] end
  loop
    if kept ->> named is not null then
      kept := jsonb_set(kept, array[named], coalesce(to_jsonb(audit.pseudonym_of(clinic, (kept ->> named)::uuid)), 'null'));
    end if;
  end loop;
  return kept;
end $$;

-- As before, and what the row was goes beside the entry, bound to it by `before_sha256`.
create or replace function audit.note_row_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  target text := tg_table_schema || '.' || tg_table_name;
  clinic uuid := (row_now ->> 'clinic_id')::uuid;
  live auth.session := auth.session_now();
  entry uuid := gen_random_uuid();
  about uuid;
  kept jsonb;
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(a.key order by a.key) into changed
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key;
    if changed is null then
      return null;
    end if;
  end if;
  about := case
    when target = 'front.patient' then audit.pseudonym_of(clinic, (row_now ->> 'id')::uuid)
    when row_now ? 'patient_id' then audit.pseudonym_of(clinic, (row_now ->> 'patient_id')::uuid)
  end;
  if before_row is not null then
    kept := audit.state_to_keep(target, clinic, before_row, changed);
  end if;
  if kept is not null then
    insert into audit.earlier_state (clinic_id, entry_id, relation, patient, state)
    values (clinic, entry, target, about, kept);
  end if;
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, entity, entity_id, patient, detail)
  values (
    entry, clinic, live.person_id, live.id, live.role,
    coalesce(nullif(current_setting('amate.purpose', true), ''), 'maintenance'),
    nullif(current_setting('amate.cause', true), ''),
    'row.' || lower(tg_op), target,
    -- never a patient's own id: the pseudonym stands for it
    case when target = 'front.patient' then null else coalesce(row_now ->> 'id', row_now ->> 'note_id')::uuid end,
    about,
    jsonb_build_object('row_sha256', encode(sha256(convert_to(row_now::text, 'UTF8')), 'hex'))
      || case when changed is null then '{}'::jsonb else jsonb_build_object('changed', to_jsonb(changed)) end
      || case when kept is null then '{}'::jsonb else jsonb_build_object('before_sha256', encode(sha256(convert_to(kept::text, 'UTF8')), 'hex')) end
  );
  return null;
end $$;

-- The entry at a position of the clinic's log and what was kept beside it, as the very text that was hashed.
create function audit.state_before(seq bigint) returns table (entry text, state text)
language plpgsql stable security definer set search_path = '' as $$
declare
  clinic uuid := auth.clinic();
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  return query
    select l.entry, s.state::text
    from audit.log l
    left join audit.earlier_state s on s.clinic_id = l.clinic_id and s.entry_id = (l.entry::jsonb ->> 'id')::uuid
    where l.clinic_id = clinic and l.seq = state_before.seq;
end $$;
grant execute on function audit.state_before(bigint) to amate_auditor;

-- ---------------------------------------------------------------- proofs of inclusion
-- Where the clinic's chain ended for a checkpoint: the newest head opened by then.
create function audit.head_at(clinic uuid, checkpoint bigint) returns table (size bigint, chain bytea, root bytea)
language sql stable security definer set search_path = '' as $$
  select o.size, o.chain, o.root
  from audit.checkpoint_head o
  where o.clinic_id = head_at.clinic and o.number <= head_at.checkpoint and audit.is_readable(head_at.clinic)
  order by o.number desc
  limit 1
$$;

-- The hashes of entries after one position and through another, one after the other; 32 bytes each.
create function audit.leaves(clinic uuid, after bigint, through bigint) returns table (hashes bytea)
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(l.hash, ''::bytea order by l.seq), ''::bytea)
  from audit.log l
  where l.clinic_id = leaves.clinic and l.seq > leaves.after and l.seq <= leaves.through and audit.is_readable(leaves.clinic)
$$;
grant execute on function audit.head_at(uuid, bigint), audit.leaves(uuid, bigint, bigint) to amate_auditor, amate_admin, amate_worker;
