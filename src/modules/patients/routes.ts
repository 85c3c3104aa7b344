import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { consentReply, patientPrivacyParams, patientPrivacySchema, recordConsentBody } from '#modules/privacy/contract.ts';
import {
  correctBody, curpCheckBody, curpCheckReply, duplicatesBody, duplicatesReply, historyReply, identifyBody, mergeBody, mergeParams, mergeReply,
  patientParams, patientRef, patientSchema, registerBody, registerUnknownBody, searchBody, searchReply, undoMergeBody,
} from './contract.ts';
import { correctIdentity, identifyUnknown } from './correct-identity.ts';
import type { PatientDeps } from './dependencies.ts';
import { findDuplicates } from './find-duplicates.ts';
import { identityHistory } from './identity-history.ts';
import { mergePatients, undoMerge } from './merge-patients.ts';
import { openPatient } from './open-patient.ts';
import { readCurp } from './read-curp.ts';
import { readPrivacy, recordConsent } from './record-consent.ts';
import { registerPatient } from './register-patient.ts';
import { registerUnknown } from './register-unknown.ts';
import { searchPatients } from './search-patients.ts';

const entity = 'front.patient';

const findingRoutes = (deps: PatientDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/patients/search', operation: 'search-patients', summary: 'Patients by name, CURP, telephone, record number or birth date.',
    may: 'read-patient-identity', status: 200, body: searchBody, reply: searchReply, refuses: [], perMinute: 600,
    handle: async ({ actor, body, saw }) => {
      const { reply, seen } = await searchPatients(deps, actor, body);
      saw({ entity, patients: seen, detail: { shown: seen.length } });
      return reply;
    },
  }),
  route({
    method: 'POST', path: '/api/patients/duplicates', operation: 'find-duplicates', summary: 'Patients whom the person being typed in may already be.',
    may: 'register-patient', status: 200, body: duplicatesBody, reply: duplicatesReply, refuses: [], perMinute: 600,
    handle: async ({ actor, body, saw }) => {
      const { reply, seen } = await findDuplicates(deps, actor, body);
      saw({ entity, patients: seen, detail: { shown: seen.length } });
      return reply;
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId', operation: 'open-patient', summary: 'The identity of a patient; a merged one opens as the one that is kept.',
    may: 'read-patient-identity', status: 200, params: patientParams, reply: patientSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { reply, seen } = await openPatient(deps, actor, params.patientId);
      saw({ entity, patients: seen });
      return reply;
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/identity-history', operation: 'read-identity-history', summary: 'Every version of a patient\'s identity, and its merges.',
    may: 'read-patient-identity', status: 200, params: patientParams, reply: historyReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { reply, seen } = await identityHistory(deps, actor, params.patientId);
      saw({ entity, patients: seen });
      return reply;
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/privacy', operation: 'read-patient-privacy', summary: 'On what grounds a patient\'s data are held.',
    may: 'read-patient-identity', status: 200, params: patientPrivacyParams, reply: patientPrivacySchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { reply, seen } = await readPrivacy(deps, actor, params.patientId);
      saw({ entity, patients: seen });
      return reply;
    },
  }),
];

const identityRoutes = (deps: PatientDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/patients', operation: 'register-patient', summary: 'Registers a patient with identity and consent or exception.',
    may: 'register-patient', status: 201, body: registerBody, reply: patientRef, refuses: ['invalid', 'forbidden', 'conflict', 'norm-violated'],
    handle: ({ actor, body, facts }) => registerPatient(deps, actor, { ...body, ip: facts.ip }),
  }),
  route({
    method: 'POST', path: '/api/patients/unknown', operation: 'register-unknown-patient', summary: 'Opens a record for a person nobody can name, in an emergency.',
    may: 'register-patient', status: 201, body: registerUnknownBody, reply: patientRef, refuses: [],
    handle: ({ actor, body }) => registerUnknown(deps, actor, body),
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/identify', operation: 'identify-patient', summary: 'Gives an unknown person an identity.',
    may: 'edit-patient-identity', status: 200, params: patientParams, body: identifyBody, reply: patientRef,
    refuses: ['not-found', 'invalid', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body, facts }) => identifyUnknown(deps, actor, params.patientId, { ...body, ip: facts.ip }),
  }),
  route({
    method: 'PUT', path: '/api/patients/:patientId/identity', operation: 'correct-identity', summary: 'Corrects a patient\'s identity, with a reason; the former one is kept.',
    may: 'edit-patient-identity', status: 200, params: patientParams, body: correctBody, reply: patientRef,
    refuses: ['not-found', 'invalid', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => correctIdentity(deps, actor, params.patientId, body),
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/consents', operation: 'record-privacy-consent', summary: 'Records a consent to the privacy notice; ends an exception.',
    may: 'register-patient', status: 201, params: patientPrivacyParams, body: recordConsentBody, reply: consentReply,
    refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body, facts }) => recordConsent(deps, actor, params.patientId, { ...body, ip: facts.ip }),
  }),
  route({
    method: 'POST', path: '/api/curp/check', operation: 'check-curp', summary: 'What a CURP says and why it is refused.',
    may: 'register-patient', status: 200, body: curpCheckBody, reply: curpCheckReply, refuses: [], perMinute: 600,
    handle: ({ body }) => Promise.resolve(readCurp(body)),
  }),
];

const mergeRoutes = (deps: PatientDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/patients/:patientId/merge', operation: 'merge-patients', summary: 'Merges another patient into this one; can be undone.',
    may: 'merge-patients', stepUp: true, status: 200, params: patientParams, body: mergeBody, reply: mergeReply, refuses: ['not-found', 'invalid', 'conflict'],
    handle: ({ actor, params, body }) => mergePatients(deps, actor, params.patientId, body),
  }),
  route({
    method: 'POST', path: '/api/patients/merges/:mergeId/undo', operation: 'undo-merge', summary: 'Sets two merged patients apart again.',
    may: 'merge-patients', stepUp: true, status: 200, params: mergeParams, body: undoMergeBody, reply: mergeReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => undoMerge(deps, actor, params.mergeId, body),
  }),
];

/** All ways in to patients' identity. */
export const patientRoutes = (deps: PatientDeps): readonly Route[] => [...findingRoutes(deps), ...identityRoutes(deps), ...mergeRoutes(deps)];
