import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCivilDate } from '#kernel/civil-date.ts';
import { checkCurp } from '#kernel/curp.ts';
import { evolutionSchema } from '#modules/record/contract.ts';
import { diagnosisCatalogue } from '#modules/terminology/public.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import { composeNotes } from './compose-notes.ts';
import { adultPatients, registeredTwice, womenPatients, youngPatients } from './patients-table.ts';
import { birthDateOf } from './register-people.ts';

const patients = [...adultPatients, ...womenPatients, ...youngPatients, registeredTwice];
const days = ['2026-11-23', '2026-03-01', '2027-08-15', '2028-02-29'].map(parseCivilDate);
const curpOf = (patient: (typeof patients)[number], birthDate: string): string => syntheticCurp({
  given: patient.given, firstSurname: patient.first, secondSurname: patient.second ?? '', birthDate, sex: patient.sex, entity: patient.entity, homonym: patient.homonym,
});

for (const today of days) {
  describe(`the demo's notes on ${today}`, () => {
    const people = composeNotes(patients, today);
    const notes = people.flatMap(({ patient, notes: own }) => own.map((note) => ({ patient, ...note })));

    it('gives the children the vaccines of a card, most in time, some missing, none of a day to come', () => {
      const doses = people.flatMap(({ patient, doses: own }) => own.map((dose) => ({ patient, dose })));
      assert.ok(doses.length > 60, String(doses.length));
      for (const { patient, dose } of doses) assert.ok(dose.since !== null && dose.since >= birthDateOf(patient, today) && dose.since <= today, patient.key);
      assert.ok(people.every(({ patient, doses: own }) => patient.age[0] < 13 || own.length === 0));
    });

    it('gives every patient a CURP that is valid and hers alone', () => {
      const curps = patients.filter(({ noCurp }) => noCurp === undefined).map((patient) => {
        const birthDate = birthDateOf(patient, today);
        const curp = curpOf(patient, birthDate);
        assert.deepEqual(checkCurp(curp, { sex: patient.sex, birthDate }).reasons, [], patient.key);
        return curp;
      });
      assert.equal(new Set(curps).size, curps.length);
    });

    it('tells about a year of visits, none twice in the same words and none after yesterday', () => {
      assert.ok(notes.length >= 280, String(notes.length));
      assert.equal(new Set(notes.map(({ content }) => content.subjective)).size, notes.length);
      const yesterdayEnds = new Date(`${today}T06:00:00Z`).getTime();
      for (const { at, patient } of notes) assert.ok(at.getTime() < yesterdayEnds, patient.key);
    });

    it('keeps every vital sign within the hard limits of GIIS-B015-29', () => {
      for (const { content, patient } of notes) assert.equal(evolutionSchema.safeParse(content).success, true, `${patient.key}: ${content.subjective}`);
    });

    it('gives nobody an illness of the other sex', () => {
      for (const { content, patient } of notes) {
        for (const { code } of content.diagnoses) {
          const sex = diagnosisCatalogue().byCode.get(code)?.sex ?? null;
          assert.ok(sex === null || sex === patient.sex, `${patient.key} ${code}`);
        }
      }
    });

    it('says that a diagnosis is new exactly once for a person', () => {
      for (const { patient, notes: own } of people) {
        const first = own.flatMap(({ content }) => content.diagnoses.filter(({ firstTime }) => firstTime).map(({ code }) => code));
        assert.deepEqual([...new Set(first)], first, patient.key);
      }
    });

    it('lets children grow and never shrink', () => {
      for (const { patient, notes: own } of people.filter(({ patient: { size } }) => size !== undefined)) {
        const heights = own.map(({ content }) => content.vitals.height ?? 0);
        assert.deepEqual(heights.toSorted((one, other) => one - other), heights, patient.key);
      }
    });

    it('gives children no more than a safe dose of paracetamol and ibuprofen for their weight', () => {
      for (const { content, patient } of notes) {
        for (const { name, dose } of content.medicines) {
          const milligrams = Number(/\((\d+) mg\)/.exec(dose)?.[1] ?? Number.NaN);
          if (Number.isNaN(milligrams) || !/^(Paracetamol|Ibuprofeno)/.test(name)) continue;
          const perKilo = milligrams / (content.vitals.weight ?? 1);
          assert.ok(perKilo <= (name.startsWith('Paracetamol') ? 16 : 10.5), `${patient.key} ${name} ${dose}`);
        }
      }
    });
  });
}

describe('one chart', () => {
  it('has some forty visits to scroll in', () => {
    const [long] = composeNotes(adultPatients.slice(0, 1), parseCivilDate('2026-11-23'));
    assert.ok((long?.notes.length ?? 0) >= 38);
  });
});
