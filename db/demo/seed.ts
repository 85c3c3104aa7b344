import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { PatientId } from '#kernel/ids.ts';
import { may } from '#modules/access/public.ts';
import { authenticate } from '#modules/identity/public.ts';
import type { PatientDeps } from '#modules/patients/public.ts';
import { visitBegun, visitEnded } from '#modules/scheduling/public.ts';
import { clinicHeader } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { composeApi } from '../../src/processes/compose-api.ts';
import type { Api } from '../../src/processes/compose-api.ts';
import type { SeedStart } from '../../src/processes/start-messages.ts';
import { composeNotes } from './compose-notes.ts';
import type { Person } from './compose-notes.ts';
import { fillAgenda } from './fill-agenda.ts';
import { emailOf, foundPractice, issueEfirmas, memberOf } from './found-practice.ts';
import type { Member } from './found-practice.ts';
import { leaveLooseEnds } from './loose-ends.ts';
import { prescribeForSome } from './prescribe.ts';
import type { Ask } from './prescribe.ts';
import { adultPatients, registeredTwice, womenPatients, youngPatients } from './patients-table.ts';
import { registerPerson, registerStranger } from './register-people.ts';
import type { Desk } from './register-people.ts';
import { signElsewhere } from './sign-elsewhere.ts';
import { signerOf } from './sign-visits.ts';
import type { Office, Signer } from './sign-visits.ts';
import { demoClinic, demoStaff } from './staff-table.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const HALF_HOUR = 30 * 60_000;

/** One request as a person who is signed in. */
type Call = Ask;

/** Signs in through the front door, as anybody does, and ends the session when the work is done. */
const whileSignedIn = async (api: Api, logins: readonly string[], password: string, work: (actors: ReadonlyMap<string, StaffActor>, call: Call) => Promise<void>): Promise<void> => {
  const host = { host: new URL(api.identity.publicUrl).host };
  const cookies = new Map<string, string>();
  const actors = new Map<string, StaffActor>();
  try {
    for (const login of logins) {
      const reply = await api.app.inject({ method: 'POST', url: '/api/session', headers: host, payload: { email: emailOf(login), password } });
      // its name begins with __Host- where browsers come by https
      const cookie = reply.cookies.find(({ name }) => name.endsWith('amate'));
      if (cookie === undefined) throw new Error(`the demo login ${login} was not let in: ${String(reply.statusCode)}`);
      cookies.set(login, `${cookie.name}=${cookie.value}`);
      const actor = await authenticate(api.identity, cookie.value);
      if (actor === null) throw new Error(`the session of ${login} is gone`);
      actors.set(login, actor);
    }
    await work(actors, async (login, method, path, body) => {
      const reply = await api.app.inject({ method, url: path, headers: { ...host, cookie: cookies.get(login) ?? '' }, ...(body === undefined ? {} : { payload: body }) });
      if (reply.statusCode >= 300) throw new Error(`${path.split('/', 3).join('/')} answered ${String(reply.statusCode)}`);
      return reply.headers['content-type'] === 'application/pdf' ? reply.rawPayload : reply.json<unknown>();
    });
  } finally {
    for (const cookie of cookies.values()) await api.app.inject({ method: 'DELETE', url: '/api/session', headers: { ...host, cookie } });
  }
};

const actorOf = (actors: ReadonlyMap<string, StaffActor>, login: string): StaffActor => {
  const actor = actors.get(login);
  if (actor === undefined) throw new Error(`nobody is signed in as ${login}`);
  return actor;
};

/** When a person came to the desk for the first time: half an hour before the first note. */
const sinceOf = ({ notes: [first] }: Person, now: Date): Date => new Date((first?.at ?? now).getTime() - HALF_HOUR);

const registerAll = async (desk: Desk, people: readonly Person[], now: Date): Promise<ReadonlyMap<string, PatientId>> => {
  const ids = new Map<string, PatientId>();
  // In the order in which they came, so that record numbers grow with time.
  for (const person of people.toSorted((one, other) => sinceOf(one, now).getTime() - sinceOf(other, now).getTime())) {
    ids.set(person.patient.key, await registerPerson(desk, person.patient, sinceOf(person, now)));
  }
  return ids;
};

const idOf = (ids: ReadonlyMap<string, PatientId>, key: string): PatientId => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`nobody is registered as ${key}`);
  return id;
};

const deskOf = (api: Api, actor: StaffActor, today: CivilDate): Desk => {
  const deps: Omit<PatientDeps, 'clock'> = {
    database: api.database, vault: api.vault, random, index: api.index, may, timeZoneOf: () => demoClinic.timeZone,
    responsible: async (tx) => {
      const { legalName, address, phone } = await clinicHeader(tx);
      return { name: legalName, address, contact: phone };
    },
  };
  return { deps, actor, today };
};

