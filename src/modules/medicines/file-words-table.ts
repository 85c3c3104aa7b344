import type { Fraction } from '#kernel/medicine-line.ts';
import type { Form, Route } from './model.ts';

/**
 * How the official files may spell their columns, forms and units, folded. Written from descriptions of the files, not
 * verified against every edition: an unknown header is refused with what was found, and a spelling is added here.
 */
export const compendioColumns = {
  clave: ['clave', 'clavecnis', 'clavedelcompendio', 'clavecompendio', 'clavecuadrobasico', 'clavecuadrobasicoycatalogo', 'clavessa'],
  name: ['nombregenerico', 'generico', 'denominaciongenerica', 'nombre', 'nombredelinsumo', 'medicamento'],
  form: ['formafarmaceutica', 'forma'],
  strength: ['concentracion', 'dosificacion'],
  description: ['descripcion', 'descripciondelinsumo', 'descripcioncompleta'],
  pack: ['presentacion', 'envase', 'contenido'],
  route: ['via', 'viadeadministracion', 'viadeadministracionydosis'],
} as const;

export const classColumns = {
  name: ['nombregenerico', 'generico', 'sustancia', 'denominaciongenerica', 'clave', 'medicamento', 'ingrediente'],
  fraction: ['fraccion', 'fraccionlgs', 'fraccion226', 'clasificacion', 'grupo'],
  antibiotic: ['antibiotico', 'esantibiotico'],
  source: ['fuente', 'fundamento', 'origen'],
} as const;

/** A form of the files, the longest spelling first where one begins another; and the routes that it leaves no doubt of. */
export const formSpellings: readonly (readonly [string, Form, readonly Route[]])[] = [
  ['tableta de liberacion prolongada', 'tableta de liberación prolongada', ['oral']], ['tableta masticable', 'tableta masticable', ['oral']], ['tableta sublingual', 'tableta sublingual', ['sublingual']],
  ['capsula de liberacion prolongada', 'cápsula de liberación prolongada', ['oral']], ['tableta', 'tableta', ['oral']], ['comprimido', 'tableta', ['oral']], ['capsula', 'cápsula', ['oral']], ['gragea', 'gragea', ['oral']],
  ['suspension inyectable', 'suspensión inyectable', []], ['solucion inyectable', 'solución inyectable', []], ['polvo para inyeccion', 'polvo para inyección', []], ['suspension para inhalacion', 'solución para nebulizar', ['nebulizada']],
  ['solucion para inhalacion', 'solución para nebulizar', ['nebulizada']], ['polvo para inhalacion', 'polvo inhalado', ['inhalada']], ['aerosol nasal', 'aerosol nasal', ['nasal']], ['aerosol', 'aerosol inhalado', ['inhalada']],
  ['solucion oftalmica', 'gotas oftálmicas', ['oftalmica']], ['suspension oftalmica', 'gotas oftálmicas', ['oftalmica']], ['unguento oftalmico', 'ungüento oftálmico', ['oftalmica']], ['solucion otica', 'gotas óticas', ['otica']], ['solucion nasal', 'gotas nasales', ['nasal']],
  ['suspension oral', 'suspensión', ['oral']], ['solucion oral', 'solución oral', ['oral']], ['jarabe', 'jarabe', ['oral']], ['granulado', 'granulado', ['oral']], ['polvo oral', 'polvo oral', ['oral']],
  ['supositorio', 'supositorio', ['rectal']], ['ovulo', 'óvulo', ['vaginal']], ['crema vaginal', 'crema vaginal', ['vaginal']], ['crema', 'crema', ['cutanea']], ['unguento', 'ungüento', ['cutanea']], ['pomada', 'ungüento', ['cutanea']], ['gel', 'gel', ['cutanea']], ['locion', 'loción', ['cutanea']],
  ['champu', 'champú', ['cutanea']], ['parche', 'parche', ['transdermica']], ['enema', 'enema', ['rectal']], ['implante', 'implante', []],
];

export const routeSpellings: readonly (readonly [string, Route])[] = [
  ['intravenosa', 'intravenosa'], ['intramuscular', 'intramuscular'], ['subcutanea', 'subcutanea'], ['intradermica', 'intradermica'], ['intraarticular', 'intraarticular'],
];

/** Of an ingredient. */
export const massUnits: Readonly<Record<string, string>> = { mg: 'mg', g: 'g', ug: 'ug', mcg: 'ug', microgramos: 'ug', ui: '[IU]', u: '[IU]', meq: 'meq', mmol: 'mmol' };

/** Of a pack. Liquids and creams are measured, the rest counted. */
export const packUnits: Readonly<Record<string, string>> = {
  tableta: 'tableta', tabletas: 'tableta', comprimidos: 'tableta', capsula: 'cápsula', capsulas: 'cápsula', grageas: 'gragea', gragea: 'gragea', supositorios: 'supositorio', supositorio: 'supositorio', ovulos: 'óvulo', ovulo: 'óvulo',
  ampolletas: 'ampolleta', ampolleta: 'ampolleta', ampula: 'ampolleta', ampulas: 'ampolleta', frascos: 'frasco', frasco: 'frasco', sobres: 'sobre', sobre: 'sobre', parches: 'parche', parche: 'parche', dosis: 'dosis', inhalaciones: 'dosis', pluma: 'pluma', plumas: 'pluma', pieza: 'pieza', piezas: 'pieza', jeringa: 'pieza', jeringas: 'pieza',
};
export const packMeasures: Readonly<Record<string, string>> = { ml: 'mL', g: 'g' };

/** How a list of classes may say yes and no, and a fraction. */
export const yesSpellings: Readonly<Record<string, boolean | null>> = { si: true, s: true, x: true, 1: true, verdadero: true, no: false, n: false, 0: false, falso: false, '': null };
export const fractionSpellings: Readonly<Record<string, Fraction | null>> = {
  '': null, i: 'I', ii: 'II', iii: 'III', iv: 'IV', v: 'V', vi: 'VI', 1: 'I', 2: 'II', 3: 'III', 4: 'IV', 5: 'V', 6: 'VI',
};

/** The first three digits of the claves that are medicines; the others (dressings, instruments) are left out. */
export const medicineGroups: ReadonlySet<string> = new Set(['010', '020', '030', '040']);

export const MOST_FILE_BYTES = 32 * 1024 * 1024;
/** The packed release of RxNorm, and its one file that is read. */
export const MOST_RXNORM_BYTES = 256 * 1024 * 1024;
export const MOST_RXNORM_NAMES = 300_000;
/** The prescribable subset has tens of thousands; a few are another file or a part of it. */
export const FEWEST_RXNORM_NAMES = 200;
/** The medicines of the Compendio are some 2,000; a few rows are another file or a part of it. */
export const FEWEST_PRODUCTS = 200;
