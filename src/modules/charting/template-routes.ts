import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { templatesSchema } from './contract.ts';
import { specialtyTemplates } from './specialty-templates.ts';

/** The templates' way in. They are Amate's words, never a patient's. */
export const templateRoutes = (): readonly Route[] => [
  route({
    method: 'GET', path: '/api/templates', operation: 'list-templates', summary: 'The templates of an evolution note, by specialty.',
    may: 'use-phrases', status: 200, reply: templatesSchema, refuses: [],
    handle: () => Promise.resolve({ specialty: [...specialtyTemplates] }),
  }),
];
