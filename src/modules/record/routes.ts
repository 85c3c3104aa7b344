import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { habitualRegimensSchema } from '#modules/charting/contract.ts';
import {
  chartParams, chartQuery, chartSchema, discardBody, discardedSchema, earlierHistoryBody, habitualSchema, noteParams, noteSchema, preparationParams, prepareBody, preparedSchema,
  savedSchema, saveDraftBody, signBody, signedReply, startAddendumReply, startDocumentBody, startDocumentReply, startedSchema, startEncounterBody, unsignedSchema, verificationSchema,
} from './contract.ts';
import { attestEarlierHistory } from './attest-earlier-history.ts';
import { consentRoutes } from './consent-routes.ts';
import type { RecordDeps } from './dependencies.ts';
import { discardDraft, listDiscarded } from './discard-draft.ts';
import { growthRoutes } from './growth-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { observationRoutes } from './observation-routes.ts';
import { openChart } from './open-chart.ts';
import { openNote, openSignedPdf } from './open-note.ts';
import { prepareNote } from './prepare-signature.ts';
import { preparedPdf } from './prepared-pdf.ts';
import { saveDraft } from './save-draft.ts';
import { secondRoutes } from './second-routes.ts';
import { signNote } from './sign-note.ts';
import { startAddendum } from './start-addendum.ts';
import { startDocument } from './start-document.ts';
import { startEncounter } from './start-encounter.ts';
import { listHabitual } from './list-habitual.ts';
import { listRegimens } from './list-regimens.ts';
import { listUnsigned } from './list-unsigned.ts';
import { verifyNote } from './verify-note.ts';

/** A full note with fifty thousand characters in each narrative, in UTF-8 and JSON escapes. */
const NOTE_BYTES = 1024 * 1024;

const reading = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/chart', operation: 'open-chart', summary: 'A patient’s chart with a page of visits.',
    may: 'read-record', params: chartParams, query: chartQuery, status: 200, reply: chartSchema, refuses: ['not-found'],
    handle: async ({ actor, params, query, saw }) => {
      const { chart, pseudonyms } = await deps.database.reading(actor, (tx) => openChart(deps, tx, params.patientId, query));
      saw({ patients: pseudonyms, entity: 'chart', detail: { visits: chart.entries.length } });
      return chart;
    },
  }),
  route({
    method: 'GET', path: '/api/notes/:noteId', operation: 'open-note', summary: 'A note with its signature and addenda.',
    may: 'read-record', params: noteParams, status: 200, reply: noteSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { note, pseudonym } = await deps.database.reading(actor, (tx) => openNote(deps, tx, params.noteId));
      saw({ patients: [pseudonym], entity: 'clin.note', entityId: note.id });
      return note;
    },
  }),
  route({
    method: 'GET', path: '/api/habitual-diagnoses', operation: 'list-habitual-diagnoses', summary: 'Codes that this physician’s signed notes repeat.',
    may: 'sign-note', status: 200, reply: habitualSchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => listHabitual(deps, tx)),
  }),
  route({
    method: 'GET', path: '/api/habitual-regimens', operation: 'list-habitual-regimens', summary: 'Medicine lines that this physician’s signed notes repeat, and those she keeps.',
    may: 'sign-note', status: 200, reply: habitualRegimensSchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => listRegimens(deps, tx)),
  }),
  route({
    method: 'GET', path: '/api/unsigned-notes', operation: 'list-unsigned-notes', summary: 'This person’s own unsigned drafts with what each still lacks.',
    may: 'sign-note', status: 200, reply: unsignedSchema, refuses: [],
    handle: async ({ actor, saw }) => {
      const { unsigned, pseudonyms } = await deps.database.reading(actor, (tx) => listUnsigned(deps, tx));
      saw({ patients: pseudonyms, entity: 'clin.note', detail: { drafts: unsigned.drafts.length } });
      return unsigned;
    },
  }),
  route({
    method: 'GET', path: '/api/notes/:noteId/pdf', operation: 'open-signed-pdf', summary: 'The signed PDF of a note.',
    may: 'read-record', params: noteParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { pdf, pseudonym } = await deps.database.reading(actor, (tx) => openSignedPdf(deps, tx, params.noteId));
      saw({ patients: [pseudonym], entity: 'clin.signed_note', entityId: params.noteId });
      return { type: 'application/pdf', bytes: pdf, fileName: `nota-${params.noteId.slice(-8)}.pdf` };
    },
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/verification', operation: 'verify-note', summary: 'Checks a signed note’s payload, PDF and signatures again.',
    may: 'read-record', params: noteParams, status: 200, reply: verificationSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { verification, pseudonym } = await deps.database.withActor(actor, (tx) => verifyNote(deps, tx, params.noteId));
      saw({ patients: [pseudonym], entity: 'clin.signed_note', entityId: params.noteId, detail: { ok: verification.ok } });
      return verification;
    },
  }),
];

