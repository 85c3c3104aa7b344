import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import type { ClinicId, NoteId, PatientId, PersonId, Pseudonym } from '#kernel/ids.ts';
import type { patientRef } from '#modules/patients/contract.ts';
import type { noteParams, startEncounterBody } from '#modules/record/contract.ts';
import { markDiscarded, markSigned, storeDraft } from '#modules/record/queries.ts';
import type { DraftNote, NoteRow } from '#modules/record/queries.ts';
import type { Sighting } from '#platform/http/route.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';

/**
 * What must not compile. Each expected error is held by the type check: the day the call beneath it compiles, the
 * expectation is unused and the check of types fails. What runs here only shows that the lines are reached.
 */
const accepts = <Wanted>(wanted: Wanted): Wanted => wanted;
const schemas = idSchemas(z.uuid());
const text = '01890000-0000-7000-8000-000000000001';
const patient: PatientId = schemas<'patient'>().parse(text);

test('a contract gives the kind of id that it names, and refuses what is no UUID', () => {
  const note: z.infer<typeof noteParams>['noteId'] = schemas<'note'>().parse(text);
  assert.equal(accepts<NoteId>(note), text);
  // @ts-expect-error the id of a patient is no id of a note
  assert.equal(accepts<z.infer<typeof noteParams>['noteId']>(patient), text);
  // @ts-expect-error a text nobody parsed is no id
  assert.equal(accepts<z.input<typeof startEncounterBody>['patientId']>(text), text);
  // @ts-expect-error a reply names the patient by her own id, not by a person of the staff
  assert.equal(accepts<z.input<typeof patientRef>['id']>(schemas<'person'>().parse(text)), text);
  assert.throws(() => schemas<'patient'>().parse('somebody'));
  assert.throws(() => z.strictObject({ patientId: schemas<'patient'>().optional() }).parse({ patientId: 'somebody' }));
});

test('an actor is of a clinic and a person, each by its own kind of id', () => {
  const ids = { clinic: schemas<'clinic'>().parse(text), person: schemas<'person'>().parse(text) };
  assert.equal(accepts<StaffActor['clinicId']>(ids.clinic), accepts<ClinicId>(ids.clinic));
  // @ts-expect-error a person is no clinic
  assert.equal(accepts<StaffActor['clinicId']>(ids.person), accepts<PersonId>(ids.person));
});

test('what the audit notes of a reading are pseudonyms, never the ids of patients', () => {
  const pseudonym: Pseudonym = schemas<'pseudonym'>().parse(text);
  assert.deepEqual(accepts<Sighting>({ patients: [pseudonym] }), { patients: [text] });
  // @ts-expect-error the id of a patient may not go into the audit
  assert.deepEqual(accepts<Sighting>({ patients: [patient] }), { patients: [text] });
});

test('only a draft can be saved, signed or discarded', () => {
  type Writing = Parameters<typeof markSigned>;
  const endsOf = (tx: Writing[0], draft: DraftNote) => () => markSigned(tx, draft);
  // @ts-expect-error a signed note cannot be signed again
  const signsAgain = (tx: Writing[0], note: Extract<NoteRow, { state: 'signed' }>) => () => markSigned(tx, note);
  // @ts-expect-error a signed note cannot be changed
  const changes = (tx: Writing[0], note: Extract<NoteRow, { state: 'signed' }>, saved: Parameters<typeof storeDraft>[2]) => () => storeDraft(tx, note, saved);
  // @ts-expect-error whether a note is a draft must be asked first
  const unasked = (tx: Writing[0], note: NoteRow, discarded: Parameters<typeof markDiscarded>[2]) => () => markDiscarded(tx, note, discarded);
  assert.equal([endsOf, signsAgain, changes, unasked].every((each) => typeof each === 'function'), true);
});
