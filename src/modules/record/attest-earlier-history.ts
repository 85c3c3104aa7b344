import type { z } from 'zod';
import { forbidden } from '#kernel/errors.ts';
import type { Pseudonym } from '#kernel/ids.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import { seal } from '#platform/crypto/sealing.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { dutiesOf } from './content-parts.ts';
import type { earlierHistoryBody } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { insertEarlierHistory } from './queries.ts';

/**
 * A physician states that this patient's clinical history (NOM-004 6.1) was made before Amate and where it is kept, on paper or in
 * another system. It then need not be written anew. Stated once for a patient; repeating it changes nothing.
 */
export const attestEarlierHistory = async (deps: RecordDeps, tx: Tx<StaffActor>, asked: z.infer<typeof earlierHistoryBody>): Promise<{ readonly pseudonym: Pseudonym }> => {
  if (!dutiesOf('history').includes(tx.actor.role)) throw forbidden('document-of-another-duty');
  await requireOpenPatient(tx, asked.patientId);
  const key = await deps.vault.patientKey(tx, asked.patientId);
  const keptAt = seal(key, { clinicId: tx.actor.clinicId, table: 'clin.earlier_history', column: 'kept_at', rowId: asked.patientId }, asked.keptAt);
  await insertEarlierHistory(tx, { patientId: asked.patientId, by: tx.actor.personId, at: deps.clock.now(), keptAt });
  return { pseudonym: key.pseudonym };
};
