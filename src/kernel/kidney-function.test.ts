import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCivilDate } from './civil-date.ts';
import { bedsideSchwartz, ckdEpi2021, kidneysAt, kidneyStageOf } from './kidney-function.ts';
import type { CreatinineResult, KidneyPatient } from './kidney-function.ts';

const day = parseCivilDate;
const result = (creatinine: number, takenOn: string, height: number | null = null): CreatinineResult => ({ creatinine, takenOn: day(takenOn), height, recordedAt: `${takenOn}T12:00:00.000Z` });
const woman: KidneyPatient = { birthDate: day('1971-06-01'), sex: 'M', isPregnant: false, wasPregnantOn: () => false };
const today = day('2026-11-23');

test('CKD-EPI 2021: examples by hand and the hinge of each sex', () => {
  // by hand: 142 × (0.9/0.7)^-1.2 × 0.9938^55 × 1.012 = 142 × 0.73966 × 0.71030 × 1.012
  assert.ok(Math.abs(ckdEpi2021(0.9, 55, 'M') - 75.5) < 0.05);
  // by hand: 142 × (1/0.9)^-1.2 × 0.9938^50 = 142 × 0.88123 × 0.73278
  assert.ok(Math.abs(ckdEpi2021(1, 50, 'H') - 91.69) < 0.05);
  // at the hinge only the constant, age and sex are left
  assert.ok(Math.abs(ckdEpi2021(0.7, 40, 'M') - 142 * 0.9938 ** 40 * 1.012) < 1e-9);
  assert.ok(Math.abs(ckdEpi2021(0.9, 40, 'H') - 142 * 0.9938 ** 40) < 1e-9);
  // below it the lower exponents: half the hinge
  assert.ok(Math.abs(ckdEpi2021(0.35, 40, 'M') / ckdEpi2021(0.7, 40, 'M') - 2 ** 0.241) < 1e-9);
  assert.ok(Math.abs(ckdEpi2021(0.45, 40, 'H') / ckdEpi2021(0.9, 40, 'H') - 2 ** 0.302) < 1e-9);
});

test('bedside Schwartz: 0.413 times the height over the creatinine', () => {
  assert.equal(Math.round(bedsideSchwartz(0.6, 120)), 83);
});

test('each stage begins at its own value', () => {
  assert.deepEqual([90, 89, 60, 59, 45, 44, 30, 29, 15, 14].map(kidneyStageOf), ['G1', 'G2', 'G2', 'G3a', 'G3a', 'G3b', 'G3b', 'G4', 'G4', 'G5']);
});

test('the newest sample counts, by the day it was taken and the age of that day', () => {
  const state = kidneysAt([result(1.8, '2026-10-01'), result(0.8, '2024-01-01')], woman, today);
  assert.deepEqual([state?.creatinine, state?.takenOn, state?.isOld, state?.estimate?.equation, state?.estimate?.stage], [1.8, '2026-10-01', false, 'ckd-epi-2021', 'G3b']);
  assert.equal(state?.estimate?.filtration, Math.round(ckdEpi2021(1.8, 55, 'M')));
});

test('after a year it is told to be old', () => {
  assert.deepEqual(['2025-11-23', '2025-11-22'].map((taken) => kidneysAt([result(1, taken)], woman, today)?.isOld), [false, true]);
});

test('nothing is estimated in pregnancy, without age or sex, in the first year, or of a child without height', () => {
  const of = (patient: Partial<KidneyPatient>, height: number | null = null) => kidneysAt([result(0.6, '2026-11-01', height)], { ...woman, ...patient }, today);
  assert.deepEqual([
    of({ isPregnant: true }), of({ wasPregnantOn: (taken) => taken === '2026-11-01' }), of({ birthDate: null }), of({ birthDate: day('2026-11-02') }), of({ sex: null }), of({ birthDate: day('2025-11-02') }, 60), of({ birthDate: day('2016-01-01') }),
  ].map((state) => [state?.estimate, state?.noEstimate]), [
    [null, 'pregnant'], [null, 'pregnant'], [null, 'age-unknown'], [null, 'age-unknown'], [null, 'sex-unknown'], [null, 'under-one-year'], [null, 'height-unknown'],
  ]);
  assert.deepEqual(of({ birthDate: day('2016-01-01') }, 120)?.estimate, { filtration: 83, equation: 'bedside-schwartz', stage: 'G2' });
  assert.deepEqual(of({ birthDate: day('2025-01-01') }, 75)?.estimate?.stage, null, 'no stage before two years');
  assert.equal(of({ birthDate: day('2008-11-01') })?.estimate?.equation, 'ckd-epi-2021', 'eighteen years on that day');
  assert.equal(of({ birthDate: day('2008-11-02') })?.noEstimate, 'height-unknown');
  assert.equal(kidneysAt([], woman, today), null);
});
