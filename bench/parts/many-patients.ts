import pg from 'pg';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { seal } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { systemActor } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import type { Identity } from '../../src/modules/patients/model.ts';
import { sealIdentity } from '../../src/modules/patients/sealed-identity.ts';

/**
 * Many synthetic patients, written as the superuser past the triggers: registering them one by one would take an
 * hour. Keys, seals and fingerprints are made as the product makes them, so it opens and finds every one.
 * There is no history, no look-up row and no audit entry of their making.
 */
const womenNames = 'María Guadalupe,Juana,Margarita,Verónica,Elizabeth,Alejandra,Leticia,Rosa,Patricia,Yolanda,Teresa,Gabriela,Silvia,Adriana,Ana Laura,Carmen,Alicia,Martha,Lucía,Daniela,Fernanda,Ximena,Valeria,Regina,Renata,Araceli,Norma,Irma,Graciela,Beatriz'.split(',');
const menNames = 'José Luis,Juan Carlos,Miguel Ángel,Francisco,Jesús,Antonio,Alejandro,Pedro,Manuel,Roberto,Fernando,Ricardo,Javier,Eduardo,Raúl,Sergio,Arturo,Óscar,Rafael,Héctor,Diego,Santiago,Sebastián,Emiliano,Leonardo,Iván,Gerardo,Rubén,Ramón,Víctor Manuel'.split(',');
const surnames = 'Hernández,García,Martínez,López,González,Pérez,Rodríguez,Sánchez,Ramírez,Cruz,Flores,Gómez,Morales,Vázquez,Reyes,Jiménez,Torres,Díaz,Gutiérrez,Ruiz,Mendoza,Aguilar,Ortiz,Moreno,Castillo,Romero,Álvarez,Méndez,Chávez,Rivera,Juárez,Ramos,Domínguez,Herrera,Medina,Castro,Vargas,Guzmán,Velázquez,Rojas,Muñoz,Contreras,Salazar,Luna,Ortega,Guerrero,Santiago,Estrada,Bautista,Cortés,Soto,Alvarado,Espinoza,Lara,Ávila,Ríos,Cervantes,Silva,Delgado,Vega,Márquez,Sandoval,Fernández,León,Carrillo,Solís,Mejía,Camacho,Rosas,Nava,Cabrera,Campos,Ibarra,Santos,Valdez,Miranda,Robles,Peña,Maldonado,Rangel'.split(',');

/** Always the same sequence, so that two runs measure the same people. */
const seeded = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const homonyms = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type SyntheticPatient = { readonly id: string; readonly fullName: string; readonly curp: string; readonly phone: string };

const identityFrom = (pick: (below: number) => number, taken: Set<string>): Identity => {
  const isWoman = pick(2) === 0;
  const names = isWoman ? womenNames : menNames;
  // The square of a fraction: some surnames are frequent and most are not, as among people.
  const surname = (): string => surnames[Math.floor((pick(1_000) / 1_000) ** 2 * surnames.length)] ?? 'Prueba';
  const name = { given: names[pick(names.length)] ?? 'Prueba', firstSurname: surname(), secondSurname: surname() };
  const birthDate = `${String(1935 + pick(64))}-${twoDigits(1 + pick(12))}-${twoDigits(1 + pick(28))}`;
  const sex = isWoman ? 'M' : 'H';
  let curp = '';
  for (const homonym of homonyms) {
    curp = syntheticCurp({ ...name, birthDate, sex, entity: 'PL', homonym });
    if (!taken.has(curp)) break;
  }
  taken.add(curp);
  return {
    name, curp: { state: 'given', value: curp, absentReason: null, attestedBy: null, attestedAt: null },
    birthDate, birthDateUnknown: null, sex, biologicalSex: isWoman ? 2 : 1, gender: null, birthEntity: '21', nationality: 'MEX',
    residence: { entity: '21', municipality: '114', locality: '0001' },
    address: { street: `Calle Inventada ${String(1 + pick(900))}`, neighbourhood: 'Centro', postalCode: '72000', city: 'Puebla' }, addressAbsent: null,
    phones: [{ kind: 'mobile', number: `222${String(1_000_000 + pick(8_999_999))}` }], email: null, emergencyContact: null, guardian: null,
    unknown: false, label: '', apparentAge: null,
  };
};

