import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { documentTypesReply } from './contract.ts';
import { documentTypes } from './document-types.ts';

/** What documents there are and what each is made of; nothing of any patient. */
export const documentRoutes = (): readonly Route[] => [
  route({
    method: 'GET', path: '/api/document-types', operation: 'list-document-types', summary: 'The types of document of the record, their sections and fields.',
    may: 'read-record', status: 200, reply: documentTypesReply, refuses: [],
    handle: async () => ({ types: [...documentTypes] }),
  }),
];
