import { openZip } from '#platform/spreadsheet/zip-entries.ts';
import { FEWEST_RXNORM_NAMES, MOST_RXNORM_BYTES, MOST_RXNORM_NAMES } from './file-words-table.ts';
import { cleanText, refusal } from './medicine-file.ts';
import type { RxnormName } from './medicine-file.ts';

/** Places of RXNCONSO.RRF's 18 columns, as the table script of NLM's release of 2017 lists them. */
const at = { rxcui: 0, language: 1, source: 11, kind: 12, name: 14, suppressed: 16 } as const;
const COLUMNS = 18;

type Atom = { readonly line: number; readonly rxcui: string; readonly kind: string; readonly name: string };

/** Names that say what is in them, and the other names of the same concept. */
const ingredientKinds = new Set(['IN', 'PIN', 'MIN']);
const productKinds = new Set(['SCD', 'SBD']);
const otherKinds = new Set(['SY', 'TMSY', 'PSN']);
const isRead = (kind: string): boolean => kind === 'BN' || ingredientKinds.has(kind) || productKinds.has(kind) || otherKinds.has(kind);

const textIn = (file: Buffer): string => {
  if (file.length === 0) throw new Error('The file is empty.');
  if (file.length > MOST_RXNORM_BYTES) throw new Error('The file is larger than 256 MiB.');
  if (file.subarray(0, 2).toString('latin1') === 'PK') {
    const zip = openZip(file, MOST_RXNORM_BYTES);
    const all = zip.names.filter((name) => /(?:^|\/)RXNCONSO\.RRF$/i.test(name));
    // the full release holds the prescribable content in a folder of its own
    const names = all.length > 1 ? all.filter((name) => /(?:^|\/)prescribe\//i.test(name)) : all;
    const [only] = names;
    if (only === undefined || names.length > 1) throw new Error(`The packed file holds ${all.length === 0 ? 'no' : 'several'} RXNCONSO.RRF.`);
    return zip.textOf(only) ?? '';
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new Error('The file is not in UTF-8; RXNCONSO.RRF is.');
  }
};

/** RxNorm's own rows in English that are in use. */
const isOwn = (cells: readonly string[]): boolean => cells[at.source] === 'RXNORM' && cells[at.language] === 'ENG' && cells[at.suppressed] === 'N';

const atomOf = (text: string, line: number): Atom | null => {
  const cells = text.split('|');
  // Each row ends with a bar.
  if (cells.length !== COLUMNS + 1 || cells[COLUMNS] !== '') throw refusal(line, `the row has ${String(cells.length - 1)} columns instead of ${String(COLUMNS)}: this is not RXNCONSO.RRF.`);
  const [rxcui = '', kind = ''] = [cells[at.rxcui], cells[at.kind]];
  if (!/^\d{1,8}$/.test(rxcui)) throw refusal(line, 'the first column is no RxCUI: this is not RXNCONSO.RRF.');
  if (!isOwn(cells) || !isRead(kind)) return null;
  const name = cleanText(cells[at.name] ?? '', line);
  // Some are longer than any person writes.
  return name.length < 2 || name.length > 400 ? null : { line, rxcui, kind, name };
};

function* atomsIn(text: string): Generator<Atom> {
  let line = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const row = text.slice(from, end === -1 ? text.length : end).replace(/^\uFEFF|\r$/g, '');
    line += 1;
    from = end === -1 ? text.length : end + 1;
    const atom = row === '' ? null : atomOf(row, line);
    if (atom !== null) yield atom;
  }
}

const before = /^(?:\d+(?:\.\d+)? (?:HR|ML|ACTUAT|DAY|MG|UNT) )+/;

/** What is in `acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet [Percocet]`; null for packs and what says no strength. */
const partsOfProduct = (name: string): { readonly parts: readonly string[]; readonly brand: string | null } | null => {
  const [, plain = name, brand = null] = /^(.*) \[([^\][]+)\]$/.exec(name) ?? [];
  if (name.startsWith('{')) return null;
  const parts = plain.replace(before, '').split(' / ').map((part) => /^(.+?) \d[\d.,]* ?[A-Z%[]/.exec(part)?.[1]?.trim() ?? '');
  return parts.some((part) => part === '') ? null : { parts, brand };
};

type Meanings = Map<string, { readonly kind: RxnormName['kind']; readonly parts: readonly string[] }>;

const meaningsOf = (atoms: readonly Atom[]): { readonly byConcept: Meanings; readonly byBrand: ReadonlyMap<string, readonly (readonly string[])[]> } => {
  const byConcept: Meanings = new Map();
  const byBrand = new Map<string, Map<string, readonly string[]>>();
  for (const { rxcui, kind, name } of atoms) {
    if (ingredientKinds.has(kind)) byConcept.set(rxcui, { kind: 'ingredient', parts: name.split(' / ') });
    const product = productKinds.has(kind) ? partsOfProduct(name) : null;
    if (product === null) continue;
    byConcept.set(rxcui, { kind: 'product', parts: product.parts });
    if (product.brand === null) continue;
    const held = byBrand.get(product.brand) ?? new Map<string, readonly string[]>();
    held.set(product.parts.toSorted().join('|'), product.parts);
    byBrand.set(product.brand, held);
  }
  return { byConcept, byBrand: new Map([...byBrand].map(([brand, sets]) => [brand, [...sets.values()]])) };
};

/**
 * The names of RxNorm's prescribable content, from RXNCONSO.RRF or the release's ZIP: RxNorm's own rows in English that are not
 * suppressed. What a trade name holds is read from the products that bear it; packs and trade names without a product are left
 * out. Refuses the whole file in one sentence: not this file, not UTF-8, too few names or too many, more than 256 MiB.
 */
export const readRxnorm = (file: Buffer): readonly RxnormName[] => {
  const atoms: Atom[] = [];
  for (const atom of atomsIn(textIn(file))) {
    atoms.push(atom);
    if (atoms.length > MOST_RXNORM_NAMES) throw new Error(`The file has more than ${String(MOST_RXNORM_NAMES)} names; the prescribable content has fewer.`);
  }
  const { byConcept, byBrand } = meaningsOf(atoms);
  const names = atoms.flatMap(({ rxcui, kind, name }): readonly RxnormName[] => {
    if (kind === 'BN') return (byBrand.get(name) ?? []).map((parts) => ({ rxcui, kind: 'brand', name, parts }));
    const meaning = byConcept.get(rxcui);
    return meaning === undefined || meaning.parts.length > 30 ? [] : [{ rxcui, kind: meaning.kind, name, parts: meaning.parts }];
  });
  if (names.length < FEWEST_RXNORM_NAMES) throw new Error(`The file has ${String(names.length)} names of RxNorm; the prescribable content has at least ${String(FEWEST_RXNORM_NAMES)}.`);
  return names;
};
