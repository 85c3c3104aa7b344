import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { listEntriesReply, listEntriesRequest, verificationReply } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import { exportEntries } from './export-entries.ts';
import { listEntries } from './list-entries.ts';
import { openVerificationBoard } from './verification-board.ts';

/** The ways into the audit: listing, verifying and taking away the log of the actor's clinic. */
export const auditRoutes = (deps: AuditDeps): readonly Route[] => {
  const board = openVerificationBoard(deps);
  return [
    route({
      method: 'POST',
      path: '/api/audit/entries',
      operation: 'list-audit-entries',
      summary: 'Lists the sealed audit entries of the clinic, newest first; this reading is recorded too.',
      may: 'read-audit',
      body: listEntriesRequest,
      status: 200,
      reply: listEntriesReply,
      refuses: [],
      handle: async ({ actor, body, saw }) => {
        const found = await listEntries(deps, actor, body);
        saw({ entity: 'audit.log', patients: found.patients, detail: { entries: found.reply.entries.length } });
        return found.reply;
      },
    }),
    route({
      method: 'GET',
      path: '/api/audit/verification',
      operation: 'verify-audit',
      summary: 'Verifies the chain, tree and checkpoints of the clinic, or gives the last result while a long run goes on.',
      may: 'read-audit',
      status: 200,
      reply: verificationReply,
      refuses: [],
      handle: ({ actor }) => board.ask(actor),
    }),
    route({
      method: 'GET',
      path: '/api/audit/export',
      operation: 'export-audit',
      summary: 'The whole log of the clinic with its checkpoints, one JSON object a line, for the stand-alone verifier.',
      may: 'export-audit',
      stepUp: true,
      status: 200,
      reply: 'file',
      refuses: ['conflict'],
      perMinute: 6,
      handle: async ({ actor, saw }) => {
        const file = await exportEntries(deps, actor);
        saw({ entity: 'audit.log', detail: { bytes: file.bytes.length } });
        return file;
      },
    }),
  ];
};