const discarding = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/notes/:noteId/discard', operation: 'discard-draft', summary: 'Puts a draft aside for good, with the reason.',
    may: 'write-note', params: noteParams, body: discardBody, status: 200, reply: z.strictObject({ discarded: z.literal(true) }), refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      await deps.database.withActor(actor, (tx) => discardDraft(deps, tx, params.noteId, body));
      return { discarded: true as const };
    },
  }),
  route({
    method: 'GET', path: '/api/patients/:patientId/discarded-drafts', operation: 'list-discarded-drafts', summary: 'The drafts this person put aside in a record, with their reasons.',
    may: 'write-note', params: chartParams, status: 200, reply: discardedSchema, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { drafts, pseudonyms } = await deps.database.reading(actor, (tx) => listDiscarded(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'clin.note', detail: { drafts: drafts.length } });
      return { drafts: [...drafts] };
    },
  }),
];

const writing = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/encounters', operation: 'start-encounter', summary: 'Starts or finds this physician’s visit and its note.',
    may: 'write-note', body: startEncounterBody, status: 201, reply: startedSchema, refuses: ['not-found', 'conflict'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => startEncounter(deps, tx, body)),
  }),
  route({
    method: 'POST', path: '/api/documents', operation: 'start-document', summary: 'Starts or finds a document of the record of a given kind.',
    may: 'write-note', body: startDocumentBody, status: 201, reply: startDocumentReply, refuses: ['not-found', 'conflict', 'forbidden'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => startDocument(deps, tx, body)),
  }),
  route({
    method: 'POST', path: '/api/earlier-histories', operation: 'attest-earlier-history', summary: 'States that a patient’s clinical history was made before Amate, and where it is kept.',
    may: 'sign-note', body: earlierHistoryBody, status: 201, reply: z.strictObject({ stated: z.literal(true) }), refuses: ['not-found', 'conflict'],
    handle: async ({ actor, body, saw }) => {
      const { pseudonym } = await deps.database.withActor(actor, (tx) => attestEarlierHistory(deps, tx, body));
      saw({ patients: [pseudonym], entity: 'clin.earlier_history' });
      return { stated: true as const };
    },
  }),
  route({
    method: 'PUT', path: '/api/notes/:noteId/draft', operation: 'save-draft', summary: 'Saves a draft; refuses to overwrite a newer version.',
    may: 'write-note', params: noteParams, body: saveDraftBody, bodyLimit: NOTE_BYTES, status: 200, reply: savedSchema, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => saveDraft(deps, tx, params.noteId, body)),
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/addenda', operation: 'start-addendum', summary: 'Starts an addendum to a signed note.',
    may: 'write-note', params: noteParams, status: 201, reply: startAddendumReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params }) => deps.database.withActor(actor, (tx) => startAddendum(deps, tx, params.noteId)),
  }),
];

const signing = (deps: RecordDeps): readonly Route[] => [
  route({
    method: 'POST', path: '/api/notes/:noteId/preparation', operation: 'prepare-note', summary: 'Freezes what will be signed.',
    may: 'sign-note', params: noteParams, body: prepareBody, status: 201, reply: preparedSchema, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: async ({ actor, params, body, saw }) => {
      const { prepared, pseudonym } = await prepareNote(deps, actor, params.noteId, body);
      saw({ patients: [pseudonym], entity: 'clin.note', entityId: params.noteId });
      return prepared;
    },
  }),
  route({
    method: 'GET', path: '/api/notes/:noteId/preparations/:preparationId/pdf', operation: 'open-prepared-pdf', summary: 'The PDF as it will be signed.',
    may: 'sign-note', params: preparationParams, status: 200, reply: 'file', refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { pdf, pseudonym } = await deps.database.withActor(actor, (tx) => preparedPdf(deps, tx, params.noteId, params.preparationId));
      saw({ patients: [pseudonym], entity: 'clin.note_preparation', entityId: params.preparationId });
      return { type: 'application/pdf', bytes: pdf, fileName: 'vista-previa.pdf' };
    },
  }),
  route({
    method: 'POST', path: '/api/notes/:noteId/signature', operation: 'sign-note', summary: 'Stores the signatures the browser made.',
    may: 'sign-note', params: noteParams, body: signBody, status: 200, reply: signedReply, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => signNote(deps, tx, params.noteId, body)),
  }),
];

/** The record's ways in. */
export const recordRoutes = (deps: RecordDeps): readonly Route[] => [...reading(deps), ...historyRoutes(deps), ...growthRoutes(deps), ...writing(deps), ...discarding(deps), ...signing(deps), ...secondRoutes(deps), ...consentRoutes(deps), ...observationRoutes(deps)];
