import type { Pseudonym } from '#kernel/ids.ts';
import { patientHeader } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { emptyContent, excerptOf } from './content-parts.ts';
import type { Cosignatures } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { returnedToAuthor, waitingForSecond } from './second-queries.ts';
import { openDraft, openReturn } from './sealed-words.ts';

/**
 * What others signed and waits for a second signature, what names the reader first, and the reader's own documents that
 * came back. A physician under supervision sees what waits as everybody does, and is refused if she signs it.
 */
export const listCosignatures = async (deps: RecordDeps, tx: Tx<StaffActor>): Promise<{ readonly list: Cosignatures; readonly pseudonyms: readonly Pseudonym[] }> => {
  const { clinicId, personId } = tx.actor;
  const [names, waiting, returned] = await Promise.all([staffNames(tx), waitingForSecond(tx, personId), returnedToAuthor(tx, personId)]);
  const ids = [...new Set([...waiting, ...returned].map((row) => row.patient_id))];
  const headers = new Map(await Promise.all(ids.map(async (id) => [id, await patientHeader(tx, deps.vault, id)] as const)));
  const headerOf = (id: (typeof ids)[number]) => {
    const header = headers.get(id);
    if (header === undefined) throw new Error('a note has lost its patient');
    return header;
  };
  return {
    list: {
      waiting: waiting.map((row) => {
        const { key, fullName, recordNumber } = headerOf(row.patient_id);
        const content = row.content === null ? emptyContent(row.kind) : openDraft(key, { clinicId, rowId: row.note_id }, row.content);
        return {
          noteId: row.note_id, patientId: row.patient_id, patientName: fullName, recordNumber, kind: row.kind, authorName: names.get(row.author_id) ?? '', asks: row.asks, method: row.method,
          since: row.signed_at.toISOString(), namedName: row.named_id === null ? null : names.get(row.named_id) ?? '', isNamed: row.named_id === personId, excerpt: excerptOf(content),
        };
      }),
      returned: returned.map((row) => {
        const { key, fullName } = headerOf(row.patient_id);
        return {
          noteId: row.note_id, patientId: row.patient_id, patientName: fullName, kind: row.kind, returnedBy: names.get(row.returned_by) ?? '', returnedAt: row.returned_at.toISOString(),
          reason: openReturn(key, { clinicId, rowId: row.first_id }, row.reason),
        };
      }),
    },
    pseudonyms: [...headers.values()].map(({ key }) => key.pseudonym),
  };
};
