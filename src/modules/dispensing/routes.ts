import { civilDateIn } from '#kernel/civil-date.ts';
import type { Clock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { Database } from '#platform/postgres/database.ts';
import { ledgerParams, ledgerReply, logQuery } from './contract.ts';
import { exportLog, readLedger } from './read-ledger.ts';

type DispensingDeps = { readonly database: Database; readonly vault: Vault; readonly clock: Clock; readonly timeZoneOf: (clinicId: ClinicId) => string };

/** The clinic's ways to its own ledger. Whoever may read the record may read what became of its prescriptions. */
export const dispensingRoutes = (deps: DispensingDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId/dispensings', operation: 'list-dispensings', summary: 'What pharmacies handed over of a prescription.',
    may: 'read-record', params: ledgerParams, status: 200, reply: ledgerReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { ledger, pseudonyms } = await deps.database.reading(actor, (tx) => readLedger(deps, tx, params.prescriptionId));
      saw({ patients: pseudonyms, entity: 'pharmacy.dispensing', entityId: params.prescriptionId, detail: { acts: ledger.acts.length } });
      return ledger;
    },
  }),
  route({
    method: 'GET', path: '/api/dispensing-log', operation: 'export-dispensing-log', summary: 'The log of antibiotics and controlled medicines that were handed over, as a table.',
    may: 'read-record', stepUp: true, query: logQuery, status: 200, reply: 'file', refuses: [],
    handle: async ({ actor, query, saw }) => {
      const { table, rows, pseudonyms } = await deps.database.reading(actor, (tx) => exportLog(deps, tx, { ...query, today: civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now()) }));
      saw({ patients: pseudonyms, entity: 'pharmacy.dispensing', detail: { rows } });
      return { type: 'text/csv; charset=utf-8', bytes: Buffer.from(table, 'utf8'), fileName: 'bitacora-antibioticos-y-controlados.csv' };
    },
  }),
];
