import type { PersonId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addPhrase, changePhrase, retirePhrase } from './change-phrase.ts';
import { changePhraseBody, phraseLibrariesSchema, phraseParams, phraseWordsSchema, retirePhraseBody, storedPhraseReply } from './contract.ts';
import type { ChartingDeps } from './dependencies.ts';
import { listPhrases } from './list-phrases.ts';

type Library = { readonly path: string; readonly name: string; readonly whose: string; readonly may: 'use-phrases' | 'edit-clinic-phrases'; readonly ownerOf: (actor: StaffActor) => PersonId | null };

const libraries: readonly Library[] = [
  { path: '/api/phrases', name: 'own-phrase', whose: 'one’s own library', may: 'use-phrases', ownerOf: ({ personId }) => personId },
  { path: '/api/clinic-phrases', name: 'clinic-phrase', whose: 'the clinic’s library', may: 'edit-clinic-phrases', ownerOf: () => null },
];

const changing = (deps: ChartingDeps, { path, name, whose, may, ownerOf }: Library): readonly Route[] => [
  route({
    method: 'POST', path, operation: `add-${name}`, summary: `Adds a phrase to ${whose}.`,
    may, body: phraseWordsSchema, status: 201, reply: storedPhraseReply, refuses: ['conflict', 'invalid'],
    handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => addPhrase(deps, tx, ownerOf(actor), body)),
  }),
  route({
    method: 'PUT', path: `${path}/:phraseId`, operation: `change-${name}`, summary: `Changes a phrase of ${whose}.`,
    may, params: phraseParams, body: changePhraseBody, status: 200, reply: storedPhraseReply, refuses: ['not-found', 'conflict', 'invalid'],
    handle: ({ actor, params, body: { version, ...words } }) => deps.database.withActor(actor, (tx) => changePhrase(deps, tx, { owner: ownerOf(actor), id: params.phraseId, version }, words)),
  }),
  route({
    method: 'POST', path: `${path}/:phraseId/retirement`, operation: `retire-${name}`, summary: `Takes a phrase of ${whose} out of use.`,
    may, params: phraseParams, body: retirePhraseBody, status: 200, reply: storedPhraseReply, refuses: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => retirePhrase(deps, tx, { owner: ownerOf(actor), id: params.phraseId, version: body.version })),
  }),
];

/** The phrases' ways in. What they hold is the clinic's words, never a patient's. */
export const phraseRoutes = (deps: ChartingDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/phrases', operation: 'list-phrases', summary: 'The phrases one writes with: one’s own, the clinic’s, and those of the specialties.',
    may: 'use-phrases', status: 200, reply: phraseLibrariesSchema, refuses: [],
    handle: ({ actor }) => deps.database.reading(actor, (tx) => listPhrases(deps, tx)),
  }),
  ...libraries.flatMap((library) => changing(deps, library)),
];
