import { loginRoles } from '#platform/postgres/actor.ts';
import type { LoginRole } from '#platform/postgres/actor.ts';

export type HouseProcess = {
  readonly name: string;
  readonly file: URL;
  /** The login roles it may act as: its whole reach in the database. */
  readonly roles: readonly LoginRole[];
  readonly opensSealed: boolean;
  /** The one that listens for browsers. */
  readonly isPublic: boolean;
};

/** The processes of the house in the order they start; they end in the opposite order. */
export const houseProcesses: readonly HouseProcess[] = [
  { name: 'worker', file: new URL('worker.ts', import.meta.url), roles: ['amate_worker'], opensSealed: true, isPublic: false },
  { name: 'verify', file: new URL('verify.ts', import.meta.url), roles: ['amate_pharmacy'], opensSealed: false, isPublic: false },
  {
    name: 'api',
    file: new URL('api.ts', import.meta.url),
    roles: loginRoles.filter((role) => role !== 'amate_worker' && role !== 'amate_pharmacy'),
    opensSealed: true,
    isPublic: true,
  },
];