const fill = async (api: Api, start: SeedStart, clock: Clock): Promise<void> => {
  const now = clock.now();
  const today = civilDateIn(demoClinic.timeZone, now);
  const clinicId = newId<'clinic'>(now.getTime(), random);
  const passwordHash = await api.identity.passwords.hash(start.password);
  const members = await foundPractice({ database: api.database, staffing: { vault: api.vault, random }, clinicId, passwordHash, clock });
  const { efirmas, issuer, stamper } = await issueEfirmas(members, start.dataFolder, now);
  await whileSignedIn(api, ['recepcion', ...efirmas.keys()], start.password, async (actors, call) => {
    const reception = actorOf(actors, 'recepcion');
    const desk = deskOf(api, reception, today);
    const people = composeNotes([...adultPatients, ...womenPatients, ...youngPatients, registeredTwice], today);
    const ids = await registerAll(desk, people, now);
    const holders = [...efirmas].map(([login, efirma]) => ({ login, efirma, actor: actorOf(actors, login) }));
    const rootKey = Buffer.from(start.rootKey, 'base64url');
    const signed = await signElsewhere({
      databaseUrls: start.databaseUrls, rootKey, issuer, signers: holders, people: people.map(({ patient, history, notes, doses }) => ({ key: patient.key, patientId: idOf(ids, patient.key), history, notes, doses })),
    });
    const signers = new Map<string, Signer>();
    for (const { login, actor, efirma } of holders) signers.set(login, await signerOf(actor, efirma));
    const office: Office = { deps: { database: api.database, vault: api.vault, random, trustedIssuers: () => [issuer], facts: { visitBegun, visitEnded } }, signers };
    const stranger = await registerStranger(desk, new Date(now.getTime() - 26 * 2 * HALF_HOUR));
    await leaveLooseEnds({ office, now, today, people, ids, signed, stranger });
    await call('recepcion', 'POST', `/api/patients/${idOf(ids, 'marisela')}/merge`, { mergedId: idOf(ids, registeredTwice.key), keptVersion: 1, mergedVersion: 1, reason: 'Misma persona registrada dos veces; se confirmó con identificación.' });
    await call('pediatra', 'POST', `/api/patients/${idOf(ids, 'ambar')}/birth-term`, { weeks: 34, days: 2 });
    await fillAgenda({ deps: { database: api.database, vault: api.vault, random }, actor: reception, now }, diariesOf(members, ids), today);
    const medica = signers.get('medica');
    if (medica !== undefined) await prescribeForSome({ ask: call, login: 'medica', signer: medica, stamper, now }, ids);
    for (const { efirma } of signers.values()) efirma.close();
  });
};

const diariesOf = (members: ReadonlyMap<string, Member>, ids: ReadonlyMap<string, PatientId>) => {
  const groups = [['medica', adultPatients.slice(1)], ['medico', womenPatients], ['pediatra', youngPatients]] as const;
  return groups.map(([login, patients]) => ({
    practitionerId: memberOf(members, login).personId,
    patientIds: patients.filter(({ doctor }) => doctor === login).flatMap(({ key }) => ids.get(key) ?? []).slice(0, 10),
  }));
};

/** Runs as the role that owns the tables; the demo's own logins are the only rows it looks at. */
const asOwner = async <Result>(ownerUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set role amate_owner');
    return await work(client);
  } finally {
    await client.end();
  }
};

const demoEmails = (): readonly string[] => demoStaff.map(({ login }) => emailOf(login));

const hasDemo = (ownerUrl: string): Promise<boolean> => asOwner(ownerUrl, async (client) => {
  const { rowCount } = await client.query('select from auth.account where email_folded = any($1)', [demoEmails()]);
  return (rowCount ?? 0) > 0;
});

const CARDS = 'demo-logins.json';

const writeCards = async (dataFolder: string): Promise<void> => {
  const cards = demoStaff.filter(({ login }) => login !== 'admin').concat(demoStaff.filter(({ login }) => login === 'admin')).map((person) => ({
    email: emailOf(person.login), fullName: `${person.given} ${person.firstSurname} ${person.secondSurname}`, duty: person.duties[0],
  }));
  await writeFile(join(dataFolder, CARDS), `${JSON.stringify(cards, null, 2)}\n`);
};

const changePassword = async (api: Api, start: SeedStart): Promise<void> => {
  const hash = await api.identity.passwords.hash(start.password);
  await asOwner(start.ownerUrl, (client) => client.query('update auth.account set password_hash = $1, password_changed_at = now() where email_folded = any($2)', [hash, demoEmails()]));
};

/**
 * Fills an empty installation with the demo practice, through the same use cases as the screens: clinic, staff,
 * licences, e.firmas, patients, a year of signed notes and today's agenda. Where the demo stands already, only the
 * password of its logins is set. Throws when an earlier filling was interrupted.
 */
export const seedDemo = async (start: SeedStart, clock: Clock = systemClock): Promise<void> => {
  const isThere = await hasDemo(start.ownerUrl);
  if (isThere && !existsSync(join(start.dataFolder, CARDS))) throw new Error('the demo was left half filled; start over with: npm run demo -- --reset');
  const api = await composeApi({
    databaseUrls: start.databaseUrls, rootKey: Buffer.from(start.rootKey, 'base64url'), clock, publicUrl: start.publicUrl, dataFolder: start.dataFolder,
    webFolder: null, demoLogins: [], log: false, version: 'demo', perMinute: 10_000,
  });
  try {
    if (isThere) await changePassword(api, start);
    else await fill(api, start, clock);
    // The cards are written last: they say that the filling came to its end.
    await writeCards(start.dataFolder);
  } finally {
    await api.close();
  }
};
