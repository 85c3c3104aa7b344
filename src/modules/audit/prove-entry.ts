import { conflict, notFound } from '#kernel/errors.ts';
import type { Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ProofReply } from './contract.ts';
import { linkHash } from './chain.ts';
import { headDigest, readCheckpoint } from './checkpoint.ts';
import type { AuditDeps } from './dependencies.ts';
import { inclusionProofOf, isIncluded } from './merkle.ts';
import { readEntry } from './model.ts';
import type { Head } from './model.ts';
import { endsOf, headAt, leavesOf, linksOf, notesAfter } from './queries.ts';
import { textOfNote } from './signed-note.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const LEAVES_AT_A_TIME = 20_000;

async function* leafPages(tx: Tx, head: Head): AsyncGenerator<readonly Uint8Array[]> {
  for (let after = 0; after < head.size; after += LEAVES_AT_A_TIME) {
    const joined = await leavesOf(tx, head.clinic, { after, through: Math.min(after + LEAVES_AT_A_TIME, head.size) });
    yield Array.from({ length: joined.length / 32 }, (_, at) => joined.subarray(at * 32, at * 32 + 32));
  }
}

const altered = (seq: number) => conflict('audit-altered', { reason: 'proof-fails', seq });

const pathOf = async (tx: Tx, head: Head, seq: number): Promise<readonly Uint8Array[]> => {
  try {
    return await inclusionProofOf(leafPages(tx, head), head.size, seq - 1);
  } catch (error) {
    // Fewer leaves than the signed head counts: the log was cut.
    if (error instanceof RangeError) throw altered(seq);
    throw error;
  }
};

/** Which entry, and under which checkpoint: the newest when absent. */
export type ProofWanted = { readonly clinic: string; readonly seq: number; readonly checkpoint?: number };

const noteOf = async (tx: Tx, { clinic, seq, checkpoint }: ProofWanted) => {
  const number = checkpoint ?? (await endsOf(tx, clinic))[0]?.checkpoint ?? 0;
  const [row] = number === 0 ? [] : await notesAfter(tx, number - 1, number, 1);
  const head = row === undefined ? undefined : await headAt(tx, clinic, number);
  if (row === undefined || head === undefined || seq > head.size) throw notFound('audit-entry-unknown', { seq });
  return { number, note: row.note, head };
};

/**
 * Makes the proof that entry `seq` of a clinic stands under a signed checkpoint: the path of the clinic's Merkle tree
 * (RFC 6962, 2.1.1) from the entry to the head whose digest the checkpoint holds. What it gives was checked. Refuses
 * `audit-entry-unknown` when the entry or the checkpoint is not there, or the entry came after that checkpoint, and
 * `audit-altered` when what is stored does not lead to the signed root. `tx` may be of an auditor or administrator of
 * the clinic, or of the worker.
 */
export const proveEntry = async (tx: Tx, wanted: ProofWanted): Promise<ProofReply> => {
  const { clinic, seq } = wanted;
  const { number, note, head } = await noteOf(tx, wanted);
  const [link] = await linksOf(tx, clinic, { after: seq - 1, through: seq }, 1);
  if (link === undefined) throw altered(seq);
  const path = await pathOf(tx, head, seq);
  const isSigned = readCheckpoint(textOfNote(note) ?? '')?.heads.includes(headDigest(head)) ?? false;
  if (!isSigned || !isIncluded(linkHash(seq, link.prev, link.entry), seq - 1, head, path)) throw altered(seq);
  return {
    kind: 'amate-audit-proof', version: 1, seq, prev: hex(link.prev), entry: link.entry,
    head: { clinic, size: head.size, chain: hex(head.chain), root: hex(head.root) },
    path: path.map(hex), checkpoint: { number, note },
  };
};

/** The proof, and whose record its entry tells of, which the audit notes of this very reading. */
export type FoundProof = { readonly proof: ProofReply; readonly patients: readonly Pseudonym[] };

/** The same for an entry of the actor's clinic. */
export const proveEntryHere = ({ database }: Pick<AuditDeps, 'database'>, actor: StaffActor, wanted: Omit<ProofWanted, 'clinic'>): Promise<FoundProof> =>
  database.reading(actor, async (tx) => {
    const proof = await proveEntry(tx, { ...wanted, clinic: actor.clinicId });
    return { proof, patients: readEntry(proof.entry)?.patients ?? [] };
  });
