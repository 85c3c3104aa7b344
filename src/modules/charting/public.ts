/**
 * What makes a note quick to write.
 *
 * - phrase: text that is written by a short name, with tokens, picks and wildcards
 * - library: one's own phrases, the clinic's, and those that come with Amate by specialty; the nearer one wins
 * - template: the texts of a whole evolution note, to be answered; it fills only what holds no words
 */
export { chartingMessages } from './messages.ts';
export { chartingRoutes } from './routes.ts';
