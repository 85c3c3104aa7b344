-- The documents of the record beside evolution notes and addenda, what they answer and who signs them.

alter table clin.encounter drop constraint encounter_kind_check;
alter table clin.encounter add constraint encounter_kind_check check (kind in ('outpatient', 'emergency', 'video', 'home', 'hospital', 'administrative'));

-- Kinds of documents; a kind that is not listed can be neither written nor signed.
create function clin.is_document_kind(kind text) returns boolean
language sql immutable parallel safe as $$
  select kind in (
    'evolution', 'addendum', 'history', 'interconsultation-request', 'interconsultation-answer', 'referral', 'counter-referral',
    'emergency-initial', 'emergency-evolution', 'admission', 'daily', 'preoperative', 'preanaesthetic', 'postoperative', 'discharge',
    'nursing-sheet', 'auxiliary-report', 'consent', 'emergency-treatment', 'voluntary-discharge', 'prosecutor-notice',
    'epidemiological-death-report', 'death', 'fetal-death', 'clinical-summary', 'free')
$$;
grant execute on function clin.is_document_kind(text) to amate_clinician, amate_worker;

alter table clin.note drop constraint note_kind_check;
alter table clin.note add constraint note_kind_check check (clin.is_document_kind(kind));
alter table clin.note add column answers uuid;
alter table clin.note add foreign key (clinic_id, answers, patient_id) references clin.note (clinic_id, id, patient_id);
create index note_answers on clin.note (clinic_id, answers, patient_id);
create index note_kind on clin.note (clinic_id, patient_id, kind, created_at desc) where state = 'signed';

alter table clin.signed_note drop constraint signed_note_kind_check;
alter table clin.signed_note add constraint signed_note_kind_check check (clin.is_document_kind(kind));
create index signed_note_kind on clin.signed_note (clinic_id, patient_id, kind, signed_at desc);

-- What a document answers is fixed when it is begun, as what an addendum amends.
create function clin.guard_answers() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.answers is distinct from old.answers then
    raise exception 'what a document answers does not change' using errcode = 'AM001';
  end if;
  return new;
end $$;
create trigger guard_answers before update on clin.note for each row execute function clin.guard_answers();

-- A nurse writes and signs nursing sheets and addenda to them, a physician everything else.
create function clin.may_write(kind text, amends uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select auth.role_now() = 'physician'
    or (auth.role_now() = 'nurse' and (
      kind = 'nursing-sheet'
      or (kind = 'addendum' and exists (
        select from clin.note o where o.clinic_id = auth.clinic() and o.id = amends and o.kind = 'nursing-sheet'))))
$$;
grant execute on function clin.may_write(text, uuid) to amate_clinician;

-- The signer is the session's person, in a duty that signs this kind.
drop policy signer on clin.signed_note;
create policy signer on clin.signed_note as restrictive for insert to amate_clinician
  with check (author_id = (select auth.person()) and clin.may_write(kind, amends));
create policy writer on clin.note as restrictive for insert to amate_clinician
  with check (clin.may_write(kind, amends));

-- The clinical history that a patient brought from before Amate: kept elsewhere, and a physician says where.
create table clin.earlier_history (
  clinic_id uuid not null,
  patient_id uuid not null,
  attested_by uuid not null,
  attested_at timestamptz not null,
  kept_at bytea not null,
  primary key (clinic_id, patient_id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, attested_by) references org.staff_member (clinic_id, id)
);
create index earlier_history_person on clin.earlier_history (clinic_id, attested_by);
select amate.protect('clin.earlier_history', 'frozen');
select clin.restrict_reading('clin.earlier_history');
create policy own on clin.earlier_history as restrictive for insert to amate_clinician
  with check (attested_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on clin.earlier_history to amate_clinician;
