-- Releasing a record: who asked for it in writing, what was decided, what was handed over; and what was told by word of mouth.

-- A written request (NOM-004 5.5.1 and 5.6). What it says is sealed; who asks, in which capacity and for what are codes.
create table clin.record_request (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  capacity text not null check (capacity in ('patient', 'parent', 'tutor', 'legal-representative', 'authorised-physician', 'judicial-authority', 'prosecution', 'administrative-authority')),
  identity_checked text not null check (identity_checked in ('official-id', 'known-in-person', 'official-document')),
  wants text not null check (wants in ('whole-record', 'clinical-summary', 'range')),
  since date,
  until date,
  -- SHA-256 of the request as it was handed in, scanned or typed.
  request_sha256 bytea not null check (octet_length(request_sha256) = 32),
  attachment_id uuid,
  words bytea not null,
  requested_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, recorded_by) references org.staff_member (clinic_id, id),
  check ((wants = 'range') = (since is not null and until is not null)),
  check (until >= since)
);
create index record_request_patient on clin.record_request (clinic_id, patient_id, recorded_at desc);
create index record_request_person on clin.record_request (clinic_id, recorded_by);
create index record_request_time on clin.record_request (clinic_id, recorded_at desc);
select amate.protect('clin.record_request', 'frozen');
select clin.restrict_reading('clin.record_request');
create policy own on clin.record_request as restrictive for insert to amate_clinician
  with check (recorded_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.record_request to amate_clinician;

-- What became of it, a row a step: granted or refused, once; delivered, once, and only what was granted.
create table clin.record_request_step (
  clinic_id uuid not null,
  request_id uuid not null,
  step text not null check (step in ('granted', 'refused', 'delivered')),
  patient_id uuid not null,
  taken_by uuid not null,
  taken_at timestamptz not null,
  -- Why, sealed; of a delivery nothing.
  words bytea,
  -- The summary that answers a request for one.
  note_id uuid,
  documents integer check (documents >= 0),
  primary key (clinic_id, request_id, step),
  foreign key (clinic_id, request_id, patient_id) references clin.record_request (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, taken_by) references org.staff_member (clinic_id, id),
  foreign key (clinic_id, note_id) references clin.signed_note (clinic_id, note_id),
  check ((step = 'delivered') = (documents is not null)),
  check ((step = 'delivered') = (words is null)),
  check (note_id is null or step = 'delivered')
);
create unique index record_request_decided_once on clin.record_request_step (clinic_id, request_id) where step in ('granted', 'refused');
create index record_request_step_request on clin.record_request_step (clinic_id, request_id, patient_id);
create index record_request_step_patient on clin.record_request_step (clinic_id, patient_id);
create index record_request_step_person on clin.record_request_step (clinic_id, taken_by);
create index record_request_step_note on clin.record_request_step (clinic_id, note_id);
select amate.protect('clin.record_request_step', 'frozen');
select clin.restrict_reading('clin.record_request_step');
create policy own on clin.record_request_step as restrictive for insert to amate_clinician
  with check (taken_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.record_request_step to amate_clinician;

create function clin.guard_request_step() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.step <> 'delivered' then
    return new;
  end if;
  perform from clin.record_request_step s
  where s.clinic_id = new.clinic_id and s.request_id = new.request_id and s.step = 'granted';
  if not found then
    raise exception 'only what was granted is delivered' using errcode = 'AM001';
  end if;
  perform from clin.record_request r
  where r.clinic_id = new.clinic_id and r.id = new.request_id and (r.wants = 'clinical-summary') = (new.note_id is not null);
  if not found then
    raise exception 'a request for a summary is answered with a summary, and no other is' using errcode = 'AM001';
  end if;
  if new.note_id is not null then
    perform from clin.signed_note n
    where n.clinic_id = new.clinic_id and n.note_id = new.note_id and n.kind = 'clinical-summary'
      and n.patient_id in (select clin.trail_of(new.clinic_id, new.patient_id));
    if not found then
      raise exception 'no summary of this patient' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $$;

-- A patient and everybody merged into her.
create function clin.trail_of(clinic uuid, patient uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive trail as (
    select trail_of.patient as id
    union
    select p.id
    from trail t
    join front.patient p on p.clinic_id = trail_of.clinic and p.merged_into = t.id
  )
  select id from trail
$$;
create trigger guard before insert on clin.record_request_step for each row execute function clin.guard_request_step();

-- What was told by word of mouth (NOM-004 5.6): to whom, in which capacity; the words are sealed.
create table clin.information_given (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  capacity text not null check (capacity in ('patient', 'parent', 'tutor', 'legal-representative', 'relative', 'authority')),
  words bytea not null,
  told_by uuid not null,
  told_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, told_by) references org.staff_member (clinic_id, id),
  check (told_at <= recorded_at)
);
create index information_given_patient on clin.information_given (clinic_id, patient_id, told_at desc);
create index information_given_person on clin.information_given (clinic_id, told_by);
select amate.protect('clin.information_given', 'frozen');
select clin.restrict_reading('clin.information_given');
create policy own on clin.information_given as restrictive for insert to amate_clinician
  with check (told_by = (select auth.person()) and (select auth.role_now()) in ('physician', 'nurse'));
grant select, insert on clin.information_given to amate_clinician;

-- ---------------------------------------------------------------- the audit of what is handed over
-- A physician reads no audit. For the few minutes in which she hands over what she was granted, she may take along the
-- entries of that one patient and what proves them: hashes of the others, which tell nothing.
create function audit.may_release(request uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select
    from clin.record_request_step s
    where s.clinic_id = auth.clinic() and s.request_id = may_release.request and s.step = 'delivered'
      and s.taken_by = auth.person() and s.taken_at > now() - interval '15 minutes')
$$;

create function audit.released_entries(request uuid, after bigint, page integer) returns table (seq bigint, prev bytea, entry text)
language sql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
  select l.seq, l.prev, l.entry
  from audit.log l
  where l.clinic_id = auth.clinic() and l.seq > released_entries.after and audit.may_release(released_entries.request)
    and l.patients && array(
      select k.pseudonym
      from clin.record_request r
      cross join lateral clin.trail_of(r.clinic_id, r.patient_id) as t (id)
      join keys.patient_key k on k.clinic_id = r.clinic_id and k.patient_id = t.id
      where r.clinic_id = auth.clinic() and r.id = released_entries.request)
  order by l.seq
  limit least(released_entries.page, 500)
$$;

create function audit.released_head(request uuid) returns table (number bigint, note text, size bigint, chain bytea, root bytea)
language sql stable security definer set search_path = '' as $$
  select k.number, k.note, o.size, o.chain, o.root
  from audit.checkpoint_head o
  cross join lateral (select c.number, c.note from audit.checkpoint c order by c.number desc limit 1) k
  where o.clinic_id = auth.clinic() and o.number <= k.number and audit.may_release(released_head.request)
  order by o.number desc
  limit 1
$$;

create function audit.released_leaves(request uuid, after bigint, through bigint) returns table (hashes bytea)
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(l.hash, ''::bytea order by l.seq), ''::bytea)
  from audit.log l
  where l.clinic_id = auth.clinic() and l.seq > released_leaves.after and l.seq <= released_leaves.through and audit.may_release(released_leaves.request)
$$;
grant execute on function audit.released_entries(uuid, bigint, integer), audit.released_head(uuid), audit.released_leaves(uuid, bigint, bigint) to amate_clinician;
