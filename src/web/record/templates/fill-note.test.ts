import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvolutionContent } from '#modules/record/contract.ts';
import { fillNote } from './fill-note.ts';

const empty: EvolutionContent = {
  kind: 'evolution', subjective: '', vitals: { temperature: null, systolic: null, diastolic: null, heartRate: null, respiratoryRate: null, oxygenSaturation: null, weight: null, height: null, glucose: null }, vitalsNotTaken: '',
  examination: '', results: '', diagnoses: [], assessment: '', plan: '', medicines: [], prognosis: '',
};

test('a template fills what is empty, leaves what was typed, and says both', () => {
  const typed = { ...empty, plan: 'Lo que yo escribí.', examination: '  \n' };
  const { content, filled, skipped } = fillNote(typed, { subjective: 'Acude por ***.', examination: 'Otros: ***.', plan: 'Otro plan' });
  assert.deepEqual([content.subjective, content.examination, content.plan], ['Acude por ***.', 'Otros: ***.', 'Lo que yo escribí.']);
  assert.deepEqual([filled, skipped], [['subjective', 'examination'], ['plan']]);
});

test('a note that holds words in all of a template’s fields is the very same note', () => {
  const typed = { ...empty, plan: 'Escrito.' };
  assert.equal(fillNote(typed, { plan: 'Otro', results: ' ' }).content, typed);
});
