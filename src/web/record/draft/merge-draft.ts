import { mergeLines } from './merge-lines.ts';
import { isSameContent } from './same-content.ts';

/**
 * A three-way merge of a draft's words, field by field and in texts line by line. Pure; knows no kind of document: words
 * are JSON. Texts merge by lines, lists of coded things by their code, other lists by rows, the rest by value.
 */
export type Choice = 'mine' | 'theirs' | 'both';

/** What both sides changed differently: its place in the document (`plan`, `vitals.systolic`) and what each says. */
export type Overlap = { readonly path: string; readonly is: 'lines' | 'rows' | 'value'; readonly mine: unknown; readonly theirs: unknown };

export type Merged<Content> = { readonly content: Content; readonly overlaps: readonly Overlap[] };

type Fields = Readonly<Record<string, unknown>>;
type Choose = (overlap: Overlap) => Choice;
type Sides = { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCoded = (value: unknown): value is readonly (Fields & { readonly code: string })[] => Array.isArray(value) && value.every((each) => isFields(each) && typeof each['code'] === 'string');

const listMerge = (path: string, is: 'lines' | 'rows', sides: readonly [readonly string[], readonly string[], readonly string[]], choose: Choose): readonly string[] =>
  mergeLines(...sides).flatMap((piece) => {
    if (piece.is === 'agreed') return piece.lines;
    const chosen = choose({ path, is, mine: is === 'rows' ? piece.mine.map(parsed) : piece.mine, theirs: is === 'rows' ? piece.theirs.map(parsed) : piece.theirs });
    return [...(chosen === 'theirs' ? [] : piece.mine), ...(chosen === 'mine' ? [] : piece.theirs)];
  });

const parsed = (text: string): unknown => JSON.parse(text);
const linesOf = (text: unknown): readonly string[] => (typeof text === 'string' && text !== '' ? text.split('\n') : []);
const rowsOf = (rows: unknown): readonly string[] => (Array.isArray(rows) ? rows.map((row) => JSON.stringify(row)) : []);

const mergeCoded = (path: string, { base, mine, theirs }: Sides, choose: Choose): unknown => {
  const byCode = (value: unknown): ReadonlyMap<string, unknown> => new Map(isCoded(value) ? value.map((each) => [each.code, each]) : []);
  const [was, here, there] = [byCode(base), byCode(mine), byCode(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .map((code) => merge(`${path}.${code}`, { base: was.get(code), mine: here.get(code), theirs: there.get(code) }, choose))
    .filter((each) => each !== undefined);
};

const mergeFields = (path: string, { base, mine, theirs }: { readonly base: unknown; readonly mine: Fields; readonly theirs: Fields }, choose: Choose): unknown => {
  const was = isFields(base) ? base : {};
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const merged = names.map((name) => [name, merge(path === '' ? name : `${path}.${name}`, { base: was[name], mine: mine[name], theirs: theirs[name] }, choose)] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
};

/** What both sides changed, put together by what it is made of. */
const both = (path: string, sides: Sides, choose: Choose): unknown => {
  const { base, mine, theirs } = sides;
  if (typeof mine === 'string' && typeof theirs === 'string') return listMerge(path, 'lines', [linesOf(base), linesOf(mine), linesOf(theirs)], choose).join('\n');
  if (isCoded(mine) && isCoded(theirs)) return mergeCoded(path, sides, choose);
  if (Array.isArray(mine) && Array.isArray(theirs)) return listMerge(path, 'rows', [rowsOf(base), rowsOf(mine), rowsOf(theirs)], choose).map(parsed);
  // a diagnosis is one thing: half of one and half of another would be a third that nobody stated
  if (isFields(mine) && isFields(theirs) && !('code' in mine)) return mergeFields(path, { base, mine, theirs }, choose);
  return choose({ path, is: 'value', mine, theirs }) === 'mine' ? mine : theirs;
};

const merge = (path: string, sides: Sides, choose: Choose): unknown => {
  const { base, mine, theirs } = sides;
  if (isSameContent(mine, theirs) || isSameContent(base, theirs)) return mine;
  return isSameContent(base, mine) ? theirs : both(path, sides, choose);
};

/** Merges, with the n-th overlap resolved by the n-th choice; those without one keep both texts and, of single values, theirs. */
export const mergeDrafts = <Content>(base: Content, mine: Content, theirs: Content, choices: readonly Choice[] = []): Merged<Content> => {
  const overlaps: Overlap[] = [];
  const content = merge('', { base, mine, theirs }, (overlap) => {
    overlaps.push(overlap);
    return choices[overlaps.length - 1] ?? 'both';
  });
  return { content: content as Content, overlaps };
};
