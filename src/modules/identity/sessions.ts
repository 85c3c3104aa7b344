import { hash as digestOf } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { Purpose, StaffActor } from '#platform/postgres/actor.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import { STEP_UP_MINUTES } from './contract.ts';
import type { Device, Duty, Session } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { dutiesOf, endMySessions, liveSession, mySessions, sessionFacts, setLanguage, signOut, switchDuty } from './queries.ts';

export const SESSION_SECONDS = 12 * 60 * 60;

const purposeOf = {
  physician: 'care', nurse: 'care', laboratory: 'care', receptionist: 'administration', auditor: 'audit', administrator: 'administration',
} as const satisfies Record<Duty, Purpose>;

/** A new token: 256 bits, base64url. Only `hash` is ever stored. */
export const newToken = (random: IdentityDeps['random']): { readonly token: string; readonly hash: Buffer } => {
  const token = Buffer.from(random(32)).toString('base64url');
  return { token, hash: hashOfToken(token) };
};
export const hashOfToken = (token: string): Buffer => digestOf('sha256', token, 'buffer');
export const hashOf = (actor: StaffActor): Buffer => Buffer.from(actor.sessionHash, 'hex');

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The person behind a session token, or null when it is unknown, ended or expired. Pushes the idle limit on.
 * An ended session is greeted for less than a second longer, and even then opens no row: the database asks again.
 */
export const authenticate = async (deps: IdentityDeps, token: string): Promise<StaffActor | null> => {
  if (!TOKEN.test(token)) return null;
  const sessionHash = digestOf('sha256', token, 'hex');
  const kept = deps.sessions.find(sessionHash);
  if (kept !== undefined) return kept;
  const row = await atGate(deps, (tx) => liveSession(tx, Buffer.from(sessionHash, 'hex')));
  if (row === undefined) return null;
  const actor: StaffActor = {
    kind: 'staff', login: row.login_role, clinicId: row.clinic_id, personId: row.person_id, sessionId: row.id, sessionHash,
    role: row.role, purpose: purposeOf[row.role], language: row.language, steppedUpAt: row.stepped_up_at,
  };
  deps.sessions.keep(actor);
  return actor;
};

const minutesLater = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** Until when the last proof of presence holds, or null when it no longer does. */
export const steppedUpUntil = (at: Date | null, now: Date): string | null => {
  if (at === null) return null;
  const until = minutesLater(at, STEP_UP_MINUTES);
  return until > now ? until.toISOString() : null;
};

/** Everything the web needs to know of the session of that token hash. Refuses `sign-in-needed`. */
export const describeSession = (deps: IdentityDeps, hash: Buffer): Promise<Session> => atGate(deps, async (tx) => {
  const facts = await sessionFacts(tx, hash);
  const held = await dutiesOf(tx, facts.account_id);
  return {
    next: 'done', sessionId: facts.session_id, personId: facts.person_id, fullName: facts.full_name, email: facts.email,
    clinic: { id: facts.clinic_id, name: facts.clinic_name, demo: facts.demo, timeZone: facts.time_zone },
    duty: facts.role,
    duties: held.map((row) => ({ clinicId: row.clinic_id, clinicName: row.clinic_name, duty: row.role })),
    permissions: [...deps.permissionsOf(facts.role)], language: facts.language, sharedDesk: facts.shared_desk,
    idleMinutes: facts.idle_minutes, idleUntil: facts.idle_until.toISOString(), absoluteUntil: facts.absolute_until.toISOString(),
    steppedUpUntil: steppedUpUntil(facts.stepped_up_at, deps.clock.now()),
    factors: { totp: facts.totp, passkeys: facts.passkeys }, newDevice: facts.new_device,
  };
});

/** Acts in another duty, or at another clinic, from now on: a new session with a new token; the limits run on. */
export const enterDuty = async (deps: IdentityDeps, actor: StaffActor, wanted: { readonly clinicId: ClinicId; readonly duty: Duty }, facts: RequestFacts): Promise<Session> => {
  const { token, hash } = newToken(deps.random);
  const sessionId = newId<'session'>(deps.clock.now().getTime(), deps.random);
  const switched = await atGate(deps, (tx) => switchDuty(tx, hashOf(actor), wanted, { sessionId, hash }));
  if (!switched) throw new DomainError('duty-not-held', 'forbidden');
  deps.sessions.forget(actor.sessionHash);
  facts.setSession(token, SESSION_SECONDS);
  return describeSession(deps, hash);
};

export const leave = async (deps: IdentityDeps, actor: StaffActor, facts: RequestFacts): Promise<void> => {
  deps.sessions.forget(actor.sessionHash);
  facts.clearSession();
  await atGate(deps, (tx) => signOut(tx, hashOf(actor)));
};

export const devicesOf = async (deps: IdentityDeps, actor: StaffActor): Promise<readonly Device[]> => {
  const rows = await atGate(deps, (tx) => mySessions(tx, hashOf(actor)));
  return rows.map((row) => ({
    sessionId: row.session_id, label: row.label, clinicName: row.clinic_name, duty: row.role, signedInAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(), sharedDesk: row.shared_desk, firstSeenAt: row.first_seen_at?.toISOString() ?? null, current: row.current, isNew: row.is_new,
  }));
};

/** Ends one session of the account, or with null every other one. */
export const endSessions = async (deps: IdentityDeps, actor: StaffActor, one: string | null): Promise<number> => {
  const ended = await atGate(deps, (tx) => endMySessions(tx, hashOf(actor), one));
  deps.sessions.forgetAll();
  if (one !== null && ended === 0) throw new DomainError('session-absent', 'not-found');
  return ended;
};

export const chooseLanguage = async (deps: IdentityDeps, actor: StaffActor, language: Session['language']): Promise<void> => {
  await atGate(deps, (tx) => setLanguage(tx, hashOf(actor), language));
  deps.sessions.forgetAll();
};
