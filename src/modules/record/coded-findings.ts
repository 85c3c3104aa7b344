import { civilDateIn } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import { shownNumeral } from '#kernel/norms.ts';
import { patientFacts } from '#modules/patients/public.ts';
import { diagnosisFindings } from '#modules/terminology/public.ts';
import { clinicHeader } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { diagnosisListsOf } from './content-parts.ts';
import type { NoteContent, NoteFinding } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';

/**
 * What is wrong with a document's coded diagnoses, for this patient today: a code, term or catalogue version that does not
 * hold blocks; sex and age advise. A field names the place in the list, never the code: findings reach errors.
 */
export const codedFindings = async (
  deps: Pick<RecordDeps, 'clock'>, tx: Tx<StaffActor>, patientId: PatientId, content: NoteContent,
): Promise<readonly NoteFinding[]> => {
  const stated = diagnosisListsOf(content).flatMap(({ field, diagnoses }) => diagnoses.map((diagnosis, at) => ({ diagnosis, field: `${field}.${String(at)}` })));
  if (stated.length === 0) return [];
  const [patient, { timeZone }] = await Promise.all([patientFacts(tx, patientId), clinicHeader(tx)]);
  const about = { sex: patient.biologicalSex, years: patient.yearsAt(civilDateIn(timeZone, deps.clock.now())) };
  return stated.flatMap(({ diagnosis, field }) => diagnosisFindings(diagnosis, about).map(({ rule, code, from, blocks }) => (
    { rule, norm: from.norm, ...shownNumeral(from), code, field, blocks })));
};
