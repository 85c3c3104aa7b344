import { createHash } from 'node:crypto';
import { fractions } from '#kernel/medicine-line.ts';
import { forms, routes, units, verifications } from './model.ts';
import type { Brand, Ingredient, MeasuredAmount, Presentation, Strength } from './model.ts';

type Cells<Name extends string> = Readonly<Record<Name, string>> & { readonly line: string };

/** The rows of a tab-separated data file, their cells by name; lines that begin with # are remarks. */
const cellsOf = <Name extends string>(text: string, names: readonly Name[]): readonly Cells<Name>[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const cells = line.split('\t');
    if (cells.length !== names.length) throw new Error(`a row of the medicine catalogue has ${String(cells.length)} cells instead of ${String(names.length)}: ${line}`);
    return { ...Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])), line } as Cells<Name>;
  });

const listOf = (cell: string): readonly string[] => cell.split('|').map((part) => part.trim()).filter((part) => part !== '');

const oneOf = <Word extends string>(words: readonly Word[], cell: string, line: string): Word => {
  const found = words.find((word) => word === cell);
  if (found === undefined) throw new Error(`“${cell}” is no word of the medicine catalogue: ${line}`);
  return found;
};

const amountOf = (text: string, line: string): MeasuredAmount => {
  const match = /^(?<amount>\d+(?:\.\d+)?) ?(?<unit>\S.*)$/u.exec(text.trim());
  const amount = Number(match?.groups?.['amount']);
  if (match === null || !(amount > 0)) throw new Error(`“${text}” is no amount: ${line}`);
  return { amount, unit: oneOf(units, match.groups?.['unit'] ?? '', line) };
};

const strengthOf = (text: string, line: string): Strength => {
  const [ingredient = '', measure = ''] = text.split('=');
  const [held = '', per] = measure.split('/');
  // `10 mg/g` is per one gram
  const each = per === undefined ? null : amountOf(/^\d/.test(per.trim()) ? per : `1 ${per.trim()}`, line);
  return { ingredient: ingredient.trim(), ...amountOf(held, line), per: each };
};

const key = /^[a-z0-9][a-z0-9 /(),.+'-]*$/;
const flags: Readonly<Record<string, boolean | null>> = { '1': true, '0': false, '': null };

/** Ingredients of a file. */
export const ingredientRows = (text: string): readonly Ingredient[] =>
  cellsOf(text, ['key', 'es', 'en', 'synonyms', 'classes', 'groups', 'fraction', 'antibiotic', 'source', 'verification']).map(({ line, ...cells }) => {
    if (!key.test(cells.key) || cells.es === '' || cells.en === '') throw new Error(`an ingredient of the medicine catalogue is malformed: ${line}`);
    return {
      key: cells.key, es: cells.es, en: cells.en, synonyms: listOf(cells.synonyms), classes: listOf(cells.classes), allergyGroups: listOf(cells.groups),
      fraction: cells.fraction === '' ? null : oneOf(fractions, cells.fraction, line), isAntibiotic: flags[cells.antibiotic] ?? null,
      source: cells.source, verification: oneOf(verifications, cells.verification, line),
    };
  });

/** Presentations of a file. */
export const presentationRows = (text: string): readonly Presentation[] =>
  cellsOf(text, ['clave', 'content', 'form', 'routes', 'pack', 'note', 'source', 'verification']).map(({ line, ...cells }) => {
    if (cells.clave !== '' && !/^\d{3}\.\d{3}\.\d{4}(?:\.\d{2})?$/.test(cells.clave)) throw new Error(`“${cells.clave}” is no clave: ${line}`);
    const own = createHash('sha256').update([cells.content, cells.form, cells.routes, cells.pack].join('\t')).digest('hex').slice(0, 12);
    return {
      id: cells.clave === '' ? own : cells.clave, clave: cells.clave === '' ? null : cells.clave, content: listOf(cells.content).map((part) => strengthOf(part, line)),
      form: oneOf(forms, cells.form, line), routes: listOf(cells.routes).map((way) => oneOf(routes, way, line)), pack: amountOf(cells.pack, line),
      note: cells.note, source: cells.source, verification: oneOf(verifications, cells.verification, line),
    };
  });

/** Trade names of a file. */
export const brandRows = (text: string): readonly Brand[] =>
  cellsOf(text, ['name', 'ingredients', 'note', 'source', 'verification']).map(({ line, ...cells }) => ({
    name: cells.name, ingredients: listOf(cells.ingredients), note: cells.note, source: cells.source, verification: oneOf(verifications, cells.verification, line),
  }));
