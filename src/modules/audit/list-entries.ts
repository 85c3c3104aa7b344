import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { AuditEntryReply, ListEntriesReply, ListEntriesRequest } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import type { AuditEntry } from './model.ts';
import { entriesOfClinic, pseudonymHere } from './queries.ts';
import type { EntryFilter } from './queries.ts';

const replyOf = (row: { readonly seq: number; readonly entry: string }): AuditEntryReply => {
  const { person, session, clinic: _clinic, patients, detail, ...rest } = JSON.parse(row.entry) as AuditEntry;
  return { seq: row.seq, ...rest, personId: person, sessionId: session, patients: [...patients], detail: detail as AuditEntryReply['detail'] };
};

const filterOf = (request: ListEntriesRequest): EntryFilter => ({
  personId: request.personId ?? null,
  patientId: request.patientId ?? null,
  action: request.action ?? null,
  outcome: request.outcome ?? null,
  from: request.from ?? null,
  until: request.until ?? null,
  before: request.before ?? null,
});

/** A page of entries and the pseudonym of the patient asked for, which is what the audit notes of this very reading. */
export type FoundEntries = { readonly reply: ListEntriesReply; readonly patients: readonly Pseudonym[] };

const findEntries = async (tx: Tx, request: ListEntriesRequest): Promise<FoundEntries> => {
  const [rows, pseudonym] = await Promise.all([
    // One more than asked for tells whether there is a next page.
    entriesOfClinic(tx, filterOf(request), request.limit + 1),
    request.patientId === undefined ? null : pseudonymHere(tx, request.patientId),
  ]);
  const entries = rows.slice(0, request.limit).map(replyOf);
  const next = rows.length > request.limit ? entries.at(-1)?.seq ?? null : null;
  return { reply: { entries, next }, patients: pseudonym === null ? [] : [pseudonym] };
};

/** Lists the sealed entries of the actor's clinic, newest first. Entries of the last second may still be unsealed. */
export const listEntries = ({ database }: Pick<AuditDeps, 'database'>, actor: StaffActor, request: ListEntriesRequest): Promise<FoundEntries> =>
  database.withActor(actor, (tx) => findEntries(tx, request));

/**
 * Who touched a patient's record, newest first: for the answer to "who read my record". `tx` must be of an auditor
 * or an administrator. After the patient's keys were shredded nothing is found, by design.
 */
export const accessesOfPatient = async (tx: Tx, patientId: PatientId, page: { readonly before?: number; readonly limit: number }): Promise<ListEntriesReply> =>
  (await findEntries(tx, { patientId, ...page })).reply;
