import { addDays, civilDateIn } from '#kernel/civil-date.ts';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PatientId } from '#kernel/ids.ts';
import { requireConformity } from '#kernel/norms.ts';
import { DAYS_OF_PREGNANCY } from '#kernel/pregnancy.ts';
import { requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import { diagnosisByCode } from '#modules/terminology/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ItemContent } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { codeOf, isListed } from './model.ts';
import { openSummary } from './open-summary.ts';
import { insertVersion, lockProblems, versionsOfItem } from './queries.ts';
import type { SummaryItemId } from './queries.ts';
import { summaryRules } from './rules.ts';
import { sealWords } from './sealed-words.ts';

type Stored = { readonly itemId: SummaryItemId; readonly version: number };
type Version = { readonly itemId: SummaryItemId; readonly patientId: PatientId; readonly version: number; readonly content: ItemContent };

const requireSound = (content: ItemContent): void => {
  requireConformity('summary-item-incomplete', summaryRules, content);
  if (content.kind === 'problem' && diagnosisByCode(content.code) === undefined) throw invalid('diagnosis-unknown');
};

/** What was measured or stated was so on a day that has come; an expected date of birth lies within a pregnancy of today. */
const requirePast = ({ clock }: SummaryDeps, content: ItemContent): void => {
  if (content.kind !== 'pregnancy' && content.kind !== 'creatinine' && content.kind !== 'immunisation') return;
  // where the day begins first
  const latest = civilDateIn('Pacific/Kiritimati', clock.now());
  const stated = content.kind === 'pregnancy' ? [content.since, content.on ?? null] : [content.since];
  if (stated.some((day) => day !== null && day > latest)) throw invalid('summary-date-to-come');
  if (content.kind === 'pregnancy' && content.until !== null && content.until > addDays(latest, DAYS_OF_PREGNANCY + 28)) throw invalid('summary-date-to-come');
};

const store = async (deps: SummaryDeps, tx: Tx<StaffActor>, { itemId, patientId, version, content }: Version): Promise<Stored> => {
  const key = await deps.vault.patientKey(tx, patientId);
  const stored = await insertVersion(tx, {
    item_id: itemId, version, patient_id: patientId, kind: content.kind, status: content.status, code: codeOf(content), since: content.since, until: content.until,
    words: sealWords(key, { clinicId: tx.actor.clinicId, itemId, version }, content), recorded_by: tx.actor.personId, recorded_at: deps.clock.now(),
  });
  if (!stored) throw conflict('summary-item-changed');
  return { itemId, version };
};

const requireNoAllergies = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, content: ItemContent): Promise<void> => {
  if (content.kind !== 'allergy' || content.status !== 'none-known') return;
  const { summary } = await openSummary(deps, tx, patientId);
  if (summary.allergies === 'known') throw conflict('allergies-are-known');
};

/** An item that is being changed does not stand in its own way. */
const requireNewProblem = async (deps: SummaryDeps, tx: Tx<StaffActor>, { patientId, itemId }: { readonly patientId: PatientId; readonly itemId?: SummaryItemId }, content: ItemContent): Promise<void> => {
  if (content.kind !== 'problem' || content.status === 'resolved' || content.status === 'entered-in-error') return;
  await lockProblems(tx, patientId);
  const { summary } = await openSummary(deps, tx, patientId);
  if (isListed(summary.items.filter((item) => item.itemId !== itemId), content.code)) throw conflict('problem-is-known');
};

/** Records something new. Refuses a patient who was merged, an item that lacks or contradicts, a code nobody knows, a measurement or statement of a day to come, a problem that is in the list, and “no allergies” beside one that stands. */
export const addItem = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, content: ItemContent): Promise<Stored> => {
  requireSound(content);
  requirePast(deps, content);
  await requireOpenPatient(tx, patientId);
  await requireNoAllergies(deps, tx, patientId, content);
  await requireNewProblem(deps, tx, { patientId }, content);
  return store(deps, tx, { itemId: deps.newId<'summary-item'>(), patientId, version: 1, content });
};

/** Adds the next version of an item. Refuses `summary-item-changed` when `version` is not the newest, so that nothing is overwritten unseen, and a problem that would stand twice as unresolved. */
export const changeItem = async (deps: SummaryDeps, tx: Tx<StaffActor>, item: { readonly patientId: PatientId; readonly itemId: SummaryItemId }, asked: { readonly version: number; readonly content: ItemContent }): Promise<Stored> => {
  requireSound(asked.content);
  requirePast(deps, asked.content);
  await requireOpenPatient(tx, item.patientId);
  const [newest] = await versionsOfItem(tx, item.itemId);
  if (newest === undefined || !(await trailIds(tx, item.patientId)).includes(newest.patient_id)) throw notFound('summary-item-not-found');
  if (newest.kind !== asked.content.kind) throw conflict('summary-kind-differs');
  if (newest.version !== asked.version) throw conflict('summary-item-changed');
  await requireNoAllergies(deps, tx, item.patientId, asked.content);
  await requireNewProblem(deps, tx, item, asked.content);
  return store(deps, tx, { itemId: item.itemId, patientId: newest.patient_id, version: asked.version + 1, content: asked.content });
};
