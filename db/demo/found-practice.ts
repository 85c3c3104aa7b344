import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, civilDateIn } from '#kernel/civil-date.ts';
import type { Clock } from '#kernel/clock.ts';
import { fixedClock } from '#kernel/clock.ts';
import type { ClinicId, PersonId } from '#kernel/ids.ts';
import { checkRfc } from '#kernel/rfc.ts';
import { addLicence, addStaffMember, attestLicence, foundClinic, nameResponsible } from '#modules/workforce/public.ts';
import type { StaffingDeps } from '#modules/workforce/public.ts';
import { keyPurpose } from '#platform/der/object-identifiers.ts';
import { createDemoAuthority, issueDemoEfirma, issueDemoStamper } from '#platform/efirma/demo-authority.ts';
import type { DemoAuthority, DemoEfirma, DemoStamper } from '#platform/efirma/demo-authority.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import { demoClinic, demoStaff } from './staff-table.ts';
import type { DemoStaff } from './staff-table.ts';

export type Member = DemoStaff & { readonly email: string; readonly personId: PersonId; readonly curp: string; readonly rfc: string; readonly fullName: string };

export const emailOf = (login: string): string => `${login}@demo.amate`;
const DAY = 86_400_000;

/** The tax key that a made-up person's CURP begins, with an invented homoclave and a right check character. */
const rfcOf = (curp: string): string => {
  const start = `${curp.slice(0, 10)}DM`;
  const rfc = [...'0123456789A'].map((last) => start + last).find((each) => checkRfc(each).valid);
  if (rfc === undefined) throw new Error('no check character fits');
  return rfc;
};

type Founding = { readonly database: Database; readonly staffing: StaffingDeps; readonly clinicId: ClinicId; readonly passwordHash: string };

const actorOf = (clinicId: ClinicId): SystemActor => ({ kind: 'system', login: 'amate_worker', clinicId, cause: 'demo', purpose: 'administration' });

const hire = async ({ database, staffing, clinicId, passwordHash }: Founding, person: DemoStaff): Promise<Member> => {
  const curp = syntheticCurp(person);
  const rfc = rfcOf(curp);
  const email = emailOf(person.login);
  const personId = await database.withActor(actorOf(clinicId), (tx) => addStaffMember(tx, staffing, {
    givenNames: person.given, firstSurname: person.firstSurname, secondSurname: person.secondSurname, email, curp, rfc, language: 'es-MX', duties: person.duties, passwordHash,
  }));
  return { ...person, email, personId, curp, rfc, fullName: `${person.given} ${person.firstSurname} ${person.secondSurname}` };
};

const enterLicences = async ({ database, staffing, clinicId }: Founding, member: Member, witnessId: PersonId, today: string): Promise<void> => {
  const { profession, specialty } = member;
  if (profession === undefined) return;
  const expiresOn = specialty === undefined ? '' : addDays(today as Parameters<typeof addDays>[0], specialty.expiresInDays);
  await database.withActor(actorOf(clinicId), async (tx) => {
    const given = [
      { kind: 'profession' as const, ...profession },
      ...(specialty === undefined ? [] : [{
        kind: 'specialty' as const, cedula: specialty.cedula, title: specialty.title, institution: specialty.institution, council: specialty.council,
        certificate: specialty.certificate, expiresOn,
      }]),
    ];
    for (const licence of given) {
      const licenceId = await addLicence(tx, staffing, member.personId, licence);
      const evidenceSha256 = createHash('sha256').update(`evidencia ficticia ${licence.cedula}`).digest('hex');
      await attestLicence(tx, staffing, { personId: member.personId, licenceId, byPersonId: witnessId, method: 'sep-online', evidenceSha256, note: 'Dato ficticio de la demostración.' });
    }
  });
};

/** The member who signs in with a login of the table of staff. */
export const memberOf = (members: ReadonlyMap<string, Member>, login: string): Member => {
  const member = members.get(login);
  if (member === undefined) throw new Error(`nobody was hired as ${login}`);
  return member;
};

/** Founds the clinic two years ago, hires its staff and has the administrator attest the licences. */
export const foundPractice = async (given: Omit<Founding, 'staffing'> & { readonly staffing: Omit<StaffingDeps, 'clock'>; readonly clock: Clock }): Promise<ReadonlyMap<string, Member>> => {
  const now = given.clock.now();
  const founding: Founding = { ...given, staffing: { ...given.staffing, clock: fixedClock(new Date(now.getTime() - 725 * DAY)) } };
  const { database, staffing, clinicId } = founding;
  await database.withActor(actorOf(clinicId), (tx) => foundClinic(tx, staffing, demoClinic));
  const members = new Map<string, Member>();
  for (const person of demoStaff) members.set(person.login, await hire(founding, person));
  const witness = memberOf(members, 'admin').personId;
  const today = civilDateIn(demoClinic.timeZone, now);
  for (const member of members.values()) await enterLicences(founding, member, witness, today);
  await database.withActor(actorOf(clinicId), (tx) => nameResponsible(tx, memberOf(members, 'medica').personId));
  return members;
};

