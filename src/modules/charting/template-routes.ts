import type { PersonId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addTemplate, changeTemplate, retireTemplate } from './change-template.ts';
import { addTemplateBody, changeTemplateBody, keepRegimenBody, keptRegimenReply, regimenParams, retireTemplateBody, storedTemplateReply, templateLibrariesSchema, templateParams } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { keepRegimen, retireRegimen } from './keep-regimen.ts';
import { listTemplates } from './list-templates.ts';

type Library = { readonly path: string; readonly name: string; readonly whose: string; readonly may: 'use-phrases' | 'edit-clinic-phrases'; readonly ownerOf: (actor: StaffActor) => PersonId | null };

const libraries: readonly Library[] = [
  { path: '/api/templates', name: 'own-template', whose: 'one’s own library', may: 'use-phrases', ownerOf: ({ personId }) => personId },
  { path: '/api/clinic-templates', name: 'clinic-template', whose: 'the clinic’s library', may: 'edit-clinic-phrases', ownerOf: () => null },
];

const changing = (deps: ChartingDeps, { path, name, whose, may, ownerOf }: Library): readonly Route[] => [
  route({
    method: 'POST', path, operation: `add-${name}`, summary: `Adds a template to ${whose}.`,
    may, body: addTemplateBody, status: 201, reply: storedTemplateReply, refuses: ['not-found', 'conflict', 'invalid'],
    handle: async ({ actor, body, saw }) => {
      const { stored, pseudonyms } = await deps.database.withActor(actor, (tx) => addTemplate(deps, tx, ownerOf(actor), body));
      saw({ patients: pseudonyms, entity: 'charting.template' });
      return stored;
    },
  }),
  route({
    method: 'PUT', path: `${path}/:templateId`, operation: `change-${name}`, summary: `Changes a template of ${whose}.`,
    may, params: templateParams, body: changeTemplateBody, status: 200, reply: storedTemplateReply, refuses: ['not-found', 'conflict', 'invalid'],
    handle: ({ actor, params, body: { version, ...words } }) => deps.database.withActor(actor, (tx) => changeTemplate(deps, tx, { owner: ownerOf(actor), id: params.templateId, version }, words)),
  }),
  route({
    method: 'POST', path: `${path}/:templateId/retirement`, operation: `retire-${name}`, summary: `Takes a template of ${whose} out of use.`,
    may, params: templateParams, body: retireTemplateBody, status: 200, reply: storedTemplateReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => retireTemplate(deps, tx, { owner: ownerOf(actor), id: params.templateId, version: body.version })),
  }),
];

/** The templates' and kept regimens' ways in. What they hold is the clinic's words, never a patient's. */
export const templateRoutes = (deps: ChartingDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/templates', operation: 'list-templates', summary: 'The templates of an evolution note: one’s own, the clinic’s, and those of the specialties.',
    may: 'use-phrases', status: 200, reply: templateLibrariesSchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => listTemplates(deps, tx)),
  }),
  ...libraries.flatMap((library) => changing(deps, library)),
  route({
    method: 'POST', path: '/api/regimens', operation: 'keep-regimen', summary: 'Keeps a medicine line as one’s usual one.',
    may: 'sign-note', body: keepRegimenBody, status: 201, reply: keptRegimenReply, refuses: ['not-found', 'conflict', 'invalid'],
    handle: async ({ actor, body, saw }) => {
      const { id, pseudonyms } = await deps.database.withActor(actor, (tx) => keepRegimen(deps, tx, body));
      saw({ patients: pseudonyms, entity: 'charting.regimen' });
      return { id };
    },
  }),
  route({
    method: 'POST', path: '/api/regimens/:regimenId/retirement', operation: 'retire-regimen', summary: 'Keeps a medicine line no longer as one’s usual one.',
    may: 'sign-note', params: regimenParams, status: 200, reply: keptRegimenReply, refuses: ['not-found'],
    handle: ({ actor, params }) => deps.database.withActor(actor, (tx) => retireRegimen(deps, tx, params.regimenId)),
  }),
];
