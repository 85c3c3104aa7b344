import { createHash, randomUUID } from 'node:crypto';
import type { CivilDate } from '#kernel/civil-date.ts';
import { fixedClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import { prepareNote, saveDraft, signNote, startAddendum, startEncounter } from '#modules/record/public.ts';
import type { RecordDeps } from '#modules/record/public.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { OpenEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { momentOf, wordsOf } from './note-words.ts';
import type { PlannedVisit } from './plan-visits.ts';
import { birthDateOf } from './register-people.ts';
import { demoClinic } from './staff-table.ts';
import type { DemoPatient } from './story.ts';

/** A physician at work: signed in, with her e.firma open as in her browser. */
export type Signer = { readonly actor: StaffActor; readonly certificate: string; readonly efirma: OpenEfirma };

export type Office = {
  readonly deps: Omit<RecordDeps, 'clock' | 'newId'>;
  readonly signers: ReadonlyMap<string, Signer>;
  readonly today: CivilDate;
};

const MINUTE = 60_000;

/** Opens the files just issued, the way the page does. */
export const signerOf = async (actor: StaffActor, files: DemoEfirma): Promise<Signer> => {
  const opened = await openEfirma(files);
  if (!opened.ok) throw new Error(opened.code);
  return { actor, efirma: opened.efirma, certificate: Buffer.from(files.certificateDer).toString('base64') };
};

/** The record's dependencies as of an instant: a note of last March is written and signed in last March. */
const depsAt = (office: Office, at: Date): RecordDeps => ({ ...office.deps, clock: fixedClock(at), newId: () => newId(at.getTime(), office.deps.random) });

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

const signerFor = (office: Office, login: string): Signer => {
  const signer = office.signers.get(login);
  if (signer === undefined) throw new Error(`nobody signs as ${login}`);
  return signer;
};

const save = async (deps: RecordDeps, signer: Signer, noteId: string, content: NoteContent): Promise<number> =>
  (await deps.database.withActor(signer.actor, (tx) => saveDraft(deps, tx, noteId, { version: 0, saveId: randomUUID(), content }))).version;

/** The ceremony: prepare, sign both parts with the e.firma, store. */
const sign = async (deps: RecordDeps, signer: Signer, noteId: string, version: number): Promise<void> => {
  const { prepared } = await prepareNote(deps, signer.actor, noteId, { version, certificate: signer.certificate });
  const signed = async (bytes: Uint8Array): Promise<string> => Buffer.from(await signer.efirma.sign(bytes)).toString('base64');
  const asked = {
    preparationId: prepared.preparationId,
    payloadSignature: await signed(Buffer.from(prepared.payload, 'utf8')),
    attributesSignature: await signed(Buffer.from(prepared.signedAttributes, 'base64')),
  };
  await deps.database.withActor(signer.actor, (tx) => signNote(deps, tx, noteId, asked));
};

const start = (deps: RecordDeps, signer: Signer, patientId: string, kind: 'outpatient' | 'home' | 'emergency') =>
  deps.database.withActor(signer.actor, (tx) => startEncounter(deps, tx, { patientId, kind }));

/** A time of day for a visit: the same for the same person and day, from 9 to 13:45 and from 16 to 18:45. */
export const instantOfVisit = (key: string, date: CivilDate): Date => {
  const quarter = (createHash('sha256').update(`${key} ${date}`).digest()[0] ?? 0) % 32;
  const minutes = quarter < 20 ? 9 * 60 + quarter * 15 : 16 * 60 + (quarter - 20) * 15;
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return instantOf(date, time, demoClinic.timeZone);
};

/** Writes and signs one note of `content` as of `at`; answers its id. */
export const writeSigned = async (office: Office, login: string, visit: { readonly patientId: string; readonly at: Date; readonly kind: 'outpatient' | 'home' | 'emergency'; readonly content: NoteContent }): Promise<string> => {
  const signer = signerFor(office, login);
  const { noteId } = await start(depsAt(office, visit.at), signer, visit.patientId, visit.kind);
  const version = await save(depsAt(office, later(visit.at, 14)), signer, noteId, visit.content);
  await sign(depsAt(office, later(visit.at, 16)), signer, noteId, version);
  return noteId;
};

/** Leaves a draft open, as it looks when the physician was called away. */
export const writeDraft = async (office: Office, login: string, visit: { readonly patientId: string; readonly at: Date; readonly content: NoteContent }): Promise<void> => {
  const signer = signerFor(office, login);
  const { noteId } = await start(depsAt(office, visit.at), signer, visit.patientId, 'outpatient');
  await save(depsAt(office, later(visit.at, 9)), signer, noteId, visit.content);
};

/** Signs an addendum beside a signed note. */
export const addAddendum = async (office: Office, login: string, noteId: string, addendum: { readonly at: Date; readonly reason: string; readonly text: string }): Promise<void> => {
  const signer = signerFor(office, login);
  const deps = depsAt(office, addendum.at);
  const started = await deps.database.withActor(signer.actor, (tx) => startAddendum(deps, tx, noteId));
  const version = await save(deps, signer, started.noteId, { kind: 'addendum', reason: addendum.reason, text: addendum.text });
  await sign(deps, signer, started.noteId, version);
};

export type SignedVisit = { readonly patientKey: string; readonly noteId: string; readonly visit: PlannedVisit; readonly at: Date };

/** Signs a person's visits one after the other, as they happened. */
export const signVisits = async (office: Office, patient: DemoPatient, patientId: string, visits: readonly PlannedVisit[]): Promise<readonly SignedVisit[]> => {
  const birthDate = birthDateOf(patient, office.today);
  const seen = new Set<string>();
  const signed: SignedVisit[] = [];
  for (const [index, visit] of visits.entries()) {
    const along = visits.length === 1 ? 1 : index / (visits.length - 1);
    const content = wordsOf(patient, visit, { moment: momentOf(visit, birthDate, along), seen });
    const at = instantOfVisit(patient.key, visit.date);
    const noteId = await writeSigned(office, visit.doctor, { patientId, at, kind: patient.home === true ? 'home' : 'outpatient', content });
    for (const { code } of content.diagnoses) seen.add(code);
    signed.push({ patientKey: patient.key, noteId, visit, at });
  }
  return signed;
};
