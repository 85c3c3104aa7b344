import type { Route } from 'playwright-core';
import type { Id } from '#kernel/ids.ts';
import { parseId } from '#kernel/ids.ts';
import { permissionsOf } from '#modules/access/public.ts';
import type { DemoLogins, Duty, Session } from '#modules/identity/contract.ts';
import type { PatientRow, SearchReply } from '#modules/patients/contract.ts';
import { statusOf } from '#platform/http/refusals.ts';
import type { Appointment, Day } from '#modules/scheduling/contract.ts';

/**
 * What a server would say, for walks of the screens alone. Replies are typed by the contracts, so a contract that
 * moves breaks these. People here are made up.
 */
export type FakeCall = { readonly params: readonly string[]; readonly query: URLSearchParams; readonly body: unknown };
/** `isUntouched`: the edge refused it before anything began. */
export type FakeAnswer = { readonly status: number; readonly body: unknown; readonly isUntouched?: boolean } | { readonly file: Uint8Array; readonly type: string } | 'offline';
/** `'GET /api/notes/:id'` → what it answers. The first that fits wins. */
export type FakeApi = { readonly answers: Record<string, (call: FakeCall) => FakeAnswer | Promise<FakeAnswer>>; /** Every call, as it came. */ readonly calls: { readonly name: string; readonly body: unknown }[] };

export const ok = (body: unknown, status = 200): FakeAnswer => ({ status, body });
export const file = (bytes: Uint8Array, type: string): FakeAnswer => ({ file: bytes, type });

const kinds: Readonly<Record<number, string>> = { ...Object.fromEntries(Object.entries(statusOf).map(([kind, status]) => [status, kind])), 503: 'unavailable' };
/** A refusal; its kind follows from the status, as at the real edge. */
export const refused = (status: number, code: string, message: string, detail: object = {}): FakeAnswer =>
  ({ status, body: { code, kind: kinds[status] ?? 'unexpected', message, detail } });
export const sessionEnded = (isUntouched = true): FakeAnswer => ({ ...(refused(401, 'sign-in-needed', 'Inicie sesión para continuar.') as object), isUntouched } as FakeAnswer);
export const stepUpNeeded = (): FakeAnswer => ({ ...(refused(403, 'step-up-needed', 'Confirme su identidad para continuar.') as object), isUntouched: true } as FakeAnswer);

export const ids = {
  clinic: parseId<'clinic'>('0190a000-0000-7000-8000-000000000001'), otherClinic: parseId<'clinic'>('0190a000-0000-7000-8000-000000000002'),
  physician: parseId<'person'>('0190a000-0000-7000-8000-0000000000a1'), receptionist: parseId<'person'>('0190a000-0000-7000-8000-0000000000a2'),
  session: parseId<'session'>('0190a000-0000-7000-8000-0000000000b1'), note: parseId<'note'>('0190a000-0000-7000-8000-0000000000c1'), encounter: parseId<'encounter'>('0190a000-0000-7000-8000-0000000000c2'),
};
const idOf = <Of extends string>(kind: string, number: number): Id<Of> => parseId(`0190a000-0000-7000-8000-${kind}${String(number).padStart(12 - kind.length, '0')}`);

const people = {
  physician: { personId: ids.physician, fullName: 'Ximena Quetzal Arrieta', email: 'medica@demo.amate' },
  receptionist: { personId: ids.receptionist, fullName: 'Olivia Tzintzun Robles', email: 'recepcion@demo.amate' },
} as const;

export const aSession = (duty: Duty = 'physician', changes: Partial<Session> = {}): Session => ({
  next: 'done', sessionId: ids.session, ...(duty === 'receptionist' ? people.receptionist : people.physician),
  clinic: { id: ids.clinic, name: 'Consultorio Jacaranda', demo: true, timeZone: 'America/Mexico_City' },
  duty, duties: [{ clinicId: ids.clinic, clinicName: 'Consultorio Jacaranda', duty }], permissions: [...permissionsOf(duty)],
  language: 'es-MX', sharedDesk: false, idleMinutes: 15, idleUntil: '2026-11-23T16:15:00.000Z', absoluteUntil: '2026-11-24T04:00:00.000Z',
  steppedUpUntil: null, factors: { totp: false, passkeys: 0 }, newDevice: false, ...changes,
});

const demoLogins: DemoLogins = {
  logins: [
    { email: 'medica@demo.amate', fullName: 'Ximena Quetzal Arrieta', duty: 'physician', password: null },
    { email: 'enfermera@demo.amate', fullName: 'Zoila Papantla Ruelas', duty: 'nurse', password: null },
    { email: 'recepcion@demo.amate', fullName: 'Olivia Tzintzun Robles', duty: 'receptionist', password: null },
    { email: 'auditora@demo.amate', fullName: 'Nélida Ixtapan Cordero', duty: 'auditor', password: null },
    { email: 'admin@demo.amate', fullName: 'Baltazar Uruapan Lemus', duty: 'administrator', password: null },
  ],
};

