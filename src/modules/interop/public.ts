/**
 * Ways in for other systems.
 *
 * - CDS Hooks: another record sends draft orders and what it knows of the patient, and is answered with cards
 * - prefetch: what the other side fetched before asking; Amate fetches nothing from it
 */
export { interopMessages } from './messages.ts';
export { interopRoutes } from './routes.ts';
