import type { z } from 'zod';
import type { Pseudonym } from '#kernel/ids.ts';
import { shownNumeral } from '#kernel/norms.ts';
import { openPatientHeaders } from '#modules/patients/public.ts';
import { pseudonymsOf, sampleOfPatients } from '#modules/record/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { clinicInspectionBody, ClinicInspection } from './contract.ts';
import { inspectRecord } from './inspect-record.ts';
import type { InspectedRecord, InspectionDeps } from './inspect-record.ts';
import { inspectionRules } from './rules.ts';

const MONTH_DAYS = 30.44;
const DAY = 86_400_000;

const totalsOf = (records: readonly InspectedRecord[]): ClinicInspection['criteria'] => inspectionRules.map((rule) => {
  const { id, criterion, norm } = rule;
  const count = (wanted: string): number =>
    records.filter(({ inspection }) => inspection.criteria.some((judged) => judged.criterion === criterion && judged.verdict === wanted)).length;
  return { criterion, rule: id, norm, ...shownNumeral(rule), present: count('present'), absent: count('absent'), notApplicable: count('not-applicable') };
});

const lineOf = ({ header, inspection: { score, criteria, documents } }: InspectedRecord): ClinicInspection['records'][number] => ({
  patientId: header.id, recordNumber: header.recordNumber, fullName: header.fullName, score,
  absent: criteria.filter(({ verdict }) => verdict === 'absent').map(({ criterion }) => criterion),
  incomplete: documents.reduce((sum, { total, complete }) => sum + total - complete, 0),
});

/**
 * Judges a sample of the clinic's records that had an attention in the last months, one after another, and adds them up.
 * The seed decides which: the same seed draws the same records as long as none is added. The worst stand first.
 */
export const inspectClinic = async (
  deps: InspectionDeps, tx: Tx<StaffActor>, { seed, size, months }: z.output<typeof clinicInspectionBody>,
): Promise<{ readonly inspection: ClinicInspection; readonly pseudonyms: readonly Pseudonym[] }> => {
  const now = deps.clock.now();
  const drawn = await sampleOfPatients(tx, { since: new Date(now.getTime() - months * MONTH_DAYS * DAY), seed, size });
  const records: InspectedRecord[] = [];
  const pseudonyms = new Set<Pseudonym>();
  // Who was merged is judged with the record that she was merged into, once.
  const open = await openPatientHeaders(tx, deps.vault, drawn.map(({ patient_id: patientId }) => patientId));
  for (const patientId of new Set([...open.values()].map(({ id }) => id))) {
    records.push(await inspectRecord(deps, tx, patientId));
    for (const pseudonym of await pseudonymsOf(deps, tx, patientId)) pseudonyms.add(pseudonym);
  }
  const score = records.reduce((sum, { inspection }) => ({ present: sum.present + inspection.score.present, absent: sum.absent + inspection.score.absent }), { present: 0, absent: 0 });
  return {
    pseudonyms: [...pseudonyms],
    inspection: {
      inspectedAt: now.toISOString(), population: drawn[0]?.population ?? 0, score, criteria: totalsOf(records),
      records: records.map(lineOf).toSorted((one, other) => other.score.absent - one.score.absent),
    },
  };
};
