import { Worker } from 'node:worker_threads';
import type { PatientId } from '#kernel/ids.ts';
import type { FormContent } from '#modules/documents/contract.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { DatabaseUrls } from '#platform/postgres/database.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import type { ComposedNote } from './compose-notes.ts';
import type { SignedNote } from './sign-visits.ts';

/** What a second thread needs to sign: rendering and signing are the seed's work, and a computer has more than one core. */
export type SigningTask = {
  readonly databaseUrls: DatabaseUrls;
  readonly rootKey: Uint8Array;
  readonly issuer: Uint8Array;
  readonly signers: readonly { readonly login: string; readonly actor: StaffActor; readonly efirma: DemoEfirma }[];
  readonly people: readonly { readonly key: string; readonly patientId: PatientId; readonly history: FormContent | null; readonly notes: readonly ComposedNote[]; readonly doses: readonly ItemContent[] }[];
};
export type SigningAnswer = readonly (readonly [key: string, notes: readonly SignedNote[]])[];

const THREADS = 2;

const inThread = (task: SigningTask): Promise<SigningAnswer> => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('sign-worker.ts', import.meta.url), { workerData: task });
  worker.once('message', (answer: SigningAnswer) => { resolve(answer); });
  worker.once('error', reject);
  worker.once('exit', (code) => { reject(new Error(`a signing thread ended with ${String(code)}`)); });
});

/** Deals the people out so that each thread has about as many notes to sign. */
const dealt = (people: SigningTask['people']): readonly SigningTask['people'][] => {
  const hands = Array.from({ length: THREADS }, () => ({ notes: 0, people: [] as SigningTask['people'][number][] }));
  for (const person of people.toSorted((one, other) => other.notes.length - one.notes.length)) {
    const least = hands.reduce((one, other) => (other.notes < one.notes ? other : one));
    least.people.push(person);
    least.notes += person.notes.length;
  }
  return hands.map((hand) => hand.people);
};

/** Signs everybody's notes in threads of their own; answers them by the person's key, oldest first. */
export const signElsewhere = async (task: SigningTask): Promise<ReadonlyMap<string, readonly SignedNote[]>> =>
  new Map((await Promise.all(dealt(task.people).map((people) => inThread({ ...task, people })))).flat());
