-- The circumference of the head is one of a child's vital signs.
alter table clin.note_vital drop constraint note_vital_code_check;
alter table clin.note_vital add constraint note_vital_code_check
  check (code in ('temperature', 'systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'oxygenSaturation', 'weight', 'height', 'headCircumference', 'glucose'));

-- How long the pregnancy lasted that a child was born of: growth of the preterm is read by corrected age. Each statement
-- is a row of its own and the newest holds, so that a mistaken one is corrected and stays.
create table clin.birth_term (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  gestation_days integer not null check (gestation_days between 154 and 308),
  stated_by uuid not null,
  stated_at timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, stated_by) references org.staff_member (clinic_id, id)
);
create index birth_term_patient on clin.birth_term (clinic_id, patient_id, stated_at desc);
create index birth_term_person on clin.birth_term (clinic_id, stated_by);
select amate.protect('clin.birth_term', 'frozen');
select clin.restrict_reading('clin.birth_term');
create policy own on clin.birth_term as restrictive for insert to amate_clinician
  with check (stated_by = (select auth.person()));
grant select, insert on clin.birth_term to amate_clinician;
