import type { Clock } from '#kernel/clock.ts';
import type { NewId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { ClinicNotices } from '#platform/postgres/clinic-notices.ts';
import type { Database } from '#platform/postgres/database.ts';

export type SchedulingDeps = { readonly database: Database; readonly vault: Vault; readonly clock: Clock; readonly newId: NewId };

/** The channel on which the database tells that a clinic's day changed. */
export const AGENDA_CHANGED = 'agenda_changed';

export type AgendaDeps = SchedulingDeps & { readonly agendaNotices: ClinicNotices };
