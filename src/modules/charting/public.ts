/**
 * What makes a note quick to write.
 *
 * - phrase: text that is written by a short name, with tokens, picks and wildcards
 * - library: one's own phrases, the clinic's, and those that come with Amate by specialty; the nearer one wins
 * - template: the texts of a whole evolution note, to be answered; it fills only what holds no words
 * - regimen: a medicine with its dose, route, frequency and duration, kept as one's usual one
 */
export { chartingMessages } from './messages.ts';
/** `keptRegimens(deps, tx)`: those the actor keeps; `regimenKey`: what makes two lines the same one. */
export { keptRegimens, regimenKey } from './keep-regimen.ts';
export { chartingRoutes } from './routes.ts';
export { requireNoTraces } from './template-traces.ts';
