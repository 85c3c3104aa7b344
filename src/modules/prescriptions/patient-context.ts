import { civilDateIn, daysBetween, isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId, PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import { patientHeader, trailIds } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { ageText } from '#modules/record/public.ts';
import { readAllergy, safetyData } from '#modules/safety/public.ts';
import type { CheckedMedicine, PatientAllergy, SafetyPatient } from '#modules/safety/public.ts';
import { kidneysOf, openSummary, pregnancyOf } from '#modules/summary/public.ts';
import type { Summary } from '#modules/summary/contract.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { prescribedNow, takenNow } from './active-orders.ts';
import type { PrescriptionContext } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { activeLines, newestWeight } from './queries.ts';
import { ingredientsOf } from './recognise.ts';

/** What the safety check goes by, and what the screen shows of it. */
export type RxPatient = {
  readonly header: PatientHeader; readonly today: CivilDate; readonly timeZone: string;
  readonly facts: SafetyPatient; readonly active: readonly CheckedMedicine[]; readonly context: PrescriptionContext; readonly pseudonyms: readonly Pseudonym[];
};

/** A weight says something of a dose for as long as this, in days (D): a child outgrows it within weeks. */
const WEIGHT_HOLDS = { child: 92, adult: 730 } as const;
const ADULT_DAYS = 6_574;

type Said = Summary['items'];

const allergiesIn = ({ items, allergies }: Summary): readonly PatientAllergy[] | null => (allergies === 'not-asked' ? null
  : items.flatMap(({ content }) => (content.kind === 'allergy' && content.status === 'active'
    ? [readAllergy(safetyData(), ingredientsOf, content.substance)] : [])));

/** A list on which nothing stands is one that nobody wrote: not known. */
const problemsIn = (items: Said): SafetyPatient['problems'] => {
  const held = items.flatMap(({ content }) => (content.kind === 'problem' && (content.status === 'active' || content.status === 'remission') ? [{ code: content.code, text: content.term }] : []));
  return held.length === 0 ? null : held;
};

const trimesterOf = (weeks: number | undefined): 1 | 2 | 3 | null => (weeks === undefined ? null : weeks < 14 ? 1 : weeks < 28 ? 2 : 3);

type Expecting = Pick<SafetyPatient, 'pregnant' | 'trimester' | 'breastfeeding'>;
const expectingOf = (items: Said, now: { readonly today: CivilDate; readonly timeZone: string }): Expecting => {
  const state = pregnancyOf(items, now);
  if (state === null || state.toConfirm !== null) return { pregnant: null, trimester: null, breastfeeding: null };
  return { pregnant: state.status === 'pregnant', trimester: trimesterOf(state.age?.weeks), breastfeeding: state.status === 'breastfeeding' || state.status === 'puerperium' };
};

const statusOf = ({ pregnant, breastfeeding }: Expecting): PrescriptionContext['pregnancy'] =>
  (pregnant === null ? 'unknown' : pregnant ? 'pregnant' : breastfeeding === true ? 'breastfeeding' : 'not-pregnant');

const sexByNumber = { 1: 'H', 2: 'M', 3: null } as const;

type Born = { readonly birthDate: CivilDate | null; readonly ageDays: number | null; readonly sex: 'H' | 'M' | null; readonly age: string };
const bornOf = ({ birthDate, biologicalSex, ageAt }: PatientHeader, today: CivilDate): Born => {
  const born = birthDate !== null && isCivilDate(birthDate) && birthDate <= today ? birthDate : null;
  const age = born === null ? null : ageAt(today);
  return { birthDate: born, ageDays: born === null ? null : daysBetween(born, today), sex: sexByNumber[biologicalSex], age: age === null ? '' : ageText(age, 'es-MX') };
};

const weightOf = (row: { readonly value: string; readonly taken_at: Date } | undefined, ageDays: number | null, daysSince: (at: Date) => number): PrescriptionContext['weight'] => {
  const holds = ageDays !== null && ageDays < ADULT_DAYS ? WEIGHT_HOLDS.child : WEIGHT_HOLDS.adult;
  return row === undefined || daysSince(row.taken_at) > holds ? null : { kg: Number(row.value), takenAt: row.taken_at.toISOString() };
};

/** A filtration that is old, or that nothing could be estimated from, is not known. */
const filtrationOf = (kidneys: ReturnType<typeof kidneysOf>): number | null => (kidneys === null || kidneys.isOld ? null : kidneys.estimate?.filtration ?? null);

/** Whose prescription it is, and which signed one it is to replace: what that one gives is not taken beside it. */
type For = { readonly patientId: PatientId; readonly replaces: PrescriptionId | null };

/** Gathers what is known of a patient, and of everybody merged into her, that changes a prescription. */
export const rxPatient = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, { patientId, replaces }: For): Promise<RxPatient> => {
  const timeZone = deps.timeZoneOf(tx.actor.clinicId);
  const today = civilDateIn(timeZone, deps.clock.now());
  const [header, trail, { summary, pseudonyms }] = await Promise.all([patientHeader(tx, deps.vault, patientId), trailIds(tx, patientId), openSummary(deps, tx, patientId)]);
  const [weighed, lines, keys] = await Promise.all([newestWeight(tx, trail), activeLines(tx, trail, today), deps.vault.patientKeys(tx, trail)]);
  const born = bornOf(header, today);
  const expecting = expectingOf(summary.items, { today, timeZone });
  const kidneys = kidneysOf(summary.items, born, { today, timeZone });
  const weight = weightOf(weighed, born.ageDays, (at) => daysBetween(civilDateIn(timeZone, at), today));
  const allergies = allergiesIn(summary);
  const active = [...takenNow(summary.items), ...prescribedNow(tx, keys, lines.filter(({ prescription_id }) => prescription_id !== replaces))];
  const { ageDays, sex } = born;
  const facts: SafetyPatient = { ageDays, sex, weightKg: weight?.kg ?? null, eGFR: filtrationOf(kidneys), allergies, problems: problemsIn(summary.items), ...expecting };
  const context: PrescriptionContext = {
    patientId, fullName: header.fullName, age: born.age, ageDays, sex, weight, pregnancy: statusOf(expecting), trimester: expecting.trimester,
    filtration: kidneys?.estimate == null ? null : { value: kidneys.estimate.filtration, takenOn: kidneys.takenOn, isOld: kidneys.isOld },
    allergies: allergies?.map(({ text }) => text) ?? null, active: active.map(({ ref, text, ingredients }) => ({ ref, text, isChecked: ingredients !== null })),
  };
  return { header, today, timeZone, facts, active, context, pseudonyms };
};