const README = `e.firmas de demostración
========================

Ninguno de estos archivos tiene validez: los emite "AMATE DEMO CA — sin validez" y solo esta instalación de
demostración confía en ella. No son del SAT ni sirven para ningún trámite.

<login>.cer, <login>.key, <login>.password   e.firma de cada médico de la demostración; la contraseña está en .password.

otros/   para ver cómo se rechazan:
  csd             certificado de sello digital: sirve para facturar, no para firmar notas
  vencida         e.firma cuya vigencia terminó
  persona-moral   e.firma de una empresa
  ajena           e.firma vigente de otra persona
La contraseña de todos los de otros/ es: demo-otros
`;

const writePair = async (folder: string, name: string, efirma: DemoEfirma): Promise<void> => {
  await writeFile(join(folder, `${name}.cer`), efirma.certificateDer, { mode: 0o600 });
  await writeFile(join(folder, `${name}.key`), efirma.keyDer, { mode: 0o600 });
};

const writeRefused = async (folder: string, authority: DemoAuthority, model: Member, notBefore: Date): Promise<void> => {
  const others = join(folder, 'otros');
  await mkdir(others, { recursive: true, mode: 0o700 });
  const request = { name: model.fullName.toUpperCase(), rfc: model.rfc, curp: model.curp, passphrase: 'demo-otros', notBefore };
  const stranger = syntheticCurp({ given: 'Otilia', firstSurname: 'Zárate', secondSurname: 'Nava', birthDate: '1980-01-09', sex: 'M', entity: 'DF' });
  await writePair(others, 'csd', issueDemoEfirma(authority, { ...request, kind: 'csd' }));
  await writePair(others, 'vencida', issueDemoEfirma(authority, { ...request, kind: 'fiel', notAfter: new Date(notBefore.getTime() + 365 * DAY) }));
  await writePair(others, 'persona-moral', issueDemoEfirma(authority, { ...request, kind: 'fiel-company' }));
  await writePair(others, 'ajena', issueDemoEfirma(authority, { ...request, kind: 'fiel', name: 'OTILIA ZÁRATE NAVA', curp: stranger, rfc: rfcOf(stranger) }));
  await writeFile(join(folder, 'LEEME.txt'), README, { mode: 0o600 });
};

/** A provider of constancias that says it is worth nothing; of its authority only this one service is trusted. */
const issueStamper = async (authority: DemoAuthority, dataFolder: string, notBefore: Date): Promise<DemoStamper> => {
  const stamper = issueDemoStamper(authority, { name: 'Constancias AMATE DEMO — sin validez', purposes: [keyPurpose.emailProtection, keyPurpose.clientAuth], isCritical: false, notBefore });
  const folder = join(dataFolder, 'trusted-stamps', 'nom-151');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'demo.cer'), stamper.certificateDer);
  return stamper;
};

/** What the demo's e.firmas and constancias come from. */
export type DemoIssuing = { readonly efirmas: ReadonlyMap<string, DemoEfirma>; readonly issuer: Uint8Array; readonly stamper: DemoStamper };

/** Issues the physicians' e.firmas under a new authority that says it is worth nothing, and has this installation trust it. */
export const issueEfirmas = async (members: ReadonlyMap<string, Member>, dataFolder: string, now: Date): Promise<DemoIssuing> => {
  const notBefore = new Date(now.getTime() - 730 * DAY);
  const authority = createDemoAuthority(notBefore);
  const folder = join(dataFolder, 'demo-efirma');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(join(dataFolder, 'trusted-issuers'), { recursive: true });
  await writeFile(join(dataFolder, 'trusted-issuers', 'demo-ca.cer'), authority.certificateDer);
  const efirmas = new Map<string, DemoEfirma>();
  for (const member of members.values()) {
    if (member.profession === undefined) continue;
    const passphrase = `demo-${member.login}`;
    const efirma = issueDemoEfirma(authority, { kind: 'fiel', name: member.fullName.toUpperCase(), rfc: member.rfc, curp: member.curp, passphrase, notBefore });
    await writePair(folder, member.email, efirma);
    await writeFile(join(folder, `${member.email}.password`), `${passphrase}\n`, { mode: 0o600 });
    efirmas.set(member.login, efirma);
  }
  const model = members.get('medica');
  if (model !== undefined) await writeRefused(folder, authority, model, notBefore);
  return { efirmas, issuer: authority.certificateDer, stamper: await issueStamper(authority, dataFolder, notBefore) };
};
