import { hash } from 'node:crypto';
import type { JsonValue } from '#kernel/canonical-json.ts';
import { notFound } from '#kernel/errors.ts';
import type { Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { StateBeforeReply } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import type { AuditEntry } from './model.ts';
import { stateBeforeEntry } from './queries.ts';

const bytesShape = /^\\x((?:[0-9a-f]{2})*)$/;

/** PostgreSQL writes bytes as `\x` and hex; in these tables they are what is sealed. */
const sealedBytes = (value: JsonValue): Buffer | null => {
  const found = typeof value === 'string' ? bytesShape.exec(value) : null;
  return found === null ? null : Buffer.from(found[1] ?? '', 'hex');
};

const sha256 = (data: string | Uint8Array): string => hash('sha256', data);

const namesOf = (value: JsonValue | undefined): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

const replyOf = (seq: number, entry: AuditEntry, state: string): StateBeforeReply => {
  const kept = Object.entries(JSON.parse(state) as Record<string, JsonValue>).map(([column, value]) => ({ column, value, bytes: sealedBytes(value) }));
  return {
    seq, at: entry.at, relation: entry.entity ?? '',
    changed: entry.action === 'row.delete' ? kept.map(({ column }) => column) : [...namesOf(entry.detail['changed'])],
    columns: Object.fromEntries(kept.filter(({ bytes }) => bytes === null).map(({ column, value }) => [column, value])) as StateBeforeReply['columns'],
    sealed: kept.flatMap(({ column, bytes }) => (bytes === null ? [] : [{ column, bytes: bytes.length, sha256: sha256(bytes) }])),
    isProven: sha256(state) === entry.detail['before_sha256'],
  };
};

/** The state, and whose record it is of, which the audit notes of this very reading. */
export type FoundState = { readonly reply: StateBeforeReply; readonly patients: readonly Pseudonym[] };

/**
 * What a row was before the change that entry `seq` tells of (NOM-024-SSA3-2012, 5.8), with whether it is what the
 * sealed entry says it was. Refuses `audit-entry-unknown`, and `audit-state-not-kept` for an entry that is no change,
 * or a change of a draft, or older than the keeping of earlier states. A state that is gone is refused as
 * `audit-state-missing`: somebody removed it.
 */
export const stateBefore = ({ database }: Pick<AuditDeps, 'database'>, actor: StaffActor, seq: number): Promise<FoundState> =>
  database.reading(actor, async (tx) => {
    const found = await stateBeforeEntry(tx, seq);
    if (found === undefined) throw notFound('audit-entry-unknown', { seq });
    const entry = JSON.parse(found.entry) as AuditEntry;
    if (found.state !== null) return { reply: replyOf(seq, entry, found.state), patients: entry.patients };
    throw notFound(entry.detail['before_sha256'] === undefined ? 'audit-state-not-kept' : 'audit-state-missing', { seq });
  });
