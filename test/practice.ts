import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { ClinicId, PersonId } from '#kernel/ids.ts';
import { createMeasures } from '#platform/http/measures.ts';
import type { Access } from '#platform/http/edge.ts';
import type { Route } from '#platform/http/route.ts';
import { buildServer } from '#platform/http/server.ts';
import type { Database } from '#platform/postgres/database.ts';
import { isSteppedUp, may, permissionsOf } from '#modules/access/public.ts';
import { authenticate, identityRoutes, openIdentity } from '#modules/identity/public.ts';
import type { Duty, IdentityDeps } from '#modules/identity/public.ts';
import { addStaffMember, foundClinic, workforceRoutes } from '#modules/workforce/public.ts';
import type { NewClinic, WorkforceDeps } from '#modules/workforce/public.ts';
import { systemActor, testRootKey } from './database.ts';
import type { TestDatabase } from './database.ts';

/** A password for made-up people. */
export const testPassword = 'tres colibríes beben néctar';

export type Answered = { readonly status: number; readonly body: Record<string, unknown> };
/** A browser: keeps the cookie, speaks JSON. */
export type Browser = {
  readonly call: (method: string, path: string, body?: object) => Promise<Answered>;
  readonly cookie: () => string | null;
  readonly useCookie: (token: string | null) => void;
};

export type Practice = {
  readonly app: FastifyInstance;
  readonly identity: IdentityDeps;
  readonly workforce: WorkforceDeps;
  readonly accesses: Access[];
  readonly found: (facts?: Partial<NewClinic>) => Promise<ClinicId>;
  readonly add: (clinicId: ClinicId, email: string, duties: readonly Duty[], facts?: { readonly curp?: string }) => Promise<PersonId>;
  readonly browser: (ip?: string, userAgent?: string) => Browser;
  /** A browser signed in with the test password. */
  readonly signIn: (email: string, ip?: string) => Promise<Browser>;
};

const clinicFacts: NewClinic = {
  kind: 'private-office', name: 'Consultorio Jacaranda', legalName: 'Servicios Médicos Jacaranda', address: 'Calle Ficticia 12, Col. Ejemplo, Puebla, Pue.',
  phone: '222 555 0100', clues: null, timeZone: 'America/Mexico_City', language: 'es-MX', demo: true, secondFactor: 'off',
};

/** The people's part of the real server on a test database: real sign-in, real sessions, no network. */
export const openPractice = async (home: TestDatabase, options: { readonly clock?: Clock; readonly publicUrl?: string; readonly routes?: readonly Route[]; readonly database?: Database } = {}): Promise<Practice> => {
  const clock = options.clock ?? systemClock;
  const random = (length: number): Uint8Array => randomBytes(length);
  const publicUrl = options.publicUrl ?? 'http://127.0.0.1:8080';
  const database = options.database ?? home.database;
  const identity = openIdentity({ database, clock, random, rootKey: testRootKey, publicUrl, permissionsOf, demoLogins: [] });
  const workforce: WorkforceDeps = { database, vault: home.vault, clock, random, identity };
  const accesses: Access[] = [];
  const app = await buildServer({
    routes: [...identityRoutes(identity), ...workforceRoutes(workforce), ...options.routes ?? []],
    ports: {
      authenticate: (token) => authenticate(identity, token), may, isLive: async () => true, isSteppedUp: (actor) => isSteppedUp(actor, clock.now()),
      recordAccess: async (access) => { accesses.push(access); }, message: (code) => code, ready: async () => true,
    },
    measures: createMeasures(), log: false, publicUrl, perMinute: 100_000, version: 'test',
  });
  const passwordHash = await identity.passwords.hash(testPassword);
  const browser = (ip = '127.0.0.1', userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0'): Browser => {
    let token: string | null = null;
    return {
      cookie: () => token,
      useCookie: (given) => { token = given; },
      call: async (method, path, body) => {
        const reply = await app.inject({
          method: method as 'GET', url: path, remoteAddress: ip,
          headers: { host: '127.0.0.1:8080', 'user-agent': userAgent, ...(token === null ? {} : { cookie: `amate=${token}` }) },
          ...(body === undefined ? {} : { payload: body }),
        });
        for (const cookie of reply.cookies) if (cookie.name === 'amate') token = cookie.value === '' ? null : cookie.value;
        return { status: reply.statusCode, body: (reply.body === '' ? {} : reply.json()) as Record<string, unknown> };
      },
    };
  };
  return {
    app, identity, workforce, accesses, browser,
    found: async (facts = {}) => {
      const clinicId = newId<'clinic'>(clock.now().getTime(), random);
      await home.database.withActor(systemActor(clinicId), (tx) => foundClinic(tx, workforce, { ...clinicFacts, ...facts }));
      return clinicId;
    },
    add: (clinicId, email, duties, facts = {}) => home.database.withActor(systemActor(clinicId), (tx) => addStaffMember(tx, workforce, {
      givenNames: 'Persona', firstSurname: 'Inventada', secondSurname: 'Prueba', email, curp: facts.curp ?? null, rfc: null, language: 'es-MX', duties, passwordHash,
    })),
    signIn: async (email, ip) => {
      const opened = browser(ip);
      const { status, body } = await opened.call('POST', '/api/session', { email, password: testPassword });
      if (status !== 200 || body['next'] !== 'done') throw new Error(`sign-in answered ${String(status)} ${JSON.stringify(body)}`);
      return opened;
    },
  };
};
