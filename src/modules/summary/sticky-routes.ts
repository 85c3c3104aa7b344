import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addStickyNoteBody, dismissedReply, stickyNoteParams, stickyNotesReply, stuckReply, summaryParams } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { addStickyNote, dismissStickyNote, openStickyNotes } from './sticky-notes.ts';

/** Ways in to the sticky notes that reception sees too. */
export const stickyRoutes = (deps: SummaryDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/patients/:patientId/sticky-notes', operation: 'open-sticky-notes', summary: 'Administrative sticky notes of a patient; nothing clinical.',
    may: 'keep-sticky-notes', params: summaryParams, status: 200, reply: stickyNotesReply, refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { notes, pseudonyms } = await deps.database.reading(actor, (tx) => openStickyNotes(deps, tx, params.patientId));
      saw({ patients: pseudonyms, entity: 'front.sticky_note', detail: { notes: notes.length } });
      return { notes: [...notes] };
    },
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/sticky-notes', operation: 'add-sticky-note', summary: 'Sticks an administrative note on a patient.',
    may: 'keep-sticky-notes', params: summaryParams, body: addStickyNoteBody, status: 201, reply: stuckReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => addStickyNote(deps, tx, params.patientId, body.text)),
  }),
  route({
    method: 'POST', path: '/api/patients/:patientId/sticky-notes/:stickyNoteId/dismissal', operation: 'dismiss-sticky-note', summary: 'Takes a sticky note off; who and when stay.',
    may: 'keep-sticky-notes', params: stickyNoteParams, status: 200, reply: dismissedReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params }) => {
      await deps.database.withActor(actor, (tx) => dismissStickyNote(deps, tx, params.patientId, params.stickyNoteId));
      return { dismissed: true as const };
    },
  }),
];
