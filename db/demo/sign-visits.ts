import { randomUUID } from 'node:crypto';
import { fixedClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { FormContent } from '#modules/documents/contract.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import { attestEarlierHistory, prepareNote, saveDraft, signNote, startAddendum, startDocument, startEncounter } from '#modules/record/public.ts';
import type { RecordDeps } from '#modules/record/public.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { OpenEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { summarise } from './summarise.ts';
import type { ComposedNote } from './compose-notes.ts';

/** A physician at work: signed in, with her e.firma open as in her browser. */
export type Signer = { readonly actor: StaffActor; readonly certificate: string; readonly efirma: OpenEfirma };

export type Office = {
  readonly deps: Omit<RecordDeps, 'clock' | 'newId'>;
  readonly signers: ReadonlyMap<string, Signer>;
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

const save = async (deps: RecordDeps, signer: Signer, noteId: NoteId, content: NoteContent): Promise<number> =>
  (await deps.database.withActor(signer.actor, (tx) => saveDraft(deps, tx, noteId, { version: 0, saveId: parseId(randomUUID()), content }))).version;

/** The ceremony: prepare, sign both parts with the e.firma, store. */
const sign = async (deps: RecordDeps, signer: Signer, noteId: NoteId, version: number): Promise<void> => {
  const { prepared } = await prepareNote(deps, signer.actor, noteId, { version, certificate: signer.certificate });
  const signed = async (bytes: Uint8Array): Promise<string> => Buffer.from(await signer.efirma.sign(bytes)).toString('base64');
  const asked = {
    preparationId: prepared.preparationId,
    payloadSignature: await signed(Buffer.from(prepared.payload, 'utf8')),
    attributesSignature: await signed(Buffer.from(prepared.signedAttributes, 'base64')),
  };
  await deps.database.withActor(signer.actor, (tx) => signNote(deps, tx, noteId, asked));
};

const start = (deps: RecordDeps, signer: Signer, patientId: PatientId, kind: 'outpatient' | 'home' | 'emergency') =>
  deps.database.withActor(signer.actor, (tx) => startEncounter(deps, tx, { patientId, kind }));

/** Writes and signs one note of `content` as of `at`; answers its id. */
export const writeSigned = async (office: Office, login: string, visit: { readonly patientId: PatientId; readonly at: Date; readonly kind: 'outpatient' | 'home' | 'emergency'; readonly content: NoteContent }): Promise<NoteId> => {
  const signer = signerFor(office, login);
  const { noteId } = await start(depsAt(office, visit.at), signer, visit.patientId, visit.kind);
  const version = await save(depsAt(office, later(visit.at, 14)), signer, noteId, visit.content);
  await sign(depsAt(office, later(visit.at, 16)), signer, noteId, version);
  return noteId;
};

/** Leaves a draft open, as it looks when the physician was called away. */
export const writeDraft = async (office: Office, login: string, visit: { readonly patientId: PatientId; readonly at: Date; readonly content: NoteContent }): Promise<void> => {
  const signer = signerFor(office, login);
  const { noteId } = await start(depsAt(office, visit.at), signer, visit.patientId, 'outpatient');
  await save(depsAt(office, later(visit.at, 9)), signer, noteId, visit.content);
};

/** Signs an addendum beside a signed note. */
export const addAddendum = async (office: Office, login: string, noteId: NoteId, addendum: { readonly at: Date; readonly reason: string; readonly text: string }): Promise<void> => {
  const signer = signerFor(office, login);
  const deps = depsAt(office, addendum.at);
  const started = await deps.database.withActor(signer.actor, (tx) => startAddendum(deps, tx, noteId));
  const version = await save(deps, signer, started.noteId, { kind: 'addendum', reason: addendum.reason, text: addendum.text });
  await sign(deps, signer, started.noteId, version);
};

export type SignedNote = { readonly noteId: NoteId; readonly at: Date; readonly doctor: string };

const PAPER = 'Expediente en papel del consultorio anterior, archivo de la clínica';

/** The clinical history of a first visit, signed before its note; or the statement that it is kept on paper. */
const signHistory = async (office: Office, patientId: PatientId, { doctor, at, history }: { readonly doctor: string; readonly at: Date; readonly history: FormContent | null }): Promise<void> => {
  const signer = signerFor(office, doctor);
  const deps = depsAt(office, later(at, -24));
  if (history === null) {
    await deps.database.withActor(signer.actor, (tx) => attestEarlierHistory(deps, tx, { patientId, keptAt: PAPER }));
    return;
  }
  const { noteId } = await deps.database.withActor(signer.actor, (tx) => startDocument(deps, tx, { patientId, kind: 'history' }));
  const version = await save(depsAt(office, later(at, -4)), signer, noteId, history);
  await sign(depsAt(office, later(at, -2)), signer, noteId, version);
};

export type PersonToSign = { readonly patientId: PatientId; readonly history: FormContent | null; readonly notes: readonly ComposedNote[]; readonly doses: readonly ItemContent[] };

/** Signs a person's history and notes one after the other, as they happened. */
export const signNotes = async (office: Office, { patientId, history, notes, doses }: PersonToSign): Promise<readonly SignedNote[]> => {
  const [first] = notes;
  if (first !== undefined) await signHistory(office, patientId, { doctor: first.doctor, at: first.at, history });
  const signed: SignedNote[] = [];
  for (const { doctor, ...note } of notes) signed.push({ noteId: await writeSigned(office, doctor, { patientId, ...note }), at: note.at, doctor });
  const told = history?.values['allergies'];
  const last = notes.at(-1);
  if (last !== undefined) await summarise(depsAt(office, last.at), signerFor(office, last.doctor).actor, { patientId, notes, doses, allergies: typeof told === 'string' ? told : null });
  return signed;
};
