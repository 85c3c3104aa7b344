import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import {
  cancelBody, cancelledReply, constanciaBody, checkBody, checkReply, discardedReply, favouriteParams, favouritesReply, keepFavouriteBody, keptFavouriteReply, patientParams,
  preparationParams, prepareBody, preparedReply, prescriptionListReply, prescriptionParams, prescriptionSchema, saveBody, savedReply, signBody, signedReply, startBody, startedReply,
} from './contract.ts';
import { bringConstancia, openConstancia, openStampRequest } from './bring-constancia.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { keepFavourite, listFavourites, retireFavourite } from './favourites.ts';
import { listPrescriptions, openPrescription, openPrescriptionPdf } from './open-prescription.ts';
import { preparePrescription } from './prepare-prescription.ts';
import { preparedPrescriptionPdf } from './prepared-pdf.ts';
import { checkPrescription, discardPrescription, savePrescription } from './save-prescription.ts';
import { signPrescription } from './sign-prescription.ts';
import { startPrescription } from './start-prescription.ts';

/** Thirty lines with their indications in two languages, in UTF-8 and JSON escapes. */
const CONTENT_BYTES = 512 * 1024;

/** A token of 64 KiB in base64, twice, and JSON around it. */
const STAMP_BYTES = 160 * 1024;

const reading = (deps: PrescriptionDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/prescriptions', operation: 'list-prescriptions', summary: 'A patient’s prescriptions: one’s own drafts and what was signed.',
    may: 'read-record', params: patientParams, status: 200, reply: prescriptionListReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { list, pseudonyms } = await deps.database.reading(actor, (tx) => listPrescriptions(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'rx.signed', detail: { prescriptions: list.prescriptions.length } });
      return list;
    },
  }),
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId', operation: 'open-prescription', summary: 'A prescription with its safety check and what the law makes of it.',
    may: 'read-record', params: prescriptionParams, status: 200, reply: prescriptionSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { prescription, pseudonyms } = await deps.database.reading(actor, (tx) => openPrescription(deps, tx, params.prescriptionId));
      saw({ patients: pseudonyms, entity: 'rx.prescription', entityId: params.prescriptionId });
      return prescription;
    },
  }),
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId/pdf', operation: 'open-prescription-pdf', summary: 'The signed PDF of a prescription.',
    may: 'read-record', params: prescriptionParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { pdf, folio, pseudonym } = await deps.database.reading(actor, (tx) => openPrescriptionPdf(deps, tx, params.prescriptionId));
      saw({ patients: [pseudonym], entity: 'rx.signed', entityId: params.prescriptionId });
      return { type: 'application/pdf', bytes: pdf, fileName: `receta-${folio}.pdf` };
    },
  }),
  route({
    method: 'GET', path: '/api/prescription-favourites', operation: 'list-prescription-favourites', summary: 'This prescriber’s usual lines, and order sets by diagnosis.',
    may: 'prescribe', status: 200, reply: favouritesReply, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => listFavourites(deps, tx)),
  }),
];

const writing = (deps: PrescriptionDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/patients/:patientId/prescriptions', operation: 'start-prescription', summary: 'Starts or finds this prescriber’s prescription in work for a patient.',
    may: 'prescribe', params: patientParams, body: startBody, status: 201, reply: startedReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => startPrescription(deps, tx, params.patientId, body)),
  }),
  route({
    method: 'PUT', path: '/api/prescriptions/:prescriptionId/draft', operation: 'save-prescription', summary: 'Saves a prescription in work and judges it; refuses to overwrite a newer version.',
    may: 'prescribe', params: prescriptionParams, body: saveBody, bodyLimit: CONTENT_BYTES, status: 200, reply: savedReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body, saw }) => {
      const { saved, pseudonyms } = await deps.database.withActor(actor, (tx) => savePrescription(deps, tx, params.prescriptionId, body));
      saw({ patients: pseudonyms, entity: 'rx.prescription', entityId: params.prescriptionId });
      return saved;
    },
  }),
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/check', operation: 'check-prescription', summary: 'Judges lines that are not saved.',
    may: 'prescribe', params: prescriptionParams, body: checkBody, bodyLimit: CONTENT_BYTES, status: 200, reply: checkReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body, saw }) => {
      const { judged, pseudonyms } = await deps.database.reading(actor, (tx) => checkPrescription(deps, tx, params.prescriptionId, body.content));
      saw({ patients: pseudonyms, entity: 'rx.prescription', entityId: params.prescriptionId });
      return judged;
    },
  }),
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/discard', operation: 'discard-prescription', summary: 'Puts a prescription in work aside for good.',
    may: 'prescribe', params: prescriptionParams, status: 200, reply: discardedReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params }) => {
      await deps.database.withActor(actor, (tx) => discardPrescription(tx, params.prescriptionId));
      return { discarded: true as const };
    },
  }),
  route({
    method: 'POST', path: '/api/prescription-favourites', operation: 'keep-prescription-favourite', summary: 'Keeps a line to write again.',
    may: 'prescribe', body: keepFavouriteBody, status: 201, reply: keptFavouriteReply, refuses: ['conflict', 'not-found'],
    handle: async ({ actor, body, saw }) => {
      const { id, pseudonyms } = await deps.database.withActor(actor, (tx) => keepFavourite(deps, tx, body));
      saw({ patients: pseudonyms, entity: 'rx.favourite', entityId: id });
      return { id };
    },
  }),
  route({
    method: 'DELETE', path: '/api/prescription-favourites/:favouriteId', operation: 'retire-prescription-favourite', summary: 'Keeps a line no longer.',
    may: 'prescribe', params: favouriteParams, status: 200, reply: z.strictObject({ retired: z.literal(true) }), refuses: ['not-found'],
    handle: async ({ actor, params }) => {
      await deps.database.withActor(actor, (tx) => retireFavourite(deps, tx, params.favouriteId));
      return { retired: true as const };
    },
  }),
];

