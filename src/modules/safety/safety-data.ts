import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { medicineCatalogue } from '#modules/medicines/public.ts';
import type { MedicineCatalogue } from '#modules/medicines/public.ts';
import { ageRows, allergyGroupRows, conditionRows, crossAllergyRows, doseRows, duplicateClassRows, lactationRows, pregnancyRows, renalRows } from './fact-rows.ts';
import type { AgeRow, AllergyGroup, ConditionRow, CrossAllergyRow, DoseRow, DuplicateClass, LactationRow, PregnancyRow, RenalRow } from './fact-rows.ts';
import { interactionsOf } from './interaction-rows.ts';
import type { ClassMembers, Interactions } from './interaction-rows.ts';

const NAME = 'Amate safety';
/** Raised with every change of the data, so that a stored check tells which rows it was made with. */
const VERSION = '2026-11-23';

const fileNames = ['interactions.json', 'allergy-groups.tsv', 'cross-allergy.tsv', 'pregnancy.tsv', 'lactation.tsv', 'age.tsv', 'max-dose.tsv', 'renal.tsv', 'condition.tsv', 'duplicate-classes.tsv'] as const;
export type SafetyFile = (typeof fileNames)[number];
export type SafetyTexts = Readonly<Record<SafetyFile, string>>;

/** Rows by the ingredient they are about; classes are expanded. */
export type ByIngredient<Row> = ReadonlyMap<string, readonly Row[]>;

/** A fixed combination that the tables keep whole: `trimetoprima/sulfametoxazol` and what is in it. */
export type Combination = { readonly key: string; readonly parts: readonly string[] };

export type SafetyData = {
  readonly name: string;
  readonly version: string;
  /** Of all files and of the catalogue whose names and classes they use. */
  readonly sha256: string;
  readonly interactions: Interactions;
  readonly combinations: readonly Combination[];
  readonly allergyGroups: ReadonlyMap<string, AllergyGroup>;
  readonly groupsOf: ByIngredient<string>;
  readonly crossAllergies: readonly CrossAllergyRow[];
  readonly pregnancy: ByIngredient<PregnancyRow>;
  readonly lactation: ByIngredient<LactationRow>;
  readonly ages: ByIngredient<AgeRow>;
  readonly doses: ByIngredient<DoseRow>;
  readonly renal: ByIngredient<RenalRow>;
  readonly conditions: ByIngredient<ConditionRow>;
  readonly duplicateClasses: ByIngredient<DuplicateClass>;
  /** As shown: `Ácido acetilsalicílico`. */
  readonly displayOf: (key: string) => string;
  readonly isKnown: (key: string) => boolean;
  /** Rules that a clinician of the clinic confirmed; none in the data itself. */
  readonly confirmedRules: ReadonlySet<string>;
};

/**
 * Left out of their class on purpose: metamizol is given beside anti-inflammatories every day, and injected
 * medroxiprogesterone stands what takes the effect from the pill.
 */
const leftOut: Readonly<Record<string, readonly string[]>> = { aine: ['metamizol'], anticonceptivos_hormonales: ['medroxiprogesterona'] };

const catalogueClasses = (catalogue: MedicineCatalogue): ClassMembers => {
  const found = new Map<string, string[]>();
  for (const { key, classes } of catalogue.ingredients.values()) for (const name of classes) if (leftOut[name]?.includes(key) !== true) found.set(name, [...(found.get(name) ?? []), key]);
  return found;
};

const byIngredient = <Row>(rows: readonly Row[], subjectsOf: (row: Row) => readonly string[]): ByIngredient<Row> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    for (const subject of new Set(subjectsOf(row))) {
      const held = found.get(subject);
      if (held === undefined) found.set(subject, [row]);
      else held.push(row);
    }
  }
  return found;
};

/** Names that a combination writes shorter than its ingredient is called. */
const shortened: Readonly<Record<string, string>> = { clavulanato: 'acido clavulanico' };

