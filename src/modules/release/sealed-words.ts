import type { ClinicId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';

type Where = { readonly clinicId: ClinicId; readonly rowId: string };

const words = <Words>(table: string) => {
  const place = ({ clinicId, rowId }: Where) => ({ clinicId, table, column: 'words', rowId });
  return {
    seal: (key: PatientKey, where: Where, said: Words): Buffer => seal(key, place(where), JSON.stringify(said)),
    open: (key: PatientKey, where: Where, sealed: Uint8Array): Words => JSON.parse(open(key, place(where), sealed).toString('utf8')) as Words,
  };
};

export const requestWords = words<{ readonly requester: string; readonly document: string; readonly reason: string; readonly text: string }>('clin.record_request');
/** Of a step; the row's id is the request's and the step's name. */
export const stepWords = words<{ readonly reason: string }>('clin.record_request_step');
export const informationWords = words<{ readonly told: string; readonly what: string }>('clin.information_given');
