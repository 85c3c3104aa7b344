-- How much of a signed note is new and how much was carried from an earlier one: numbers about a physician's own
-- writing, kept with the signature and read by nobody but herself.
create table clin.note_origin (
  clinic_id uuid not null,
  note_id uuid not null,
  patient_id uuid not null,
  author_id uuid not null,
  characters integer not null check (characters >= 0),
  carried integer not null check (carried between 0 and characters),
  signed_at timestamptz not null,
  primary key (clinic_id, note_id),
  foreign key (clinic_id, note_id, patient_id) references clin.note (clinic_id, id, patient_id),
  foreign key (clinic_id, author_id) references org.staff_member (clinic_id, id)
);
create index note_origin_note on clin.note_origin (clinic_id, note_id, patient_id);
create index note_origin_author on clin.note_origin (clinic_id, author_id, signed_at);
select amate.protect('clin.note_origin', 'frozen');
create policy own on clin.note_origin as restrictive for select to amate_clinician using (author_id = (select auth.person()));
create policy own_new on clin.note_origin as restrictive for insert to amate_clinician 
  with check (author_id = (select auth.person()) or clin.is_completed_by(clinic_id, note_id, (select auth.person())));
grant select, insert on clin.note_origin to amate_clinician;
create trigger guard before insert on clin.note_origin for each row execute function clin.guard_child();
