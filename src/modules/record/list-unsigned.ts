import type { z } from 'zod';
import type { Pseudonym } from '#kernel/ids.ts';
import { openPatientHeaders } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { UnsignedDraft, unsignedSchema } from './contract.ts';
import { dutiesOf, emptyContent, excerptOf } from './content-parts.ts';
import type { RecordDeps } from './dependencies.ts';
import { unsignedOf } from './queries.ts';
import type { NoteRow } from './queries.ts';
import { findingsOf } from './save-draft.ts';
import { openDraft } from './sealed-words.ts';

/** More are not signed at one sitting. */
const MOST = 50;

/** A draft written in another duty is not this one's to sign; an addendum's is judged when it is prepared. */
const isOfDuty = ({ actor }: Tx<StaffActor>, { kind }: NoteRow): boolean => kind === 'addendum' || dutiesOf(kind).includes(actor.role);

/**
 * The reader's own drafts that are still to be signed, the longest unsigned first, each with its patient's name and what
 * the norms still miss in it: what may be signed at one sitting and what blocks the rest. Also says whose records were seen.
 */
export const listUnsigned = async (deps: RecordDeps, tx: Tx<StaffActor>): Promise<{ readonly unsigned: z.input<typeof unsignedSchema>; readonly pseudonyms: readonly Pseudonym[] }> => {
  const rows = await unsignedOf(tx, tx.actor.personId, MOST + 1);
  const shown = rows.slice(0, MOST).filter((row) => isOfDuty(tx, row));
  const ids = [...new Set(shown.map(({ patient_id }) => patient_id))];
  const [keys, headers] = await Promise.all([deps.vault.patientKeys(tx, ids), openPatientHeaders(tx, deps.vault, ids)]);
  const drafts = await Promise.all(shown.map(async (row): Promise<UnsignedDraft | null> => {
    const [key, header] = [keys.get(row.patient_id), headers.get(row.patient_id)];
    if (key === undefined || header === undefined) return null;
    const content = row.content === null ? emptyContent(row.kind) : openDraft(key, { clinicId: tx.actor.clinicId, rowId: row.id }, row.content);
    return {
      noteId: row.id, patientId: header.id, patientName: header.fullName, kind: row.kind, version: row.version,
      createdAt: row.created_at.toISOString(), savedAt: row.saved_at.toISOString(), excerpt: excerptOf(content), findings: [...await findingsOf(deps, tx, row, content)],
    };
  }));
  return { unsigned: { drafts: drafts.filter((draft) => draft !== null), more: rows.length > MOST }, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};
