import { conflict, notFound } from '#kernel/errors.ts';
import type { PersonId, SiteId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Clinic, ClinicChange, Site, siteBody, siteChange } from './contract.ts';
import type { StaffingDeps } from './dependencies.ts';
import { requireTimeZone } from './found-clinic.ts';
import { clinicRow, insertSite, lockClinic, lockSite, recordAct, siteRows, staffRow, updateClinic, updateSite } from './queries.ts';
import type { ClinicRow } from './queries.ts';

const viewOf = (row: ClinicRow): Clinic => ({
  id: row.clinic_id, kind: row.kind, name: row.name, legalName: row.legal_name, address: row.address, phone: row.phone, clues: row.clues, timeZone: row.time_zone,
  language: row.language, demo: row.demo, responsiblePersonId: row.responsible_person_id, secondFactor: row.second_factor, idleMinutes: row.idle_minutes,
});

/** The clinic as its staff see it. Refuses `clinic-absent`. */
export const openClinic = async (tx: Tx<StaffActor>): Promise<Clinic> => {
  const row = await clinicRow(tx);
  if (row === undefined) throw notFound('clinic-absent');
  return viewOf(row);
};

const requireResponsible = async (tx: Tx<StaffActor>, personId: PersonId | null): Promise<void> => {
  if (personId === null) return;
  const person = await staffRow(tx, personId);
  if (person?.active !== true || !person.duties.includes('physician')) throw conflict('responsible-not-physician');
};

const changed = (row: ClinicRow, change: ClinicChange): ClinicRow => ({
  ...row,
  kind: change.kind ?? row.kind, name: change.name ?? row.name, legal_name: change.legalName ?? row.legal_name, address: change.address ?? row.address,
  phone: change.phone ?? row.phone, clues: change.clues === undefined ? row.clues : change.clues, language: change.language ?? row.language,
  time_zone: change.timeZone ?? row.time_zone,
  responsible_person_id: change.responsiblePersonId === undefined ? row.responsible_person_id : change.responsiblePersonId,
  second_factor: change.secondFactor ?? row.second_factor, idle_minutes: change.idleMinutes ?? row.idle_minutes,
});

/** Changes what is sent. Refuses `second-factor-needed-here` (off, outside the demo), `responsible-not-physician`, `time-zone-unknown`. */
export const changeClinic = async (tx: Tx<StaffActor>, change: ClinicChange): Promise<Clinic> => {
  const row = await lockClinic(tx);
  if (row === undefined) throw notFound('clinic-absent');
  if (change.secondFactor === 'off' && !row.demo) throw conflict('second-factor-needed-here');
  if (change.timeZone !== undefined) requireTimeZone(change.timeZone);
  if (change.responsiblePersonId !== undefined) await requireResponsible(tx, change.responsiblePersonId);
  const after = changed(row, change);
  await updateClinic(tx, after);
  await recordAct(tx, { action: 'change-clinic', entity: 'org.clinic', entityId: row.clinic_id, detail: { fields: Object.keys(change) } });
  return viewOf(after);
};

export const listSites = (tx: Tx<StaffActor>): Promise<readonly Site[]> => siteRows(tx);

export const addSite = async (tx: Tx<StaffActor>, deps: Pick<StaffingDeps, 'clock' | 'random'>, given: z.output<typeof siteBody>): Promise<Site> => {
  const site = { id: newId<'site'>(deps.clock.now().getTime(), deps.random), ...given };
  await insertSite(tx, tx.actor.clinicId, site);
  return { ...site, active: true };
};

/** Changes a site, or closes it (`active: false`); it is never removed, documents name it. Refuses `site-absent`. */
export const changeSite = async (tx: Tx<StaffActor>, siteId: SiteId, change: z.output<typeof siteChange>): Promise<Site> => {
  const row = await lockSite(tx, siteId);
  if (row === undefined) throw notFound('site-absent');
  const after: Site = {
    id: siteId, name: change.name ?? row.name, address: change.address ?? row.address, phone: change.phone === undefined ? row.phone : change.phone,
    clues: change.clues === undefined ? row.clues : change.clues, active: change.active ?? row.active,
  };
  await updateSite(tx, tx.actor.clinicId, after);
  return after;
};
