import type { Fraction } from '#kernel/medicine-line.ts';
import type { OfficialProduct } from './medicine-file.ts';

/** What a medicine is: shapes of the catalogue, and the words its data may use. */

/** `source-seen`: the named source was read for this row; `memory`: written from memory of it. Neither is a clinician's confirmation. */
export const verifications = ['source-seen', 'memory'] as const;
export type Verification = (typeof verifications)[number];

type Sourced = { readonly source: string; readonly verification: Verification };

export type Ingredient = Sourced & {
  /** The Spanish generic name in lower case without accents; names it everywhere. */
  readonly key: string;
  readonly es: string;
  readonly en: string;
  readonly synonyms: readonly string[];
  /** Therapeutic classes, for duplicate therapy. */
  readonly classes: readonly string[];
  readonly allergyGroups: readonly string[];
  readonly fraction: Fraction | null;
  /** Antibacterial, whose sale the pharmacy logs; null when nobody said. */
  readonly isAntibiotic: boolean | null;
};

export type MeasuredAmount = { readonly amount: number; readonly unit: string };
/** How much of an ingredient is in one unit of the form, or in `per` of a liquid, cream or device. */
export type Strength = MeasuredAmount & { readonly ingredient: string; readonly per: MeasuredAmount | null };

export type Presentation = Sourced & {
  /** The clave of the Compendio Nacional, else the first characters of a digest of what it is. */
  readonly id: string;
  readonly clave: string | null;
  readonly content: readonly Strength[];
  readonly form: Form;
  readonly routes: readonly Route[];
  readonly pack: MeasuredAmount;
  readonly note: string;
};

/** A trade name and what is in it. */
export type Brand = Sourced & { readonly name: string; readonly ingredients: readonly string[]; readonly note: string };

/** A further name of ingredients, as an imported file gives it; no trade name. */
export type Alias = { readonly name: string; readonly ingredients: readonly string[] };

export type MedicineCatalogue = {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly ingredients: ReadonlyMap<string, Ingredient>;
  readonly presentations: readonly Presentation[];
  readonly presentationById: ReadonlyMap<string, Presentation>;
  readonly brands: readonly Brand[];
  readonly aliases: readonly Alias[];
  /** Whole names with strength and form, folded, and what each is of. */
  readonly productNames: ReadonlyMap<string, { readonly ingredients: readonly string[]; readonly brand: string | null }>;
  /** Official claves whose text nobody could read: found and prescribed as text, never checked. */
  readonly unread: readonly OfficialProduct[];
};

export const forms = [
  'tableta', 'tableta masticable', 'tableta de liberación prolongada', 'tableta sublingual', 'cápsula', 'cápsula de liberación prolongada', 'gragea', 'polvo oral', 'granulado',
  'suspensión', 'jarabe', 'solución oral', 'gotas orales', 'supositorio', 'óvulo', 'crema', 'crema vaginal', 'gel', 'ungüento', 'loción', 'champú', 'parche',
  'solución inyectable', 'suspensión inyectable', 'polvo para inyección', 'pluma prellenada', 'aerosol inhalado', 'polvo inhalado', 'solución para nebulizar',
  'aerosol nasal', 'gotas nasales', 'gotas oftálmicas', 'ungüento oftálmico', 'gotas óticas', 'enema', 'implante', 'dispositivo intrauterino', 'anillo vaginal',
  'solución cutánea', 'pasta', 'colutorio',
] as const;
export type Form = (typeof forms)[number];

export const routes = [
  'oral', 'sublingual', 'bucal', 'rectal', 'vaginal', 'cutanea', 'transdermica', 'oftalmica', 'otica', 'nasal', 'inhalada', 'intravenosa', 'intramuscular',
  'subcutanea', 'intradermica', 'intraarticular', 'intrauterina', 'nebulizada',
] as const;
export type Route = (typeof routes)[number];

/** Measured units, by their UCUM codes where there is one (`ug`, `[IU]`), and counted ones by their Spanish names. */
const measuredUnits = ['mg', 'g', 'ug', 'mL', '[IU]', 'mmol', 'meq', '%'] as const;
const countedUnits = [
  'tableta', 'cápsula', 'gragea', 'supositorio', 'óvulo', 'ampolleta', 'frasco', 'sobre', 'parche', 'aplicación', 'inhalación', 'gota', 'pluma', 'dosis', 'pieza',
] as const;
export const units: readonly string[] = [...measuredUnits, ...countedUnits];
