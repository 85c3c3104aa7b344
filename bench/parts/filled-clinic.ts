import { createHash } from 'node:crypto';
import type { PatientId } from '#kernel/ids.ts';
import type { House } from '#test/house.ts';
import { madeUpPeople } from '../patient-search/made-up-people.ts';
import type { MadeUpPerson } from '../patient-search/made-up-people.ts';
import { seedPatients } from '../patient-search/seeded-clinic.ts';

const consent = `insert into front.privacy_consent (clinic_id, id, patient_id, notice_version, text_sha256, mechanism, given_by, secondary_purposes)
  select p.clinic_id, gen_random_uuid(), p.id, n.version, n.text_sha256, 'autograph-on-paper', 'patient', false
  from front.patient p
  join front.privacy_notice n on n.clinic_id = p.clinic_id
  where p.clinic_id = $1`;
const notice = `insert into front.privacy_notice (clinic_id, version, authority, simplified, integral, secondary_purposes, text_sha256)
  values ($1, 1, 'Autoridad de prueba', '{}', '{}', '[]', $2)`;

export type Filled = { readonly person: MadeUpPerson; readonly id: PatientId };

/** Fills the house's clinic, which must be empty, with patients who consented, written in bulk by the superuser. */
export const fillClinic = async ({ home, clinicId }: House, count: number): Promise<readonly Filled[]> => {
  const people = madeUpPeople(count);
  await seedPatients(home, clinicId, people);
  await home.asSuperuser(notice, [clinicId, createHash('sha256').update('synthetic notice').digest()]);
  await home.asSuperuser(consent, [clinicId]);
  await home.asSuperuser('analyze');
  const rows = await home.asSuperuser<{ id: PatientId }>('select id from front.patient where clinic_id = $1 order by record_number', [clinicId]);
  return people.flatMap((person, at) => (rows[at] === undefined ? [] : [{ person, id: rows[at].id }]));
};
