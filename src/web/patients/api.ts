import type {
  correctBody, duplicatesBody, duplicatesReply, historyReply, identifyBody, mergeBody, mergeParams, mergeReply, patientParams, patientRef, patientSchema,
  registerBody, registerUnknownBody, undoMergeBody,
} from '#modules/patients/contract.ts';
import type { consentReply, noticeSchema, recordConsentBody } from '#modules/privacy/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const openPatient = endpoint<{ params: typeof patientParams; reply: typeof patientSchema }>('GET', '/api/patients/:patientId');
export const readHistory = endpoint<{ params: typeof patientParams; reply: typeof historyReply }>('GET', '/api/patients/:patientId/identity-history');
export const registerPatient = endpoint<{ body: typeof registerBody; reply: typeof patientRef }>('POST', '/api/patients');
export const registerUnknown = endpoint<{ body: typeof registerUnknownBody; reply: typeof patientRef }>('POST', '/api/patients/unknown');
export const identifyPatient = endpoint<{ params: typeof patientParams; body: typeof identifyBody; reply: typeof patientRef }>('POST', '/api/patients/:patientId/identify');
export const correctPatient = endpoint<{ params: typeof patientParams; body: typeof correctBody; reply: typeof patientRef }>('PUT', '/api/patients/:patientId/identity');
export const recordConsent = endpoint<{ params: typeof patientParams; body: typeof recordConsentBody; reply: typeof consentReply }>('POST', '/api/patients/:patientId/consents');
export const mergePatients = endpoint<{ params: typeof patientParams; body: typeof mergeBody; reply: typeof mergeReply }>('POST', '/api/patients/:patientId/merge');
export const undoMerge = endpoint<{ params: typeof mergeParams; body: typeof undoMergeBody; reply: typeof mergeReply }>('POST', '/api/patients/merges/:mergeId/undo');
export const findDuplicates = endpoint<{ body: typeof duplicatesBody; reply: typeof duplicatesReply }>('POST', '/api/patients/duplicates');
export const readNotice = endpoint<{ reply: typeof noticeSchema }>('GET', '/api/privacy/notice');
