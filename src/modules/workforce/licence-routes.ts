import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { attestBody, doneReply, licenceBody, licenceParams, licenceReply, personParams, renewBody } from './contract.ts';
import type { WorkforceDeps } from './dependencies.ts';
import { addLicence, attestLicence, licenceById, renewLicence, withdrawLicence } from './licences.ts';

/** Cédulas: entered, attested, renewed, withdrawn. */
export const licenceRoutes = (deps: WorkforceDeps): readonly Route[] => [
  route({
    may: 'manage-staff', status: 201, method: 'POST', path: '/api/staff/:personId/licences', operation: 'add-licence', summary: 'Enters a cédula; it counts once it is attested.',
    params: personParams, body: licenceBody, reply: licenceReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, async (tx) => {
      const licenceId = await addLicence(tx, deps, params.personId, body);
      return { licence: await licenceById(tx, params.personId, licenceId, deps.clock.now()) };
    }),
  }),
  route({
    may: 'verify-licence', stepUp: true, status: 200, method: 'POST', path: '/api/staff/:personId/licences/:licenceId/attest', operation: 'attest-licence',
    summary: 'Records who verified a licence, how, and the hash of the evidence.',
    params: licenceParams, body: attestBody, reply: licenceReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, async (tx) => {
      await attestLicence(tx, deps, { ...params, byPersonId: actor.personId, ...body });
      return { licence: await licenceById(tx, params.personId, params.licenceId, deps.clock.now()) };
    }),
  }),
  route({
    may: 'manage-staff', status: 201, method: 'POST', path: '/api/staff/:personId/licences/:licenceId/renew', operation: 'renew-licence',
    summary: 'A new certificate of the same specialty; it counts once it is attested.',
    params: licenceParams, body: renewBody, reply: licenceReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, async (tx) => {
      const licenceId = await renewLicence(tx, deps, params, body);
      return { licence: await licenceById(tx, params.personId, licenceId, deps.clock.now()) };
    }),
  }),
  route({
    may: 'manage-staff', stepUp: true, status: 200, method: 'DELETE', path: '/api/staff/:personId/licences/:licenceId', operation: 'withdraw-licence', summary: 'Takes a licence out of force.',
    params: licenceParams, reply: doneReply, refuses: ['not-found'],
    handle: async ({ actor, params }) => { await deps.database.withActor(actor, (tx) => withdrawLicence(tx, deps, params)); return { done: true } as const; },
  }),
];
