import type { listEntriesReply, listEntriesRequest, verificationReply } from '#modules/audit/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const listEntries = endpoint<{ body: typeof listEntriesRequest; reply: typeof listEntriesReply }>('POST', '/api/audit/entries');
export const verifyAudit = endpoint<{ reply: typeof verificationReply }>('GET', '/api/audit/verification');
export const exportAudit = endpoint<{ reply: 'file' }>('GET', '/api/audit/export', 'file');