const signing = (deps: PrescriptionDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/preparation', operation: 'prepare-prescription', summary: 'Freezes what will be signed.',
    may: 'prescribe', params: prescriptionParams, body: prepareBody, status: 201, reply: preparedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: async ({ actor, params, body, saw }) => {
      const { prepared, pseudonyms } = await preparePrescription(deps, actor, params.prescriptionId, body);
      saw({ patients: pseudonyms, entity: 'rx.prescription', entityId: params.prescriptionId });
      return prepared;
    },
  }),
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId/preparations/:preparationId/pdf', operation: 'open-prepared-prescription-pdf', summary: 'The PDF as it will be signed.',
    may: 'prescribe', params: preparationParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { pdf, pseudonym } = await deps.database.withActor(actor, (tx) => preparedPrescriptionPdf(deps, tx, params.prescriptionId, params.preparationId));
      saw({ patients: [pseudonym], entity: 'rx.preparation', entityId: params.preparationId });
      return { type: 'application/pdf', bytes: pdf, fileName: 'vista-previa.pdf' };
    },
  }),
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/signature', operation: 'sign-prescription', summary: 'Stores the signatures the browser made.',
    may: 'prescribe', params: prescriptionParams, body: signBody, status: 200, reply: signedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => signPrescription(deps, tx, params.prescriptionId, body)),
  }),
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/cancellation', operation: 'cancel-prescription', summary: 'Ends a signed prescription: nothing more of it is handed over.',
    may: 'prescribe', params: prescriptionParams, body: cancelBody, status: 200, reply: cancelledReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      await deps.database.withActor(actor, (tx) => cancelPrescription(deps, tx, params.prescriptionId, body));
      return { cancelled: true as const };
    },
  }),
];

const stamping = (deps: PrescriptionDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId/stamp-request', operation: 'open-stamp-request', summary: 'What a provider is sent to stamp the signed PDF: its digest (RFC 3161).',
    may: 'prescribe', params: prescriptionParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { bytes, fileName, pseudonym } = await deps.database.reading(actor, (tx) => openStampRequest(deps, tx, params.prescriptionId));
      saw({ patients: [pseudonym], entity: 'rx.signed', entityId: params.prescriptionId });
      return { type: 'application/timestamp-query', bytes, fileName };
    },
  }),
  route({
    method: 'GET', path: '/api/prescriptions/:prescriptionId/constancia', operation: 'open-constancia', summary: 'The best constancia or time stamp that was brought, as it came.',
    may: 'read-record', params: prescriptionParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { bytes, fileName, pseudonym } = await deps.database.reading(actor, (tx) => openConstancia(deps, tx, params.prescriptionId));
      saw({ patients: [pseudonym], entity: 'rx.constancia', entityId: params.prescriptionId });
      return { type: 'application/octet-stream', bytes, fileName };
    },
  }),
  route({
    method: 'POST', path: '/api/prescriptions/:prescriptionId/constancias', operation: 'bring-constancia', summary: 'Keeps a constancia or time stamp over the signed PDF, once it holds.',
    may: 'prescribe', params: prescriptionParams, body: constanciaBody, bodyLimit: STAMP_BYTES, status: 201, reply: signedReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body, saw }) => {
      const { signed, pseudonym } = await deps.database.withActor(actor, (tx) => bringConstancia(deps, tx, params.prescriptionId, body));
      saw({ patients: [pseudonym], entity: 'rx.constancia', entityId: params.prescriptionId });
      return { prescriptionId: params.prescriptionId, signed };
    },
  }),
];

/** The ways in of prescriptions. */
export const prescriptionRoutes = (deps: PrescriptionDeps): readonly Route[] => [...reading(deps), ...writing(deps), ...signing(deps), ...stamping(deps)];
