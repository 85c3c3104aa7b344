import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { entryParams, listEntriesReply, listEntriesRequest, proofQuery, proofReply, sealingReply, stateBeforeReply, verificationReply } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import { exportEntries } from './export-entries.ts';
import { listEntries } from './list-entries.ts';
import { proveEntryHere } from './prove-entry.ts';
import { sealingState } from './sealing-state.ts';
import { stateBefore } from './state-before.ts';
import { openVerificationBoard } from './verification-board.ts';

/** About one entry, named by its position: what it changed, and that it is there. */
const oneEntryRoutes = (deps: AuditDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/audit/entries/:seq/proof',
    operation: 'prove-audit-entry',
    summary: 'Proof that one entry stands under a signed checkpoint, to be checked by the stand-alone verifier.',
    may: 'read-audit',
    params: entryParams,
    query: proofQuery,
    status: 200,
    reply: proofReply,
    refuses: ['not-found', 'conflict'],
    perMinute: 60,
    handle: async ({ actor, params, query, saw }) => {
      const { proof, patients } = await proveEntryHere(deps, actor, { seq: params.seq, ...(query.checkpoint === undefined ? {} : { checkpoint: query.checkpoint }) });
      saw({ entity: 'audit.log', patients, detail: { entry: proof.seq, checkpoint: proof.checkpoint.number } });
      return proof;
    },
  }),
  route({
    method: 'GET',
    path: '/api/audit/entries/:seq/state-before',
    operation: 'read-state-before',
    summary: 'What a row was before the change that an entry tells of, and whether the log proves it.',
    may: 'read-earlier-states',
    params: entryParams,
    status: 200,
    reply: stateBeforeReply,
    refuses: ['not-found'],
    handle: async ({ actor, params, saw }) => {
      const { reply, patients } = await stateBefore(deps, actor, params.seq);
      saw({ entity: 'audit.earlier_state', patients, detail: { entry: reply.seq, relation: reply.relation, proven: reply.isProven } });
      return reply;
    },
  }),
];

/** The whole log as a file. */
const exportRoute = (deps: AuditDeps): Route => route({
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
});

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
      path: '/api/audit/sealing',
      operation: 'read-audit-sealing',
      summary: 'How long the oldest unsealed entry has waited, and the newest signed checkpoint.',
      may: 'read-audit',
      status: 200,
      reply: sealingReply,
      refuses: [],
      handle: ({ actor }) => sealingState(deps, actor),
    }),
    ...oneEntryRoutes(deps),
    exportRoute(deps),
  ];
};
