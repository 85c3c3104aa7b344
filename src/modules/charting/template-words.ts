import type { ClinicId } from '#kernel/ids.ts';
import { open, seal, versionOf } from '#platform/crypto/sealing.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Regimen, TemplateWords } from './contract.ts';
import type { RegimenId, TemplateId } from './template-queries.ts';

/** Templates and kept regimens under the clinic's key: they are words of practice and no patient's. */

type Keys = Pick<Vault, 'clinicKey' | 'clinicKeyOfVersion'>;
type ActorTx = Tx<ClinicActor>;

const inTable = <Words, Id extends string>(table: string) => {
  const place = (clinicId: ClinicId, rowId: Id) => ({ clinicId, table, column: 'words', rowId });
  return {
    seal: async (vault: Keys, tx: ActorTx, id: Id, words: Words): Promise<Buffer> => seal(await vault.clinicKey(tx), place(tx.actor.clinicId, id), JSON.stringify(words)),
    open: async (vault: Keys, tx: ActorTx, id: Id, words: Uint8Array): Promise<Words> =>
      JSON.parse(open(await vault.clinicKeyOfVersion(tx, versionOf(words)), place(tx.actor.clinicId, id), words).toString('utf8')) as Words,
  };
};

export const { seal: sealTemplate, open: openTemplate } = inTable<TemplateWords, TemplateId>('charting.template');
export const { seal: sealRegimen, open: openRegimen } = inTable<Regimen, RegimenId>('charting.regimen');
