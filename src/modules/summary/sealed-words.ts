import type { ClinicId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { itemContentSchema } from './contract.ts';
import type { ItemContent } from './contract.ts';
import type { SummaryItemId } from './queries.ts';

type Where = { readonly clinicId: ClinicId; readonly itemId: SummaryItemId; readonly version: number };

const place = ({ clinicId, itemId, version }: Where) => ({ clinicId, table: 'clin.summary_version', column: 'words', rowId: `${itemId}/${String(version)}` });

/** The whole content is sealed, what stands in clear beside it included: it is read from here alone. */
export const sealWords = (key: PatientKey, where: Where, content: ItemContent): Buffer => seal(key, place(where), JSON.stringify(content));
export const openWords = (key: PatientKey, where: Where, words: Uint8Array): ItemContent => itemContentSchema.parse(JSON.parse(open(key, place(where), words).toString('utf8')));
