import { z } from 'zod';
import { severitySchema } from './contract.ts';

/** Rows of interactions.json: who interacts with whom, and on what it depends. */

const conditionSchema = z.strictObject({
  /** Facts in words of the data (`diabetes`, `tfg<60`), of which one is enough. */
  anyOf: z.array(z.string()).optional(),
  /** `iv`, `im`: of both medicines. */
  routes: z.array(z.string()).optional(),
  ageDaysMax: z.int().optional(),
  /** When the condition is known to be false. */
  otherwise: severitySchema.optional(),
  /** When it is known to be true, graver than the row. */
  severityIfTrue: severitySchema.optional(),
});
export type InteractionCondition = z.infer<typeof conditionSchema>;

const ruleSchema = z.strictObject({
  id: z.string().regex(/^ddi-\d{3}$/), a: z.string(), b: z.string(), severity: severitySchema,
  mechanism: z.string(), effect: z.string(), recommendation: z.string(), source: z.string(),
  verification: z.enum(['source-seen', 'memory-of-label']),
  condition: conditionSchema.optional(),
});
export type InteractionRule = z.infer<typeof ruleSchema>;

const classSchema = z.strictObject({ es: z.string(), members: z.array(z.string()), note: z.string().optional() });

const fileSchema = z.strictObject({ classes: z.record(z.string(), classSchema), interactions: z.array(ruleSchema) });

/** Members of each class, by its key. */
export type ClassMembers = ReadonlyMap<string, readonly string[]>;

/** Rules by the pair they are about, both ways round: `pairs.get(one)?.get(other)`. */
export type PairIndex = ReadonlyMap<string, ReadonlyMap<string, readonly InteractionRule[]>>;

const membersOf = (classes: ClassMembers, name: string): readonly string[] => {
  if (!name.startsWith('class:')) return [name];
  const members = classes.get(name.slice('class:'.length));
  if (members === undefined) throw new Error(`the interactions name a class they do not hold: ${name}`);
  return members;
};

const indexOf = (classes: ClassMembers, rules: readonly InteractionRule[]): PairIndex => {
  const index = new Map<string, Map<string, InteractionRule[]>>();
  const add = (one: string, other: string, rule: InteractionRule): void => {
    const others = index.get(one) ?? new Map<string, InteractionRule[]>();
    const held = others.get(other) ?? [];
    if (!held.includes(rule)) held.push(rule);
    others.set(other, held);
    index.set(one, others);
  };
  for (const rule of rules) {
    const others = membersOf(classes, rule.b);
    const pairs = membersOf(classes, rule.a).flatMap((one) => others.map((other) => [one, other] as const));
    // a class with itself: an ingredient never interacts with itself
    for (const [one, other] of pairs.filter(([first, last]) => first !== last)) {
      add(one, other, rule);
      add(other, one, rule);
    }
  }
  return index;
};

export type Interactions = { readonly classes: ClassMembers; /** As a class is called: `Inhibidores de PDE-5`. */ readonly classNames: ReadonlyMap<string, string>; readonly rules: readonly InteractionRule[]; readonly pairs: PairIndex; readonly ingredients: ReadonlySet<string> };

/** The interactions of a file's text, expanded once; `more` are further members of its classes. Throws on a malformed, doubled or dangling row. */
export const interactionsOf = (text: string, more: ClassMembers = new Map()): Interactions => {
  const file = fileSchema.parse(JSON.parse(text));
  const classes = new Map(Object.entries(file.classes).map(([key, { members }]) => [key, [...new Set([...members, ...(more.get(key) ?? [])])]]));
  const ids = new Set(file.interactions.map(({ id }) => id));
  if (ids.size !== file.interactions.length) throw new Error('the interactions hold an id twice');
  const pairs = indexOf(classes, file.interactions);
  const named = [...classes.values()].flat().concat(file.interactions.flatMap(({ a, b }) => [a, b]).filter((name) => !name.startsWith('class:')));
  const classNames = new Map(Object.entries(file.classes).map(([key, { es }]) => [key, es]));
  return { classes, classNames, rules: file.interactions, pairs, ingredients: new Set(named) };
};
