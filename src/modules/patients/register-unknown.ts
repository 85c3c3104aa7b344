import { newId } from '#kernel/ids.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { takeGround } from '#modules/privacy/public.ts';
import type { PatientRef, registerUnknownBody } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { folio, unknownName } from './model.ts';
import type { Identity } from './model.ts';
import { storeNewPatient } from './store-identity.ts';

type UnknownPerson = z.output<typeof registerUnknownBody>;

const biologicalSexOf = { H: 1, M: 2, X: 3 } as const;

const unknownIdentity = ({ apparentSex, apparentAge, label }: UnknownPerson): Identity => ({
  name: unknownName,
  curp: { state: 'absent', value: null, absentReason: 'unknown-person', attestedBy: null, attestedAt: null },
  birthDate: null, birthDateUnknown: 'unknown-person', sex: apparentSex, biologicalSex: biologicalSexOf[apparentSex], gender: null,
  birthEntity: '00', nationality: 'NND', residence: { entity: '00', municipality: '000', locality: '0000' },
  address: null, addressAbsent: 'unknown-person', phones: [], email: null, emergencyContact: null, guardian: null,
  unknown: true, label, apparentAge,
});

/**
 * Opens a record for a person nobody can name, in an emergency: name Desconocido, no CURP, a record
 * number as provisional label. The exception from consent (LFPDPPP 9) begins with it. Refuses nothing.
 */
export const registerUnknown = (deps: PatientDeps, actor: StaffActor, person: UnknownPerson): Promise<PatientRef> =>
  deps.database.withActor(actor, async (tx) => {
    const at = deps.clock.now();
    const id = newId<'patient'>(at.getTime(), deps.random);
    const key = await deps.vault.newPatientKey(tx, id);
    const recordNumber = await storeNewPatient(tx, deps, key, { identity: unknownIdentity(person), at, event: 'registered-unknown', reason: '' });
    await takeGround(tx, deps, key, { ground: { basis: 'exception', cause: 'emergency' }, ip: null });
    return { id, recordNumber: folio(recordNumber), version: 1 };
  });
