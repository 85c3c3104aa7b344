import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireKnownPatient, trailIds } from '#modules/patients/public.ts';
import { problemVersions } from '#modules/summary/public.ts';
import type { SummaryItem } from '#modules/summary/contract.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ProblemView } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { newestNaming, notesByProblem } from './history-queries.ts';
import type { NamingRow, ProblemNoteRow } from './history-queries.ts';
import { openSource, splitByProblem } from './open-carriable.ts';
import { termOf } from './open-chart.ts';

type Problem = ProblemView['problems'][number];
type Medicines = Pick<Problem, 'medicines' | 'medicinesFrom'>;

/** How many problems have their newest note opened for its medicines. */
const MOST_OPENED = 30;

/** What the newest note that names each problem gives for it; each note is opened once. */
const medicinesByCode = (tx: Tx<StaffActor>, keys: ReadonlyMap<PatientId, PatientKey>, rows: readonly NamingRow[]): ReadonlyMap<string, Medicines> =>
  new Map([...Map.groupBy(rows, ({ note_id }) => note_id).values()].flatMap((of) => {
    const [first] = of;
    const source = first === undefined ? null : openSource(tx, keys, first);
    if (source === null) return [];
    const { medicines } = splitByProblem(source.content);
    return of.map(({ code }): readonly [string, Medicines] => {
      const given = medicines.filter(({ problems }) => problems.includes(code)).map(({ medicine }) => medicine);
      return [code, { medicines: given, medicinesFrom: given.length === 0 ? null : { noteId: source.noteId, at: source.at } }];
    });
  }));

type Version = Problem['history'][number] & { readonly code: string; readonly term: string };

const versionOf = ({ content, recordedAt, recordedBy }: SummaryItem): Version[] => (content.kind !== 'problem' ? [] : [{
  code: content.code, term: content.term, status: content.status, since: content.since, until: content.until, note: content.note, recordedAt, recordedBy,
}]);

/** Where a problem stands: active if any item of it is, else its newest word that was not an error. */
const statusOf = (summary: readonly SummaryItem[], code: string): Problem['status'] => {
  const newest = new Map<string, SummaryItem>();
  for (const item of summary) if (!newest.has(item.itemId)) newest.set(item.itemId, item);
  const standing = [...newest.values()].flatMap(({ content }) => (content.kind === 'problem' && content.code === code && content.status !== 'entered-in-error' ? [content.status] : []));
  return standing.includes('active') ? 'active' : standing[0] ?? null;
};

const rank = ({ status }: Problem): number => (status === 'active' ? 0 : status === null ? 1 : 2);
const lastAt = ({ notes, history }: Problem): string => [notes[0]?.at ?? '', history[0]?.recordedAt ?? ''].toSorted().at(-1) ?? '';

/**
 * The record by problem: every code of the summary's problem list and of signed documents, with the history of its
 * status, the documents that name it and the medicines its newest evolution note gives for it. Active ones first.
 */
export const openProblems = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly view: ProblemView; readonly pseudonyms: readonly Pseudonym[] }> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, items, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), problemVersions(deps, tx, patientId), notesByProblem(tx, trail)]);
  const versions = Map.groupBy(items.flatMap(versionOf), ({ code }) => code);
  const notes = Map.groupBy(rows, ({ code }) => code);
  const codes = [...new Set([...versions.keys(), ...notes.keys()])];
  const medicines = medicinesByCode(tx, keys, await newestNaming(tx, trail, [...notes.keys()].slice(0, MOST_OPENED)));
  const noteOf = (row: ProblemNoteRow) => ({ noteId: row.note_id, kind: row.kind, at: row.signed_at.toISOString(), authorName: names.get(row.author_id) ?? '', certainty: row.certainty });
  const problems = codes.map((code): Problem => {
    const known = termOf(tx, code);
    const named = notes.get(code) ?? [];
    return {
      code, term: known.term === code ? versions.get(code)?.[0]?.term ?? code : known.term, status: statusOf(items, code),
      history: (versions.get(code) ?? []).map(({ code: _code, term: _term, ...version }) => version),
      notes: named.map(noteOf), times: named[0]?.times ?? 0, ...(medicines.get(code) ?? { medicines: [], medicinesFrom: null }),
    };
  });
  return {
    view: { problems: problems.toSorted((one, other) => rank(one) - rank(other) || lastAt(other).localeCompare(lastAt(one)) || one.code.localeCompare(other.code)) },
    pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym),
  };
};
