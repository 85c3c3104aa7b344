-- What a clinician of the clinic confirmed of the medicine data that the program carries: a row of it, by its digest, so that
-- a row that changes is unconfirmed again. Facts about medicines and no patient's: in clear.
create schema med;
grant usage on schema med to amate_clinician, amate_worker;

create table med.confirmation (
  clinic_id uuid not null,
  id uuid not null,
  subject text not null check (subject in ('ingredient', 'presentation', 'interaction', 'fact')),
  -- The row's own key: an ingredient's name, a presentation's id, a rule's id.
  subject_key text not null check (length(subject_key) between 1 and 200),
  row_sha256 bytea not null check (octet_length(row_sha256) = 32),
  verdict text not null check (verdict in ('confirmed', 'rejected', 'withdrawn')),
  -- Of an ingredient: how it may be sold (LGS 226), as the person who confirmed it says.
  fraction text check (fraction in ('I', 'II', 'III', 'IV', 'V', 'VI')),
  is_antibiotic boolean,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, confirmed_by) references org.staff_member (clinic_id, id),
  check (subject = 'ingredient' or (fraction is null and is_antibiotic is null))
);
create index confirmation_subject on med.confirmation (clinic_id, subject, subject_key, confirmed_at desc, id desc);
create index confirmation_person on med.confirmation (clinic_id, confirmed_by);
select amate.protect('med.confirmation', 'frozen');
create policy own on med.confirmation as restrictive for insert to amate_clinician
  with check (confirmed_by = (select auth.person()) and (select auth.role_now()) = 'physician');
grant select, insert on med.confirmation to amate_clinician;
