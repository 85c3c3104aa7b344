import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { askForRecord } from './ask-for-record.ts';
import { askBody, askedReply, decideBody, decidedReply, deliverBody, informationBody, informationReply, patientParams, requestParams, requestsReply, toldReply } from './contract.ts';
import { decideRequest } from './decide-request.ts';
import { deliverRecord } from './deliver-record.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { informationGiven, noteInformation } from './information-given.ts';
import { listRequests } from './list-requests.ts';

const requests = (deps: ReleaseDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/record-requests', operation: 'list-record-requests', summary: 'Written requests for records, those that wait first.',
    may: 'release-record', status: 200, reply: requestsReply, refuses: [],
    handle: async ({ actor, saw }) => {
      const { requests: found, pseudonyms } = await deps.database.reading(actor, (tx) => listRequests(deps, tx));
      saw({ patients: pseudonyms, entity: 'clin.record_request', detail: { requests: found.length } });
      return { requests: [...found] };
    },
  }),
  route({
    method: 'POST', path: '/api/record-requests', operation: 'file-record-request', summary: 'Files a written request for a record.',
    may: 'release-record', body: askBody, status: 201, reply: askedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => askForRecord(deps, tx, body)),
  }),
  route({
    method: 'POST', path: '/api/record-requests/:requestId/decision', operation: 'decide-record-request', summary: 'Grants or refuses a request, with the reason.',
    may: 'release-record', params: requestParams, body: decideBody, status: 200, reply: decidedReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => decideRequest(deps, tx, params.requestId, body)),
  }),
  route({
    method: 'POST', path: '/api/record-requests/:requestId/delivery', operation: 'release-record', summary: 'Hands over what was granted, once, as a sealed archive.',
    may: 'release-record', stepUp: true, params: requestParams, body: deliverBody, status: 200, reply: 'file', refuses: ['not-found', 'conflict', 'invalid'],
    handle: async ({ actor, params, body, saw }) => {
      const { bytes, pseudonyms, documents } = await deliverRecord(deps, actor, params.requestId, body);
      saw({ patients: pseudonyms, entity: 'clin.record_request', entityId: params.requestId, detail: { documents } });
      return { type: 'application/zip', bytes, fileName: `expediente-${params.requestId.slice(-8)}.zip` };
    },
  }),
];

const information = (deps: ReleaseDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/information-given', operation: 'list-information-given', summary: 'What was told of a patient by word of mouth.',
    may: 'read-record', params: patientParams, status: 200, reply: informationReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { given, pseudonyms } = await deps.database.reading(actor, (tx) => informationGiven(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'clin.information_given', detail: { given: given.length } });
      return { given };
    },
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/information-given', operation: 'note-information-given', summary: 'Writes down what was told by word of mouth.',
    may: 'write-note', params: patientParams, body: informationBody, status: 201, reply: toldReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => noteInformation(deps, tx, params.patientId, body)),
  }),
];

/** The ways in of requests, deliveries and what was told. */
export const releaseRoutes = (deps: ReleaseDeps): readonly Route[] => [...requests(deps), ...information(deps)];
