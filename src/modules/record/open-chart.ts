import type { z } from 'zod';
import { ageAt, civilDateIn, parseCivilDate } from '#kernel/civil-date.ts';
import { patientHeader } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { diagnosisByCode } from '#modules/terminology/public.ts';
import { clinicHeader, staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { vitalCodes } from './contract.ts';
import type { Chart, ChartEntry, chartQuery, NoteContent, VitalCode } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { ageText, emptyEvolution, excerptOf } from './model.ts';
import { readPayload } from './payload.ts';
import { chartPage, countVisits, lastSignedEvolution, lastVitals, problemsOf } from './queries.ts';
import type { ChartRow } from './queries.ts';
import { openDraft, openSigned } from './sealed-words.ts';

const termOf = (tx: Tx<StaffActor>, code: string): { code: string; term: string } =>
  ({ code, term: diagnosisByCode(code)?.display[tx.actor.language === 'en-US' ? 'en' : 'es'] ?? code });

const wordsOf = (tx: Tx<StaffActor>, header: PatientHeader, row: ChartRow): { readonly content: NoteContent; readonly author: string | null } => {
  const where = { clinicId: tx.actor.clinicId, rowId: row.id };
  if (row.payload !== null) {
    const payload = readPayload(openSigned(header.key, where, 'payload', row.payload));
    return { content: payload.note.content, author: payload.author.fullName };
  }
  return { content: row.content === null ? emptyEvolution : openDraft(header.key, where, row.content), author: null };
};

const entryOf = (tx: Tx<StaffActor>, header: PatientHeader, names: ReadonlyMap<string, string>, row: ChartRow): ChartEntry => {
  const { content, author } = wordsOf(tx, header, row);
  const drafted = content.kind === 'evolution' ? content.diagnoses.map(({ code, term }) => ({ code, term })) : [];
  return {
    encounterId: row.encounter_id, noteId: row.id, kind: row.kind, state: row.state === 'signed' ? 'signed' : 'draft',
    at: (row.signed_at ?? row.saved_at).toISOString(), authorId: row.author_id, authorName: author ?? names.get(row.author_id) ?? '',
    diagnoses: drafted, addenda: row.addenda, excerpt: excerptOf(content),
  };
};

const headerOf = async (deps: RecordDeps, tx: Tx<StaffActor>, header: PatientHeader): Promise<Chart['patient']> => {
  const { timeZone } = await clinicHeader(tx);
  const today = civilDateIn(timeZone, deps.clock.now());
  return {
    id: header.id, recordNumber: header.recordNumber, fullName: header.fullName, birthDate: header.birthDate,
    age: header.birthDate === null ? '' : ageText(ageAt(parseCivilDate(header.birthDate), today), tx.actor.language),
    sex: header.sex, curpTail: header.curp === null ? null : header.curp.slice(-8), phone: header.phone, unknown: header.unknown, guardian: header.guardian,
  };
};

const lastPlanOf = async (tx: Tx<StaffActor>, header: PatientHeader): Promise<Chart['lastPlan']> => {
  const row = await lastSignedEvolution(tx, header.id);
  if (row === undefined) return null;
  const { note } = readPayload(openSigned(header.key, { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload));
  if (note.content.kind !== 'evolution') return null;
  return { noteId: row.note_id, at: row.signed_at.toISOString(), plan: note.content.plan, medicines: note.content.medicines };
};

/**
 * A patient's chart: who, problems, last vital signs, last plan and one page of visits, newest first.
 * The page is bounded, so a chart with a thousand visits opens as fast as one with ten.
 */
export const openChart = async (
  deps: RecordDeps, tx: Tx<StaffActor>, patientId: string, asked: z.output<typeof chartQuery>,
): Promise<{ readonly chart: Chart; readonly pseudonym: string }> => {
  const header = await patientHeader(tx, deps.vault, patientId);
  const before = asked.before === undefined ? null : new Date(asked.before);
  const reader = tx.actor.personId;
  const [names, rows, total, problems, vitals, patient, lastPlan] = await Promise.all([
    staffNames(tx), chartPage(tx, patientId, reader, { before, limit: asked.limit }), countVisits(tx, patientId, reader),
    problemsOf(tx, patientId), lastVitals(tx, patientId, vitalCodes), headerOf(deps, tx, header), lastPlanOf(tx, header),
  ]);
  const oldest = rows.at(-1);
  const chart: Chart = {
    patient, total, lastPlan,
    entries: rows.map((row) => entryOf(tx, header, names, row)),
    next: rows.length === asked.limit && oldest !== undefined ? oldest.created_at.toISOString() : null,
    problems: problems.map((row) => ({ ...termOf(tx, row.code), lastAt: row.last_at.toISOString(), times: row.times })),
    vitals: vitals.map((row) => ({ code: row.code as VitalCode, value: row.value, at: row.taken_at.toISOString(), previous: row.previous })),
  };
  return { chart, pseudonym: header.key.pseudonym };
};
