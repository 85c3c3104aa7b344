import type { z } from 'zod';
import type {
  chartParams, chartQuery, chartSchema, discardBody, discardedSchema, finishBody, habitualSchema, noteParams, noteSchema, preparationParams, prepareBody, preparedSchema,
  returnBody, returnedReply, savedSchema, saveDraftBody, secondPrepareBody, signBody, signedReply, startAddendumReply, startedSchema, startEncounterBody, unsignedSchema, verificationSchema,
} from '#modules/record/contract.ts';
import { endpoint } from '../api/endpoint.ts';

type NoteParams = typeof noteParams;

export const openChart = endpoint<{ params: typeof chartParams; query: typeof chartQuery; reply: typeof chartSchema }>('GET', '/api/patients/:patientId/chart');
export const startEncounter = endpoint<{ body: typeof startEncounterBody; reply: typeof startedSchema }>('POST', '/api/encounters');
export const openNote = endpoint<{ params: NoteParams; reply: typeof noteSchema }>('GET', '/api/notes/:noteId');
export const saveDraft = endpoint<{ params: NoteParams; body: typeof saveDraftBody; reply: typeof savedSchema }>('PUT', '/api/notes/:noteId/draft');
export const discardDraft = endpoint<{ params: NoteParams; body: typeof discardBody; reply: z.ZodType }>('POST', '/api/notes/:noteId/discard');
export const listDiscarded = endpoint<{ params: typeof chartParams; reply: typeof discardedSchema }>('GET', '/api/patients/:patientId/discarded-drafts');
export const listHabitual = endpoint<{ reply: typeof habitualSchema }>('GET', '/api/habitual-diagnoses');
export const listUnsigned = endpoint<{ reply: typeof unsignedSchema }>('GET', '/api/unsigned-notes');
export const prepareNote = endpoint<{ params: NoteParams; body: typeof prepareBody; reply: typeof preparedSchema }>('POST', '/api/notes/:noteId/preparation');
export const openPreparedPdf = endpoint<{ params: typeof preparationParams; reply: 'file' }>('GET', '/api/notes/:noteId/preparations/:preparationId/pdf', 'file');
export const signNote = endpoint<{ params: NoteParams; body: typeof signBody; reply: typeof signedReply }>('POST', '/api/notes/:noteId/signature');
export const prepareSecond = endpoint<{ params: NoteParams; body: typeof secondPrepareBody; reply: typeof preparedSchema }>('POST', '/api/notes/:noteId/second-preparation');
export const cosignNote = endpoint<{ params: NoteParams; body: typeof signBody; reply: typeof signedReply }>('POST', '/api/notes/:noteId/second-signature');
export const returnNote = endpoint<{ params: NoteParams; body: typeof returnBody; reply: typeof returnedReply }>('POST', '/api/notes/:noteId/return');
export const finishNote = endpoint<{ params: NoteParams; body: typeof finishBody; reply: typeof signedReply }>('POST', '/api/notes/:noteId/finishing');
export const openSignedPdf = endpoint<{ params: NoteParams; reply: 'file' }>('GET', '/api/notes/:noteId/pdf', 'file');
export const startAddendum = endpoint<{ params: NoteParams; reply: typeof startAddendumReply }>('POST', '/api/notes/:noteId/addenda');
export const verifyNote = endpoint<{ params: NoteParams; reply: typeof verificationSchema }>('POST', '/api/notes/:noteId/verification');
