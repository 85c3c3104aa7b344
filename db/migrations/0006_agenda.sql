-- The agenda of a day. Overlap is refused by the database, unconfirmed bookings included.
create extension if not exists btree_gist with schema public;

create table front.appointment (
  clinic_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  practitioner_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null check (kind in ('first', 'follow-up', 'walk-in')),
  status text not null default 'booked' check (status in ('booked', 'confirmed', 'arrived', 'in-consult', 'attended', 'no-show', 'cancelled')),
  arrived_at timestamptz,
  booked_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references front.patient (clinic_id, id),
  foreign key (clinic_id, practitioner_id) references org.staff_member (clinic_id, id),
  check (ends_at > starts_at and ends_at <= starts_at + interval '4 hours'),
  constraint appointment_no_overlap exclude using gist (
    clinic_id with =,
    practitioner_id with =,
    tstzrange(starts_at, ends_at) with &&
  ) where (status not in ('cancelled', 'no-show') and kind <> 'walk-in')
);
create index appointment_day on front.appointment (clinic_id, starts_at);
create index appointment_patient on front.appointment (clinic_id, patient_id, starts_at desc);
create index appointment_practitioner on front.appointment (clinic_id, practitioner_id, starts_at);
select amate.protect('front.appointment', 'tenant');
grant select, insert on front.appointment to amate_clinician, amate_frontdesk;
grant update (status, arrived_at, starts_at, ends_at) on front.appointment to amate_clinician, amate_frontdesk;
