import type { OfficialProduct } from './medicine-file.ts';
import { numbered } from './catalogue.ts';
import type { MedicineCatalogue, Presentation } from './model.ts';
import { presentationText } from './presentation-words.ts';
import { readProduct } from './read-product.ts';
import { resolveMedicine } from './resolve-medicine.ts';

/** The same from one import to the next, so that a confirmation of a row that did not change still holds. */
const SOURCE = 'Compendio Nacional de Insumos para la Salud (archivo importado)';

export type JoinedCompendio = {
  readonly presentations: readonly Presentation[];
  /** Known by clave only: found and prescribed as text. */
  readonly unread: readonly OfficialProduct[];
  /** Claves that we ship, whose official text nobody could read: ours stay. */
  readonly kept: readonly string[];
  /** What the file says otherwise than we did of a clave; the file's word holds. */
  readonly contradictions: readonly { readonly clave: string; readonly ours: string; readonly official: string }[];
};

const officialRows = (own: MedicineCatalogue, { clave, name, says }: OfficialProduct): readonly Presentation[] => {
  const named = resolveMedicine(own, name);
  const keys = named.status === 'resolved' && named.brand === null ? named.ingredients : [];
  const product = readProduct(own, keys, says);
  return (product?.packs ?? []).map((pack) => ({
    id: clave, clave, content: product?.content ?? [], form: product?.form ?? 'tableta', routes: product?.routes ?? [], pack, note: says, source: SOURCE, verification: 'source-seen' as const,
  }));
};

/** Ours may be written without the two digits of the pack. */
const isSameClave = (ours: string, official: string): boolean => official === ours || (ours.length === 12 && official.startsWith(`${ours}.`));

const whatIsIn = ({ content, form }: Presentation): string => JSON.stringify([form, content.map(({ ingredient, amount, unit, per }) => [ingredient, amount, unit, per?.amount ?? null, per?.unit ?? null]).toSorted()]);

/** A way that the file does not say is ours, where the two agree on all else. */
const withOurRoutes = (rows: readonly Presentation[], ours: readonly Presentation[]): readonly Presentation[] => rows.map((row) => {
  const same = row.routes.length === 0 ? ours.find((each) => whatIsIn(each) === whatIsIn(row)) : undefined;
  return same === undefined ? row : { ...row, routes: same.routes };
});

/** What none of our rows of a clave says as the file does. */
const contradictionOf = ({ clave, name, says }: OfficialProduct, ours: readonly Presentation[], rows: readonly Presentation[]): JoinedCompendio['contradictions'] => {
  const [first] = ours;
  const isSame = ours.some((each) => rows.some((row) => whatIsIn(row) === whatIsIn(each) && row.pack.amount === each.pack.amount));
  return first === undefined || isSame ? [] : [{ clave, ours: `${first.content.map(({ ingredient }) => ingredient).join(' + ')}: ${presentationText(first)}`, official: `${name}: ${says}` }];
};

/** What our catalogue and the Compendio say together: of a clave that both hold, the file's word. What it does not say for certain is taken as text. */
export const joinCompendio = (own: MedicineCatalogue, products: readonly OfficialProduct[]): JoinedCompendio => {
  const ownByDigits = Map.groupBy(own.presentations.filter(({ clave }) => clave !== null), ({ clave }) => clave?.slice(0, 12) ?? '');
  // what takes the place of a row of ours, in the order of ours: everyday ones stand first
  const instead = new Map<Presentation, readonly Presentation[]>();
  const [added, unread, kept, contradictions]: [Presentation[], OfficialProduct[], string[], JoinedCompendio['contradictions'][number][]] = [[], [], [], []];
  for (const product of products) {
    const ours = (ownByDigits.get(product.clave.slice(0, 12)) ?? []).filter(({ clave }) => clave !== null && isSameClave(clave, product.clave));
    const rows = withOurRoutes(officialRows(own, product), ours);
    if (rows.length === 0 && ours.length > 0) kept.push(product.clave);
    if (rows.length === 0 && ours.length === 0) unread.push(product);
    if (rows.length === 0) continue;
    const [first, ...more] = ours;
    if (first === undefined) added.push(...rows);
    else instead.set(first, [...instead.get(first) ?? [], ...rows]);
    for (const row of more) if (!instead.has(row)) instead.set(row, []);
    contradictions.push(...contradictionOf(product, ours, rows));
  }
  const ours = own.presentations.flatMap((row) => instead.get(row) ?? [{ ...row, id: row.id.replace(/#\d+$/, '') }]);
  return { presentations: numbered([...ours, ...added]), unread, kept, contradictions };
};
