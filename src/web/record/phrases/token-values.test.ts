import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyEvolution } from '#modules/record/model.ts';
import type { Summary } from '#modules/summary/contract.ts';
import { textOf } from '../../i18n/say.ts';
import { noteMessages } from '../note/note-messages.ts';
import { identityLeft, withoutName } from './identity-left.ts';
import { phraseMessages } from './phrase-messages.ts';
import { tokenValues } from './token-values.ts';
import type { TokenSources } from './token-values.ts';

const words = { language: 'es-MX', t: textOf(phraseMessages, 'es-MX'), n: textOf(noteMessages, 'es-MX') } as const;
const nothing: TokenSources = {
  patient: { fullName: 'Rosalía Peña', age: '', sex: null }, lastVitals: [], lastPlan: null, summary: { items: [], allergies: 'not-asked' },
  content: emptyEvolution, now: new Date('2026-11-22T03:00:00Z'), timeZone: 'America/Mexico_City',
};
const item = (content: object): Summary['items'][number] => ({ itemId: 'x', version: 1, recordedAt: '', recordedBy: '', content }) as unknown as Summary['items'][number];

test('an empty record gives nothing to print, and the date is the clinic’s', () => {
  assert.deepEqual(tokenValues(nothing, words), {
    name: 'Rosalía Peña', age: null, sex: null, today: '21/nov/2026', vitals: null, 'last-vitals': null, 'last-plan': null, problems: null, allergies: 'alergias no interrogadas', medicines: null,
  });
});

test('while the summary cannot be had, what rests on it is unknown, which is not nothing', () => {
  const values = tokenValues({ ...nothing, summary: undefined }, words);
  assert.deepEqual(['problems', 'allergies', 'medicines'].filter((token) => token in values), []);
});

test('only what holds now is listed: active problems, allergies and medicines', () => {
  const summary: Summary = {
    allergies: 'known',
    items: [
      item({ kind: 'problem', status: 'active', term: 'Diabetes' }), item({ kind: 'problem', status: 'resolved', term: 'Apendicitis' }),
      item({ kind: 'allergy', status: 'active', substance: 'Penicilina', reaction: 'urticaria' }), item({ kind: 'allergy', status: 'refuted', substance: 'Aspirina', reaction: '' }),
      item({ kind: 'medicine', status: 'active', name: 'Metformina', dose: '850 mg', route: 'oral', frequency: '' }), item({ kind: 'medicine', status: 'stopped', name: 'Glibenclamida', dose: '', route: '', frequency: '' }),
    ],
  };
  const { problems, allergies, medicines } = tokenValues({ ...nothing, summary }, words);
  assert.deepEqual([problems, allergies, medicines], ['Diabetes', 'Penicilina (urticaria)', 'Metformina 850 mg oral']);
  assert.equal(tokenValues({ ...nothing, summary: { items: [], allergies: 'none-known' } }, words).allergies, 'ninguna conocida');
});

test('vital signs: pressure as a pair, a lone half by its own name, the last ones day by day', () => {
  const of = (vitals: object): string | null | undefined => tokenValues({ ...nothing, content: { ...emptyEvolution, vitals: { ...emptyEvolution.vitals, ...vitals } } }, words).vitals;
  assert.equal(of({ systolic: 120, diastolic: 80, temperature: 36.5 }), 'Presión arterial 120/80 mmHg, Temperatura 36.5 °C');
  assert.equal(of({ systolic: 120 }), 'TA sistólica 120 mmHg');
  const lastVitals = [{ code: 'weight', value: 72, at: '2026-10-01T18:00:00Z', previous: null }, { code: 'heartRate', value: 70, at: '2026-11-02T18:00:00Z', previous: null }] as const;
  assert.equal(tokenValues({ ...nothing, lastVitals: [...lastVitals] }, words)['last-vitals'], 'Peso 72 kg (01/oct/2026); Frec. cardiaca 70 /min (02/nov/2026)');
});

test('a phrase made from a note names its patient by the token, and what still looks like her name is told', () => {
  assert.equal(withoutName('Acude Rosalía Peña hoy. $&', 'Rosalía Peña', 'nombre'), 'Acude {nombre} hoy. $&');
  assert.deepEqual(identityLeft('La Sra. Peña refiere', 'Rosalía Peña'), ['Peña']);
  assert.deepEqual(identityLeft('dolores articulares, peñasco', 'Dolores Peña de la O'), []);
  assert.deepEqual(identityLeft('cualquier Texto', ''), []);
});
