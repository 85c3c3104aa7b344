import type { z } from 'zod';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { PatientId, PractitionerId, Pseudonym } from '#kernel/ids.ts';
import { patientHeader, trailIds } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { diagnosisByCode } from '#modules/terminology/public.ts';
import { clinicHeader, staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { vitalCodes } from '#modules/documents/contract.ts';
import type { VitalCode } from '#modules/documents/contract.ts';
import type { Chart, ChartEntry, chartQuery, NoteContent } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { diagnosesOf, emptyContent, excerptOf } from './content-parts.ts';
import { ageText } from './model.ts';
import { observationOf } from './observation-queries.ts';
import { readPayload } from './payload.ts';
import { chartPage, countVisits, lastSignedEvolution, lastVitals, problemsOf } from './queries.ts';
import type { ChartRow } from './queries.ts';
import { openDraft, openSigned } from './sealed-words.ts';

/** A code with its term in the reader's language; the code itself when our list does not hold it. */
export const termOf = (tx: Tx<StaffActor>, code: string): { code: string; term: string } =>
  ({ code, term: diagnosisByCode(code)?.display[tx.actor.language === 'en-US' ? 'en' : 'es'] ?? code });

type Keys = ReadonlyMap<PatientId, PatientKey>;

const keyOf = (keys: Keys, patientId: PatientId): PatientKey => {
  const key = keys.get(patientId);
  if (key === undefined) throw new Error('a patient of this trail has no key');
  return key;
};

const wordsOf = (tx: Tx<StaffActor>, keys: Keys, row: ChartRow): { readonly content: NoteContent; readonly author: string | null } => {
  const where = { clinicId: tx.actor.clinicId, rowId: row.id };
  const key = keyOf(keys, row.patient_id);
  if (row.payload !== null) {
    const payload = readPayload(openSigned(key, where, 'payload', row.payload));
    return { content: payload.note.content, author: payload.author.fullName };
  }
  return { content: row.content === null ? emptyContent(row.kind) : openDraft(key, where, row.content), author: null };
};

const entryOf = (tx: Tx<StaffActor>, keys: Keys, names: ReadonlyMap<PractitionerId, string>, row: ChartRow): ChartEntry => {
  const { content, author } = wordsOf(tx, keys, row);
  return {
    encounterId: row.encounter_id, noteId: row.id, kind: row.kind, state: row.state === 'discarded' ? 'draft' : row.state,
    at: (row.signed_at ?? row.saved_at).toISOString(), authorId: row.author_id, authorName: author ?? names.get(row.author_id) ?? '',
    diagnoses: diagnosesOf(content).map(({ code, term }) => ({ code, term })), addenda: row.addenda, excerpt: excerptOf(content),
  };
};

const sexOf = { 1: 'H', 2: 'M', 3: null } as const satisfies Record<PatientHeader['biologicalSex'], Chart['patient']['biologicalSex']>;

const headerOf = async (deps: RecordDeps, tx: Tx<StaffActor>, header: PatientHeader): Promise<Chart['patient']> => {
  const { timeZone } = await clinicHeader(tx);
  const age = header.ageAt(civilDateIn(timeZone, deps.clock.now()));
  return {
    id: header.id, recordNumber: header.recordNumber, fullName: header.fullName, birthDate: header.birthDate,
    age: age === null ? '' : ageText(age, tx.actor.language),
    sex: header.sex, biologicalSex: sexOf[header.biologicalSex], curpTail: header.curp === null ? null : header.curp.slice(-8), phone: header.phone, unknown: header.unknown, guardian: header.guardian, mergedInto: header.mergedInto,
  };
};

const lastPlanOf = async (tx: Tx<StaffActor>, keys: Keys): Promise<Chart['lastPlan']> => {
  const row = await lastSignedEvolution(tx, [...keys.keys()]);
  if (row === undefined) return null;
  const { note } = readPayload(openSigned(keyOf(keys, row.patient_id), { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload));
  if (note.content.kind !== 'evolution') return null;
  return { noteId: row.note_id, at: row.signed_at.toISOString(), plan: note.content.plan, medicines: note.content.medicines };
};

/**
 * A patient's chart: who, problems, last vital signs, last plan and one page of visits, newest first.
 * The page is bounded, so a chart with a thousand visits opens as fast as one with ten.
 */
export const openChart = async (
  deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId, asked: z.output<typeof chartQuery>,
): Promise<{ readonly chart: Chart; readonly pseudonyms: readonly Pseudonym[] }> => {
  const header = await patientHeader(tx, deps.vault, patientId);
  const before = asked.before === undefined ? null : new Date(asked.before);
  const reader = tx.actor.personId;
  // Whoever was merged into this patient brings her own visits, sealed under her own key.
  const trail = await trailIds(tx, patientId);
  const keys = await deps.vault.patientKeys(tx, trail);
  const [names, rows, total, problems, vitals, patient, lastPlan, observation] = await Promise.all([
    staffNames(tx), chartPage(tx, trail, reader, { before, limit: asked.limit }), countVisits(tx, trail, reader),
    problemsOf(tx, trail), lastVitals(tx, trail, vitalCodes), headerOf(deps, tx, header), lastPlanOf(tx, keys), observationOf(tx, trail),
  ]);
  const oldest = rows.at(-1);
  const chart: Chart = {
    patient, total, lastPlan,
    entries: rows.map((row) => entryOf(tx, keys, names, row)),
    next: rows.length === asked.limit && oldest !== undefined ? oldest.created_at.toISOString() : null,
    problems: problems.map((row) => ({ ...termOf(tx, row.code), lastAt: row.last_at.toISOString(), times: row.times, confirmed: row.confirmed })),
    observation: observation.map((row) => ({ encounterId: row.encounter_id, step: row.step, at: row.taken_at.toISOString(), byName: names.get(row.taken_by) ?? '' })),
    vitals: vitals.map((row) => ({ code: row.code as VitalCode, value: row.value, at: row.taken_at.toISOString(), previous: row.previous })),
  };
  return { chart, pseudonyms: [...keys.values()].map((key) => key.pseudonym) };
};
