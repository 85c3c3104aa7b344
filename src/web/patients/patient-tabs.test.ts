import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPatientTabs } from './patient-tabs.ts';
import type { PatientTabs } from './patient-tabs.ts';
import { patientHue } from './patient-hue.ts';

/** Tabs that hear each other at once, and a wait that the test ends itself. */
const openBrowser = () => {
  const tabs: { readonly name: string; readonly tab: PatientTabs; isAlive: boolean; left: number }[] = [];
  let waiting: (() => void)[] = [];
  let time = 1_000;
  return {
    wait: (): void => {
      const due = waiting;
      waiting = [];
      for (const run of due) run();
    },
    open: (name: string) => {
      const entry = {
        name, isAlive: true, left: 0,
        tab: createPatientTabs({
          tab: name, now: () => { time += 1; return time; }, after: (_milliseconds, run) => { waiting.push(run); },
          tell: (news) => { for (const other of tabs) if (other.name !== name && other.isAlive) other.tab.hear(news); },
          leave: () => { entry.left += 1; entry.tab.show(null); },
        }),
      };
      tabs.push(entry);
      return entry;
    },
  };
};

const patient = (id: string) => ({ id, name: `Paciente ${id}`, recordNumber: `00${id}` });

test('two patients are open side by side; a third asks, and closing one lets it in', () => {
  const browser = openBrowser();
  const [first, second, third] = [browser.open('t1'), browser.open('t2'), browser.open('t3')];
  first.tab.show(patient('a'));
  second.tab.show(patient('b'));
  browser.wait();
  assert.equal(second.tab.view().isTooMany, false);
  third.tab.show(patient('c'));
  browser.wait();
  assert.equal(third.tab.view().isTooMany, true);
  assert.deepEqual(third.tab.view().earlier.map(({ name }) => name), ['Paciente a', 'Paciente b']);
  assert.deepEqual([first.tab.view().isTooMany, second.tab.view().isTooMany], [false, false], 'only the newcomer asks');
  third.tab.close('a');
  assert.equal(third.tab.view().isTooMany, false);
  assert.deepEqual([first.left, second.left], [1, 0]);
});

test('the same patient in three tabs is one patient', () => {
  const browser = openBrowser();
  for (const name of ['t1', 't2', 't3']) browser.open(name).tab.show(patient('a'));
  const other = browser.open('t4');
  other.tab.show(patient('b'));
  browser.wait();
  assert.deepEqual(other.tab.view().earlier.map(({ patientId }) => patientId), ['a']);
  assert.equal(other.tab.view().isTooMany, false);
});

test('a tab that opened later hears of those that were there', () => {
  const browser = openBrowser();
  browser.open('t1').tab.show(patient('a'));
  browser.open('t2').tab.show(patient('b'));
  const late = browser.open('t3');
  late.tab.show(patient('c'));
  assert.equal(late.tab.view().isTooMany, false, 'not before those that live have answered');
  browser.wait();
  assert.equal(late.tab.view().isTooMany, true);
});

test('a tab that died without a word is not counted', () => {
  const browser = openBrowser();
  const [first, second, third] = [browser.open('t1'), browser.open('t2'), browser.open('t3')];
  first.tab.show(patient('a'));
  second.tab.show(patient('b'));
  first.isAlive = false;
  third.tab.show(patient('c'));
  browser.wait();
  assert.equal(third.tab.view().isTooMany, false);
});

test('of two open patients of a like colour the later one takes the opposite', () => {
  const ids = Array.from({ length: 40 }, (_, at) => `00000000-0000-7000-8000-0000000000${String(at).padStart(2, '0')}`);
  for (const one of ids) for (const other of ids) if (one !== other) assert.notEqual(patientHue(one), patientHue(other, one));
  assert.equal(patientHue(ids[0] ?? '', ids[0] ?? ''), patientHue(ids[0] ?? ''), 'the same patient keeps her own');
});