const names = ['Maribel Xochitla Herrera', 'Ulises Cuitzeo Barragán', 'Refugio Yajalón Montes', 'Ñusta Peribán Aguirre', 'Eleuterio Zinapécuaro de la Garza Villalpando', 'Itzel Tlalpan Osorio'] as const;

export const patients: readonly PatientRow[] = names.map((fullName, at) => ({
  id: idOf('d', at + 1), recordNumber: `A-00${String(101 + at)}`, fullName, birthDate: `19${String(60 + at * 7)}-0${String(at + 1)}-1${String(at)}`,
  age: { years: 66 - at * 7, months: 2, days: 3 }, sex: at % 2 === 0 ? 'M' : 'H', curpTail: `RR0${String(at)}`, phoneTail: `45${String(10 + at)}`, unknown: false,
}));

const states: readonly Appointment['status'][] = ['attended', 'in-consult', 'arrived', 'confirmed', 'booked', 'cancelled'];

/** A day in Mexico City, 23 November 2026: six visits from 9:00. */
export const aDay: Day = {
  date: '2026-11-23', timeZone: 'America/Mexico_City',
  appointments: patients.map((patient, at) => ({
    id: idOf('e', at + 1), patientId: patient.id, patientName: patient.fullName, recordNumber: patient.recordNumber, age: patient.age,
    practitionerId: ids.physician, practitionerName: 'Dra. Ximena Quetzal Arrieta', startsAt: `2026-11-23T${String(15 + Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}:00.000Z`,
    minutes: 30, kind: at % 3 === 0 ? 'first' : 'follow-up', status: states[at] ?? 'booked', arrivedAt: at === 2 ? '2026-11-23T15:48:00.000Z' : null,
  })),
};

const search = (query: string): SearchReply => ({
  patients: patients.filter((each) => `${each.fullName} ${each.recordNumber}`.toLowerCase().includes(query.toLowerCase())), complete: true,
});

/** A signed-in practice; `answers` come before the usual ones. */
export const fakeApi = (answers: FakeApi['answers'] = {}, session: Session | null = aSession()): FakeApi => ({
  calls: [],
  answers: {
    'GET /api/patients/:id/attachments': () => ok({ attachments: [] }),
    'GET /api/patients/:id/information-given': () => ok({ given: [] }),
    ...answers,
    'GET /api/session': answers['GET /api/session'] ?? (() => (session === null ? sessionEnded() : ok(session))),
    'GET /api/session/demo': answers['GET /api/session/demo'] ?? (() => ok(demoLogins)),
    'GET /api/session/new-devices': answers['GET /api/session/new-devices'] ?? (() => ok({ devices: [] })),
    'GET /api/cosignatures/count': answers['GET /api/cosignatures/count'] ?? (() => ok({ mine: 0, others: 0, returned: 0 })),
    'GET /api/observation': answers['GET /api/observation'] ?? (() => ok({ observed: [] })),
    'DELETE /api/session': answers['DELETE /api/session'] ?? (() => ok({ done: true })),
    'PUT /api/session/language': () => ok({ done: true }),
    'GET /api/agenda/day': answers['GET /api/agenda/day'] ?? (() => ok(aDay)),
    'GET /api/patients/:id/sticky-notes': () => ok({ notes: [] }),
    'POST /api/patients/search': answers['POST /api/patients/search'] ?? (({ body }) => ok(search((body as { query: string }).query))),
    'GET /api/staff/names': answers['GET /api/staff/names'] ?? (() => ok({ names: [{ id: ids.physician, fullName: 'Ximena Quetzal Arrieta', duties: ['physician'], active: true }] })),
  },
});

const fits = (pattern: string, method: string, path: string): readonly string[] | null => {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  if (wantedMethod !== method) return null;
  const found = new RegExp(`^${wantedPath.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
  return found === null ? null : found.slice(1);
};

const bodyOf = (route: Route): unknown => {
  const text = route.request().postData();
  return text === null ? null : JSON.parse(text) as unknown;
};

/** Answers one request of the page. What no answer fits is a 404 that names itself. */
export const answerFrom = async (api: FakeApi, route: Route): Promise<void> => {
  const request = route.request();
  const { pathname, searchParams } = new URL(request.url());
  for (const [pattern, answer] of Object.entries(api.answers)) {
    const params = fits(pattern, request.method(), pathname);
    if (params === null) continue;
    api.calls.push({ name: pattern, body: bodyOf(route) });
    const said = await answer({ params, query: searchParams, body: bodyOf(route) });
    if (said === 'offline') await route.abort('connectionrefused');
    else if ('file' in said) await route.fulfill({ status: 200, contentType: said.type, body: Buffer.from(said.file) });
    else await route.fulfill({ status: said.status, json: said.body, ...(said.isUntouched === true ? { headers: { 'amate-untouched': '1' } } : {}) });
    return;
  }
  await route.fulfill({ status: 404, json: { code: 'no-such-address', kind: 'not-found', message: `The fake has no ${request.method()} ${pathname}` } });
};
