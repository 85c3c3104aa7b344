import { civilDateIn } from '#kernel/civil-date.ts';
import { normalizeCurp } from '#kernel/curp.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { DuplicatesQuery, DuplicatesReply } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { leastScore, likeness } from './duplicate-score.ts';
import { nameKey } from './model.ts';
import { openedPatients, rowOf } from './patient-rows.ts';
import { phoneDigits } from './phone-number.ts';
import { patientsWithLookup, patientWithCurp } from './queries.ts';
import type { Seen } from './seen.ts';

/** How many of the nearest names are compared in full, and how many candidates are shown. */
const mostCompared = 40;
const mostShown = 5;

const typedName = ({ name }: DuplicatesQuery): string => [name.given, name.firstSurname, name.secondSurname ?? ''].join(' ').trim();

const curpOf = ({ curp }: DuplicatesQuery): string | null => {
  const normal = normalizeCurp(curp ?? '');
  return normal.length === 18 ? normal : null;
};

const candidateIds = async (tx: Tx<StaffActor>, deps: PatientDeps, asked: DuplicatesQuery): Promise<readonly PatientId[]> => {
  const lookUp = async (kind: 'phone' | 'name', value: string): Promise<readonly PatientId[]> =>
    value === '' ? [] : patientsWithLookup(tx, kind, await deps.vault.blind(tx, kind, value));
  const byCurp = async (curp: string | null): Promise<readonly PatientId[]> => {
    const holder = curp === null ? undefined : await patientWithCurp(tx, await deps.vault.blind(tx, 'curp', curp));
    return holder === undefined ? [] : [holder];
  };
  const name = typedName(asked);
  const exact = await Promise.all([byCurp(curpOf(asked)), lookUp('phone', phoneDigits(asked.phone ?? '')), lookUp('name', nameKey(name))]);
  return [...new Set([...exact.flat(), ...deps.index.search(tx.actor, name, mostCompared)])];
};

/**
 * Patients whom the person being typed in may already be, best first, with the reasons: same CURP, name
 * (order and typos aside), birth date (also day and month changed round), telephone. A warning, never a refusal.
 */
export const findDuplicates = async (deps: PatientDeps, actor: StaffActor, asked: DuplicatesQuery): Promise<Seen<DuplicatesReply>> => {
  const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
  const curp = curpOf(asked);
  const opened = await deps.database.withActor(actor, async (tx) => openedPatients(tx, deps.vault, await candidateIds(tx, deps, asked)));
  const shown = opened
    .filter(({ row, identity }) => row.id !== asked.excluding && !identity.unknown)
    .map((patient) => ({ ...patient, ...likeness(asked, curp, patient.identity) }))
    .filter(({ score }) => score >= leastScore)
    .sort((left, right) => right.score - left.score)
    .slice(0, mostShown);
  return {
    reply: { candidates: shown.map(({ row, identity, score, reasons }) => ({ patient: rowOf(row, identity, today), score, reasons: [...reasons] })) },
    seen: shown.map(({ pseudonym }) => pseudonym),
  };
};
