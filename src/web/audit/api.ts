import type { entryParams, listEntriesReply, listEntriesRequest, proofReply, sealingReply, stateBeforeReply, verificationReply } from '#modules/audit/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const listEntries = endpoint<{ body: typeof listEntriesRequest; reply: typeof listEntriesReply }>('POST', '/api/audit/entries');
export const verifyAudit = endpoint<{ reply: typeof verificationReply }>('GET', '/api/audit/verification');
export const readSealing = endpoint<{ reply: typeof sealingReply }>('GET', '/api/audit/sealing');
export const proveEntry = endpoint<{ params: typeof entryParams; reply: typeof proofReply }>('GET', '/api/audit/entries/:seq/proof');
export const readStateBefore = endpoint<{ params: typeof entryParams; reply: typeof stateBeforeReply }>('GET', '/api/audit/entries/:seq/state-before');
export const exportAudit = endpoint<{ reply: 'file' }>('GET', '/api/audit/export', 'file');
