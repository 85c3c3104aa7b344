import type { z } from 'zod';
import { addDays, civilDateIn, parseCivilDate } from '#kernel/civil-date.ts';
import type { Pseudonym } from '#kernel/ids.ts';
import { instantOf } from '#kernel/wall-clock.ts';
import { openPatientHeaders } from '#modules/patients/public.ts';
import { clinicHeader, staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Day, dayQuery } from './contract.ts';
import type { SchedulingDeps } from './dependencies.ts';
import { appointmentsBetween } from './queries.ts';

/** The appointments of one calendar day of the clinic, in its own time zone, with names and ages and nothing clinical. */
export const openDay = async (
  deps: SchedulingDeps, tx: Tx<StaffActor>, asked: z.infer<typeof dayQuery>,
): Promise<{ readonly day: Day; readonly pseudonyms: readonly Pseudonym[] }> => {
  const { timeZone } = await clinicHeader(tx);
  const date = asked.date === undefined ? civilDateIn(timeZone, deps.clock.now()) : parseCivilDate(asked.date);
  const rows = await appointmentsBetween(tx, instantOf(date, '00:00', timeZone), instantOf(addDays(date, 1), '00:00', timeZone), asked.practitionerId ?? null);
  const [patients, names] = await Promise.all([openPatientHeaders(tx, deps.vault, [...new Set(rows.map((row) => row.patient_id))]), staffNames(tx)]);
  const appointments = rows.map((row) => {
    const patient = patients.get(row.patient_id);
    return {
      id: row.id, patientId: patient?.id ?? row.patient_id, patientName: patient?.fullName ?? '', recordNumber: patient?.recordNumber ?? '', age: patient?.ageAt(date) ?? null,
      practitionerId: row.practitioner_id, practitionerName: names.get(row.practitioner_id) ?? '', startsAt: row.starts_at.toISOString(),
      minutes: Math.round((row.ends_at.getTime() - row.starts_at.getTime()) / 60_000), kind: row.kind, status: row.status, arrivedAt: row.arrived_at?.toISOString() ?? null,
    };
  });
  return { day: { date, timeZone, appointments }, pseudonyms: [...new Set([...patients.values()].map((patient) => patient.key.pseudonym))] };
};
