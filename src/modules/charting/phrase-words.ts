import type { ClinicId } from '#kernel/ids.ts';
import { open, seal, versionOf } from '#platform/crypto/sealing.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PhraseWords } from './contract.ts';
import type { PhraseId } from './phrase-queries.ts';

type Sealed = Pick<PhraseWords, 'title' | 'text'>;
type Keys = Pick<Vault, 'clinicKey' | 'clinicKeyOfVersion'>;

const place = (clinicId: ClinicId, id: PhraseId) => ({ clinicId, table: 'charting.phrase', column: 'words', rowId: id });

/** Title and text under the clinic's key: they are the clinic's words and no patient's. */
export const sealPhrase = async (vault: Keys, tx: Tx<ClinicActor>, id: PhraseId, { title, text }: Sealed): Promise<Buffer> =>
  seal(await vault.clinicKey(tx), place(tx.actor.clinicId, id), JSON.stringify({ title, text }));

export const openPhrase = async (vault: Keys, tx: Tx<ClinicActor>, id: PhraseId, words: Uint8Array): Promise<Sealed> =>
  JSON.parse(open(await vault.clinicKeyOfVersion(tx, versionOf(words)), place(tx.actor.clinicId, id), words).toString('utf8')) as Sealed;
