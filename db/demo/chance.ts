/** Repeatable chance for the demo: the same words and numbers in every installation. It protects nothing. */
export type Chance = {
  /** From 0 to below 1. */
  readonly next: () => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
};

/** FNV-1a over the text, as a seed. */
const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

/** The mulberry32 generator, seeded by a text. */
export const chanceOf = (seed: string): Chance => {
  let state = seedOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
};

export type Words = { readonly sex: 'H' | 'M'; readonly values: Readonly<Record<string, string>> };

/**
 * One of the texts that a pattern describes: `{a|b}` is a choice, `<name>` a value, `@` the ending of the
 * person's sex. An unknown value is a mistake of the tables and throws.
 */
export const say = (pattern: string, chance: Chance, words: Words): string => {
  let text = pattern;
  while (text.includes('{')) {
    const chosen = text.replace(/\{([^{}]*)\}/g, (_, choices: string) => chance.pick(choices.split('|')));
    if (chosen === text) throw new Error(`a choice is left open: ${pattern}`);
    text = chosen;
  }
  return text
    .replace(/<(\w+)>/g, (_, name: string) => {
      const value = words.values[name];
      if (value === undefined) throw new Error(`no value for <${name}>`);
      return value;
    })
    .replaceAll('@', words.sex === 'H' ? 'o' : 'a')
    .replace(/ {2,}/g, ' ')
    .trim();
};
