import type { askBody, askedReply, decideBody, decidedReply, deliverBody, informationBody, informationReply, patientParams, requestParams, requestsReply, toldReply } from '#modules/release/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const listRequests = endpoint<{ reply: typeof requestsReply }>('GET', '/api/record-requests');
export const fileRequest = endpoint<{ body: typeof askBody; reply: typeof askedReply }>('POST', '/api/record-requests');
export const decideRequest = endpoint<{ params: typeof requestParams; body: typeof decideBody; reply: typeof decidedReply }>('POST', '/api/record-requests/:requestId/decision');
export const deliverRecord = endpoint<{ params: typeof requestParams; body: typeof deliverBody; reply: 'file' }>('POST', '/api/record-requests/:requestId/delivery', 'file');
export const listInformation = endpoint<{ params: typeof patientParams; reply: typeof informationReply }>('GET', '/api/patients/:patientId/information-given');
export const noteInformation = endpoint<{ params: typeof patientParams; body: typeof informationBody; reply: typeof toldReply }>('POST', '/api/patients/:patientId/information-given');
