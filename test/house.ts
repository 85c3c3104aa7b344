import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import { systemClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { ClinicId, NoteId, PatientId, PersonId } from '#kernel/ids.ts';
import type { EvolutionContent, Prepared } from '#modules/record/contract.ts';
import type { Duty } from '#modules/identity/contract.ts';
import { addLicence, addStaffMember, attestLicence, foundClinic } from '#modules/workforce/public.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { createDemoAuthority, issueDemoEfirma } from '#platform/efirma/demo-authority.ts';
import type { DemoAuthority, DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { composeApi } from '../src/processes/compose-api.ts';
import type { Api } from '../src/processes/compose-api.ts';
import { systemActor, testRootKey } from './database.ts';
import type { TestDatabase } from './database.ts';
import { freshId } from './fresh-id.ts';
import { syntheticCurp } from './synthetic-curp.ts';

/** A password for made-up people. */
export const housePassword = 'siete tucanes cruzan el humedal';

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly raw: Buffer };
export type Caller = { readonly call: (method: string, path: string, body?: object) => Promise<Answer>; readonly cookie: () => string | null };

export type Member = { readonly personId: PersonId; readonly email: string; readonly curp: string; readonly rfc: string };

/** The whole api process over a test database, with one clinic, its staff and an authority for e.firmas. */
export type House = {
  readonly api: Api;
  readonly home: TestDatabase;
  readonly clinicId: ClinicId;
  readonly authority: DemoAuthority;
  readonly dataFolder: string;
  readonly caller: () => Caller;
  readonly signIn: (member: Member) => Promise<Caller>;
  readonly hire: (duties: readonly Duty[], options?: { readonly verified?: boolean; readonly sex?: 'H' | 'M'; readonly language?: Language }) => Promise<Member>;
  readonly efirmaOf: (member: Member, changes?: Partial<Parameters<typeof issueDemoEfirma>[1]>) => DemoEfirma;
  /** A patient whose history was made before Amate, unless `hasHistory` is false. */
  readonly register: (desk: Caller, surname?: string, options?: { readonly hasHistory?: boolean }) => Promise<PatientId>;
  readonly close: () => Promise<void>;
};

const surnames = ['Arizmendi', 'Bracamontes', 'Cifuentes', 'Dorantes', 'Escamilla', 'Figueroa', 'Granados', 'Huizar', 'Izaguirre', 'Jurado', 'Landeros', 'Montaño'];

/** RFC-shaped text of a made-up person; the check character is computed by the product's own rule elsewhere. */
const rfcFrom = (curp: string): string => `${curp.slice(0, 10)}`;

const callerOf = (api: Api): Caller => {
  let token: string | null = null;
  return {
    cookie: () => token,
    call: async (method, path, body) => {
      const reply = await api.app.inject({
        method: method as 'GET', url: path,
        headers: { host: '127.0.0.1:8080', ...(token === null ? {} : { cookie: `amate=${token}` }) },
        ...(body === undefined ? {} : { payload: body }),
      });
      for (const cookie of reply.cookies) if (cookie.name === 'amate') token = cookie.value === '' ? null : cookie.value;
      const isJson = String(reply.headers['content-type']).includes('json');
      return { status: reply.statusCode, body: isJson && reply.body !== '' ? reply.json() as Record<string, unknown> : {}, raw: reply.rawPayload };
    },
  };
};

export const openHouse = async (home: TestDatabase, options: { readonly clock?: Clock; readonly clinicName?: string; /** Where a browser finds it, and the built web app. */ readonly publicUrl?: string; readonly webFolder?: string; readonly log?: FastifyBaseLogger } = {}): Promise<House> => {
  const clock = options.clock ?? systemClock;
  const dataFolder = await mkdtemp(join(tmpdir(), 'amate-house-'));
  await mkdir(join(dataFolder, 'trusted-issuers'));
  await mkdir(join(dataFolder, 'keys'));
  const yearAgo = new Date(clock.now().getTime() - 2 * 365 * 86_400_000);
  const authority = createDemoAuthority(yearAgo);
  await writeFile(join(dataFolder, 'trusted-issuers', 'test-ca.cer'), authority.certificateDer);
  const api = await composeApi({
    databaseUrls: urlsOfRoles(home.ownerUrl, testRootKey, loginRoles), rootKey: testRootKey, clock, publicUrl: options.publicUrl ?? 'http://127.0.0.1:8080',
    dataFolder, webFolder: options.webFolder ?? null, demoLogins: [], log: options.log ?? false, version: 'test', perMinute: 1_000_000,
  });
  const clinicId = freshId<'clinic'>();
  const staffing = { vault: api.vault, clock, random: (n: number) => crypto.getRandomValues(new Uint8Array(n)) };
  const { database } = api;
  await database.withActor(systemActor(clinicId), (tx) => foundClinic(tx, staffing, {
    kind: 'private-office', name: options.clinicName ?? 'Consultorio Prueba', legalName: 'Servicios de Prueba', address: 'Calle Inventada 1, Ciudad de México', phone: '55 5000 0000',
    clues: null, timeZone: 'America/Mexico_City', language: 'es-MX', demo: true, secondFactor: 'off',
  }));
  const passwordHash = await api.identity.passwords.hash(housePassword);
  const witness = await database.withActor(systemActor(clinicId), (tx) => addStaffMember(tx, staffing, {
    givenNames: 'Testigo', firstSurname: 'De Prueba', secondSurname: null, email: `testigo-${clinicId}@house.test`, curp: null, rfc: null, language: 'es-MX', duties: ['administrator'], passwordHash,
  }));
  let hired = 0;
  const hire: House['hire'] = async (duties, { verified = true, sex = 'M', language = 'es-MX' } = {}) => {
    const firstSurname = surnames[hired % surnames.length] ?? 'Prueba';
    hired += 1;
    const birthDate = `19${String(60 + hired)}-04-1${String(hired % 10)}`;
    const curp = syntheticCurp({ given: 'Elena', firstSurname, secondSurname: 'Prueba', birthDate, sex, entity: 'DF' });
    const email = `persona${String(hired)}-${clinicId}@house.test`;
    const personId = await database.withActor(systemActor(clinicId), async (tx) => {
      const id = await addStaffMember(tx, staffing, { givenNames: 'Elena', firstSurname, secondSurname: 'Prueba', email, curp, rfc: null, language, duties, passwordHash });
      if (duties.includes('physician')) {
        const licenceId = await addLicence(tx, staffing, id, { kind: 'profession', cedula: String(7_000_000 + hired), title: 'Médica Cirujana', institution: 'Universidad de Prueba' });
        if (verified) await attestLicence(tx, staffing, { personId: id, licenceId, byPersonId: witness, method: 'original-seen', evidenceSha256: 'a'.repeat(64), note: '' });
      }
      return id;
    });
    return { personId, email, curp, rfc: rfcFrom(curp) };
  };
  return {
    api, home, clinicId, authority, dataFolder, hire,
    caller: () => callerOf(api),
    signIn: async (member) => {
      const caller = callerOf(api);
      const { status, body } = await caller.call('POST', '/api/session', { email: member.email, password: housePassword });
      if (status !== 200 || body['next'] !== 'done') throw new Error(`sign-in answered ${String(status)} ${JSON.stringify(body)}`);
      return caller;
    },
    efirmaOf: (member, changes = {}) => issueDemoEfirma(authority, {
      kind: 'fiel', name: 'ELENA PRUEBA', rfc: `${member.rfc}AB1`, curp: member.curp, passphrase: 'clave de prueba', notBefore: yearAgo, ...changes,
    }),
    register: async (desk, surname = 'Quintanar', { hasHistory = true } = {}) => {
      const { status, body } = await desk.call('POST', '/api/patients/unknown', { apparentSex: 'M', apparentAge: 40, label: `prueba ${surname}` });
      if (status !== 201) throw new Error(`registering answered ${String(status)} ${JSON.stringify(body)}`);
      const id = parseId<'patient'>(String(body['id']));
      if (hasHistory) await stateEarlierHistory(home, clinicId, id);
      return id;
    },
    close: async () => {
      await api.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};

/** What a physician states of a patient whose history was made before Amate; here by whoever is on the staff. */
const stateEarlierHistory = (home: TestDatabase, clinicId: string, patientId: string): Promise<unknown> => home.asSuperuser(
  `insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at)
   select $1, $2, id, now(), '\\x00' from org.staff_member where clinic_id = $1 limit 1`, [clinicId, patientId]);

/** A note that NOM-004 lets be signed. */
export const completeNote: EvolutionContent = {
  kind: 'evolution', subjective: 'Odinofagia de tres días con fiebre. “Comillas”, ; select drop < > 😀',
  vitals: { temperature: 38.4, systolic: 118, diastolic: 76, heartRate: 96, respiratoryRate: 18, oxygenSaturation: 97, weight: 72.4, height: 165, headCircumference: null, glucose: null },
  vitalsNotTaken: '', examination: 'Faringe hiperémica sin exudado.', results: '',
  diagnoses: [{ code: 'J029', term: 'Faringitis aguda', catalogue: catalogueText(), certainty: 'presumptive', firstTime: true }],
  assessment: 'Cuadro viral probable.', plan: 'Sintomático; datos de alarma explicados.',
  medicines: [{ name: 'Paracetamol', dose: '500 mg', route: 'oral', frequency: 'cada 8 horas', duration: '3 días' }], prognosis: 'Bueno para la vida y la función.',
};

/** Starts a visit and saves a note; answers the note's id and version. */
export const writeNote = async (doctor: Caller, patientId: string, content: object = completeNote): Promise<{ readonly noteId: NoteId; readonly version: number }> => {
  const started = await doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' });
  if (started.status !== 201) throw new Error(`starting answered ${String(started.status)} ${JSON.stringify(started.body)}`);
  const noteId = parseId<'note'>(String(started.body['noteId']));
  const saved = await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content });
  if (saved.status !== 200) throw new Error(`saving answered ${String(saved.status)} ${JSON.stringify(saved.body)}`);
  return { noteId, version: Number(saved.body['version']) };
};

/** What the browser does with what was prepared: opens the e.firma and signs payload and attributes. */
export const signaturesOf = async (efirma: DemoEfirma, prepared: Pick<Prepared, 'preparationId' | 'payload' | 'signedAttributes'>): Promise<{ preparationId: string; payloadSignature: string; attributesSignature: string }> => {
  const opened = await openEfirma(efirma);
  if (!opened.ok) throw new Error(opened.code);
  const sign = async (bytes: Uint8Array): Promise<string> => Buffer.from(await opened.efirma.sign(bytes)).toString('base64');
  return {
    preparationId: prepared.preparationId,
    payloadSignature: await sign(Buffer.from(prepared.payload, 'utf8')),
    attributesSignature: await sign(Buffer.from(prepared.signedAttributes, 'base64')),
  };
};

export const prepareNote = (doctor: Caller, noteId: string, version: number, efirma: Pick<DemoEfirma, 'certificateDer'>): Promise<Answer> =>
  doctor.call('POST', `/api/notes/${noteId}/preparation`, { version, certificate: Buffer.from(efirma.certificateDer).toString('base64') });

/** The whole ceremony. */
export const signNote = async (doctor: Caller, noteId: string, version: number, efirma: DemoEfirma): Promise<Answer> => {
  const prepared = await prepareNote(doctor, noteId, version, efirma);
  if (prepared.status !== 201) return prepared;
  return doctor.call('POST', `/api/notes/${noteId}/signature`, await signaturesOf(efirma, prepared.body as Prepared));
};