const insertKeys = `insert into keys.patient_key (clinic_id, patient_id, version, clinic_key_version, wrapped, pseudonym)
  select $1, r.id, 1, $2, r.wrapped, r.pseudonym
  from unnest($3::uuid[], $4::bytea[], $5::uuid[]) r(id, wrapped, pseudonym)`;
const insertPatients = `insert into front.patient (clinic_id, id, record_number, birth_date, sex, biological_sex, birth_entity, nationality,
    residence_entity, residence_municipality, residence_locality, curp_state, curp_blind, identity)
  select $1, r.id, r.number, r.birth_date, r.sex, r.biological, '21', 'MEX', '21', '114', '0001', 'given', r.blind, r.identity
  from unnest($2::uuid[], $3::bigint[], $4::date[], $5::text[], $6::smallint[], $7::bytea[], $8::bytea[]) r(id, number, birth_date, sex, biological, blind, identity)`;
const insertConsents = `insert into front.privacy_consent (clinic_id, id, patient_id, notice_version, text_sha256, mechanism, given_by, secondary_purposes)
  select $1, gen_random_uuid(), r.id, 1, $3, 'autograph-on-paper', 'patient', false
  from unnest($2::uuid[]) r(id)`;

type Made = { readonly key: PatientKey; readonly wrapped: Buffer; readonly identity: Identity; readonly sealed: Buffer; readonly blind: Buffer };

const make = (home: TestDatabase, clinicId: string, identities: readonly Identity[]) =>
  home.database.withActor(systemActor(clinicId), async (tx) => {
    const clinicKey = await home.vault.clinicKey(tx);
    const made: Made[] = [];
    for (const identity of identities) {
      const patientId = newId<'patient'>(Date.now(), (length) => new Uint8Array(randomBytes(length)));
      const key: PatientKey = { version: 1, key: randomBytes(32), patientId, pseudonym: randomUUID() };
      const wrapped = seal(clinicKey, { clinicId, table: 'keys.patient_key', column: 'wrapped', rowId: patientId }, key.key);
      made.push({ key, wrapped, identity, sealed: sealIdentity(clinicId, key, identity), blind: await home.vault.blind(tx, 'curp', identity.curp.value ?? '') });
    }
    return { version: clinicKey.version, made };
  });

const store = async (client: pg.Client, clinicId: string, from: number, { version, made }: { readonly version: number; readonly made: readonly Made[] }): Promise<void> => {
  const ids = made.map(({ key }) => key.patientId);
  await client.query(insertKeys, [clinicId, version, ids, made.map(({ wrapped }) => wrapped), made.map(({ key }) => key.pseudonym)]);
  await client.query(insertPatients, [
    clinicId, ids, made.map((_, at) => from + at), made.map(({ identity }) => identity.birthDate), made.map(({ identity }) => identity.sex),
    made.map(({ identity }) => identity.biologicalSex), made.map(({ blind }) => blind), made.map(({ sealed }) => sealed),
  ]);
  await client.query(insertConsents, [clinicId, ids, createHash('sha256').update('synthetic notice').digest()]);
};

/** Puts `count` patients into the clinic, whose keys must exist. The index of a process that is open already does not hear of them. */
export const addManyPatients = async (home: TestDatabase, clinicId: string, count: number): Promise<readonly SyntheticPatient[]> => {
  const client = new pg.Client({ connectionString: home.ownerUrl });
  await client.connect();
  const pick = seeded(20_261_122);
  const taken = new Set<string>();
  const all: SyntheticPatient[] = [];
  try {
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<{ last: string }>('select coalesce(max(record_number), 0) as last from front.patient where clinic_id = $1', [clinicId]);
    const first = Number(rows[0]?.last ?? 0) + 1;
    while (all.length < count) {
      const identities = Array.from({ length: Math.min(2_000, count - all.length) }, () => identityFrom(pick, taken));
      const batch = await make(home, clinicId, identities);
      await store(client, clinicId, first + all.length, batch);
      all.push(...batch.made.map(({ key, identity: { name, curp, phones } }) => ({
        id: key.patientId, fullName: `${name.given} ${name.firstSurname} ${name.secondSurname ?? ''}`.trim(), curp: curp.value ?? '', phone: phones[0]?.number ?? '',
      })));
    }
    await client.query('insert into front.patient_counter as c (clinic_id, last_number) values ($1, $2) on conflict (clinic_id) do update set last_number = excluded.last_number', [clinicId, first + count - 1]);
    await client.query('analyze');
  } finally {
    await client.end();
  }
  return all;
};