const combinationsOf = (keys: Iterable<string>): readonly Combination[] =>
  [...new Set(keys)].filter((key) => key.includes('/')).map((key) => ({ key, parts: key.split('/').map((part) => shortened[part] ?? part) }));

const groupsByIngredient = (groups: readonly AllergyGroup[], catalogue: MedicineCatalogue): ByIngredient<string> => {
  const pairs = [
    ...groups.flatMap(({ key, members }) => members.map((member) => ({ member, key }))),
    ...[...catalogue.ingredients.values()].flatMap(({ key: member, allergyGroups }) => allergyGroups.map((key) => ({ member, key }))),
  ];
  const sets = new Map<string, Set<string>>();
  for (const { member, key } of pairs) sets.set(member, (sets.get(member) ?? new Set<string>()).add(key));
  return new Map([...sets].map(([member, keys]) => [member, [...keys]]));
};

const capital = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** The data of the texts of its files. Throws on a malformed or dangling row, so broken tables never serve. */
export const safetyDataOf = (texts: SafetyTexts, catalogue: MedicineCatalogue): SafetyData => {
  const ofCatalogue = catalogueClasses(catalogue);
  const interactions = interactionsOf(texts['interactions.json'], ofCatalogue);
  const membersOf = (key: string): readonly string[] => interactions.classes.get(key) ?? ofCatalogue.get(key) ?? [];
  const bySubject = <Row extends { readonly subject: string }>(rows: readonly Row[]): ByIngredient<Row> => byIngredient(rows, ({ subject }) => {
    const members = subject.startsWith('class:') ? membersOf(subject.slice('class:'.length)) : [subject];
    if (members.length === 0) throw new Error(`the safety tables name a class that nobody holds: ${subject}`);
    return members;
  });
  const groups = allergyGroupRows(texts['allergy-groups.tsv']);
  const combinations = combinationsOf([...interactions.ingredients, ...catalogue.ingredients.keys()]);
  const groupsOf = groupsByIngredient(groups, catalogue);
  const tables = {
    pregnancy: bySubject(pregnancyRows(texts['pregnancy.tsv'])),
    lactation: bySubject(lactationRows(texts['lactation.tsv'])),
    ages: bySubject(ageRows(texts['age.tsv'])),
    doses: bySubject(doseRows(texts['max-dose.tsv'])),
    renal: bySubject(renalRows(texts['renal.tsv'])),
    conditions: bySubject(conditionRows(texts['condition.tsv'])),
  };
  const known = new Set([...catalogue.ingredients.keys(), ...interactions.ingredients, ...combinations.flatMap(({ parts }) => parts), ...groupsOf.keys(), ...Object.values(tables).flatMap((table) => [...table.keys()])]);
  const hash = createHash('sha256').update(catalogue.sha256);
  for (const name of fileNames) hash.update(`\0${name}\0`).update(texts[name]);
  return {
    name: NAME, version: VERSION, sha256: hash.digest('hex'), interactions,
    combinations, groupsOf, ...tables,
    allergyGroups: new Map(groups.map((group) => [group.key, group])),
    crossAllergies: crossAllergyRows(texts['cross-allergy.tsv']),
    duplicateClasses: byIngredient(duplicateClassRows(texts['duplicate-classes.tsv']), ({ key }) => membersOf(key)),
    displayOf: (key) => catalogue.ingredients.get(key)?.es ?? capital(key),
    isKnown: (key) => known.has(key),
    confirmedRules: new Set(),
  };
};

const folder = new URL('data/', import.meta.url);
let held: { readonly catalogue: MedicineCatalogue; readonly data: SafetyData } | null = null;

/** The data that the program carries over the medicines in force, expanded at first use and kept while those stay the same. */
export const safetyData = (): SafetyData => {
  const catalogue = medicineCatalogue();
  if (held?.catalogue === catalogue) return held.data;
  held = { catalogue, data: safetyDataOf(Object.fromEntries(fileNames.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])) as SafetyTexts, catalogue) };
  return held.data;
};
