import { asCsv, asXlsx } from '#platform/spreadsheet/testing.ts';
import type { Cells } from '#platform/spreadsheet/testing.ts';
import { catalogueOf } from './catalogue.ts';

/** Rows of a data file from lines with `;` between cells, as many as are given; the rest are empty but for where they come from. */
const rowsOf = (lines: string, cells: number): string => lines.trim().split('\n').map((line) => {
  const given = line.split(';').map((cell) => cell.trim());
  return [...given, ...Array.from({ length: cells - given.length - 2 }, () => ''), 'test', 'memory'].join('\t');
}).join('\n');

const ingredients = `
paracetamol ; Paracetamol ; Acetaminophen ; acetaminofén
ibuprofeno ; Ibuprofeno ; Ibuprofen
naproxeno ; Naproxeno ; Naproxen
diclofenaco ; Diclofenaco ; Diclofenac
ketorolaco ; Ketorolaco ; Ketorolac
acido acetilsalicilico ; Ácido acetilsalicílico ; Aspirin
amoxicilina ; Amoxicilina ; Amoxicillin
acido clavulanico ; Ácido clavulánico ; Clavulanic acid ; clavulanato
amoxicilina/clavulanato ; Amoxicilina con ácido clavulánico ; Amoxicillin/clavulanate ; amoxiclav
trimetoprima ; Trimetoprima ; Trimethoprim ; trimetoprim
sulfametoxazol ; Sulfametoxazol ; Sulfamethoxazole
trimetoprima/sulfametoxazol ; Trimetoprima con sulfametoxazol ; Co-trimoxazole ; cotrimoxazol
azitromicina ; Azitromicina ; Azithromycin
claritromicina ; Claritromicina ; Clarithromycin
losartan ; Losartán ; Losartan
valsartan ; Valsartán ; Valsartan
telmisartan ; Telmisartán ; Telmisartan
hidroclorotiazida ; Hidroclorotiazida ; Hydrochlorothiazide
amlodipino ; Amlodipino ; Amlodipine
metformina ; Metformina ; Metformin
sitagliptina ; Sitagliptina ; Sitagliptin
glibenclamida ; Glibenclamida ; Glyburide
omeprazol ; Omeprazol ; Omeprazole
esomeprazol ; Esomeprazol ; Esomeprazole
salbutamol ; Salbutamol ; Albuterol
clotrimazol ; Clotrimazol ; Clotrimazole
prednisona ; Prednisona ; Prednisone
prednisolona ; Prednisolona ; Prednisolone
metotrexato ; Metotrexato ; Methotrexate
insulina glargina ; Insulina glargina ; Insulin glargine
insulina nph ; Insulina NPH ; NPH insulin ; insulina humana isófana
insulina lispro ; Insulina lispro ; Insulin lispro
levotiroxina ; Levotiroxina ; Levothyroxine
metoprolol ; Metoprolol ; Metoprolol
metronidazol ; Metronidazol ; Metronidazole
clonazepam ; Clonazepam ; Clonazepam
clonidina ; Clonidina ; Clonidine
loratadina ; Loratadina ; Loratadine
lorazepam ; Lorazepam ; Lorazepam
pseudoefedrina ; Pseudoefedrina ; Pseudoephedrine
acido valproico ; Ácido valproico ; Valproic acid
ceftriaxona ; Ceftriaxona ; Ceftriaxone
cefalexina ; Cefalexina ; Cephalexin
timolol ; Timolol ; Timolol
carbonato de calcio ; Carbonato de calcio ; Calcium carbonate
calcio ; Calcio ; Calcium
warfarina ; Warfarina ; Warfarin
bencilpenicilina benzatinica ; Bencilpenicilina benzatínica ; Benzathine benzylpenicillin
budesonida ; Budesonida ; Budesonide
formoterol ; Formoterol ; Formoterol
butilhioscina ; Butilhioscina ; Hyoscine butylbromide
ondansetron ; Ondansetrón ; Ondansetron
fentanilo ; Fentanilo ; Fentanyl
`;

const presentations = `
010.000.0104.00 ; paracetamol=500 mg ; tableta ; oral ; 10 tableta
 ; paracetamol=500 mg ; tableta ; oral ; 20 tableta
010.000.0106.00 ; paracetamol=100 mg/mL ; gotas orales ; oral ; 15 mL
 ; paracetamol=300 mg ; supositorio ; rectal ; 3 supositorio
 ; ibuprofeno=400 mg ; tableta ; oral ; 10 tableta
 ; ibuprofeno=100 mg/5 mL ; suspensión ; oral ; 120 mL
 ; naproxeno=250 mg ; tableta ; oral ; 30 tableta
 ; diclofenaco=100 mg ; tableta de liberación prolongada ; oral ; 20 tableta
 ; diclofenaco=75 mg/3 mL ; solución inyectable ; intramuscular ; 2 ampolleta
 ; ketorolaco=10 mg ; tableta ; oral ; 10 tableta
 ; ketorolaco=30 mg/mL ; solución inyectable ; intramuscular|intravenosa ; 3 ampolleta
 ; acido acetilsalicilico=100 mg ; tableta ; oral ; 28 tableta
010.000.2128.00 ; amoxicilina=500 mg ; cápsula ; oral ; 12 cápsula
010.000.2127.00 ; amoxicilina=500 mg/5 mL ; suspensión ; oral ; 75 mL
 ; amoxicilina=875 mg|acido clavulanico=125 mg ; tableta ; oral ; 10 tableta
 ; amoxicilina=250 mg/5 mL|acido clavulanico=62.5 mg/5 mL ; suspensión ; oral ; 60 mL
 ; trimetoprima=80 mg|sulfametoxazol=400 mg ; tableta ; oral ; 20 tableta
 ; azitromicina=500 mg ; tableta ; oral ; 3 tableta
 ; azitromicina=500 mg ; polvo para inyección ; intravenosa ; 1 frasco
 ; losartan=50 mg ; tableta ; oral ; 30 tableta
 ; losartan=50 mg|hidroclorotiazida=12.5 mg ; tableta ; oral ; 30 tableta
 ; amlodipino=5 mg ; tableta ; oral ; 30 tableta
 ; metformina=850 mg ; tableta ; oral ; 30 tableta
 ; metformina=500 mg ; tableta de liberación prolongada ; oral ; 30 tableta
 ; glibenclamida=5 mg ; tableta ; oral ; 50 tableta
 ; omeprazol=20 mg ; cápsula ; oral ; 14 cápsula
 ; omeprazol=40 mg ; polvo para inyección ; intravenosa ; 1 frasco
 ; salbutamol=100 ug/dosis ; aerosol inhalado ; inhalada ; 200 dosis
 ; salbutamol=2 mg/5 mL ; jarabe ; oral ; 60 mL
 ; clotrimazol=20 mg/g ; crema vaginal ; vaginal ; 20 g
 ; clotrimazol=10 mg/g ; crema ; cutanea ; 30 g
 ; prednisona=5 mg ; tableta ; oral ; 20 tableta
 ; prednisona=50 mg ; tableta ; oral ; 20 tableta
 ; metotrexato=2.5 mg ; tableta ; oral ; 50 tableta
 ; insulina glargina=100 [IU]/mL ; pluma prellenada ; subcutanea ; 3 mL
 ; insulina nph=100 [IU]/mL ; suspensión inyectable ; subcutanea ; 10 mL
 ; levotiroxina=100 ug ; tableta ; oral ; 100 tableta
 ; levotiroxina=50 ug ; tableta ; oral ; 50 tableta
 ; metoprolol=100 mg ; tableta ; oral ; 20 tableta
 ; metronidazol=500 mg ; tableta ; oral ; 30 tableta
 ; clonazepam=2 mg ; tableta ; oral ; 30 tableta
 ; clonazepam=2.5 mg/mL ; gotas orales ; oral ; 10 mL
 ; loratadina=10 mg ; tableta ; oral ; 20 tableta
 ; loratadina=5 mg/5 mL ; jarabe ; oral ; 60 mL
 ; ceftriaxona=1 g ; polvo para inyección ; intramuscular|intravenosa ; 1 frasco
 ; cefalexina=500 mg ; cápsula ; oral ; 20 cápsula
 ; timolol=5 mg/mL ; gotas oftálmicas ; oftalmica ; 5 mL
 ; warfarina=5 mg ; tableta ; oral ; 25 tableta
 ; budesonida=160 ug/dosis|formoterol=4.5 ug/dosis ; polvo inhalado ; inhalada ; 60 dosis
 ; bencilpenicilina benzatinica=1200000 [IU] ; polvo para inyección ; intramuscular ; 1 frasco
 ; fentanilo=4.2 mg ; parche ; transdermica ; 5 parche
`;

const brands = `
Tempra ; paracetamol
Tylenol ; paracetamol
Advil ; ibuprofeno
Aspirina ; acido acetilsalicilico
Augmentin ; amoxicilina|acido clavulanico
Bactrim ; trimetoprima|sulfametoxazol
Glucophage ; metformina
Janumet ; metformina|sitagliptina
Micardis ; telmisartan
Micardis Plus ; telmisartan|hidroclorotiazida
Clarityne ; loratadina
Clarityne D ; loratadina|pseudoefedrina
Buscapina ; butilhioscina
Flanax ; naproxeno
Lantus ; insulina glargina
Symbicort ; budesonida|formoterol
Doble ; paracetamol
Doble ; ibuprofeno
`;

/** A small made-up catalogue for tests, so that they say the same whatever the program's own data holds. */
export const smallCatalogue = () => catalogueOf({ ingredients: [rowsOf(ingredients, 10)], presentations: [rowsOf(presentations, 8)], brands: [rowsOf(brands, 5)] });

// Files laid out as the official ones are described, with invented medicines: no official text is in this repository.

export const compendioHeader = ['CLAVE', 'NOMBRE GENÉRICO', 'DESCRIPCIÓN', 'PRESENTACIÓN'] as const;

/** Enough invented claves for a file to pass as whole. */
export const inventedProducts = (many = 220): Cells => Array.from({ length: many }, (_, at) => [
  `010.000.${String(8_000 + at)}.00`, `Inventamicina ${String.fromCharCode(65 + (at % 26))}${String.fromCharCode(65 + Math.floor(at / 26))}x`, `TABLETA. Cada tableta contiene: Inventamicina ${String(at + 1)} mg.`, 'Envase con 10 tabletas.',
]);

export const compendio = (rows: Cells): Buffer => asXlsx([['Compendio inventado para pruebas'], compendioHeader, ...inventedProducts(), ...rows]);

/** A row of RXNCONSO.RRF. */
export const rxnormRow = (rxcui: number, kind: string, name: string, { source = 'RXNORM', suppressed = 'N' } = {}): string =>
  [String(rxcui), 'ENG', '', '', '', '', '', String(rxcui * 10), '', String(rxcui), '', source, kind, String(rxcui), name, '', suppressed, '4096', ''].join('|');

/** Enough invented names for a file to pass as whole; their ingredients are nobody's. */
const inventedNames = (many = 210): readonly string[] => Array.from({ length: many }, (_, at) => rxnormRow(900_000 + at, 'IN', `inventumab-${String(at)}`));

export const rxnorm = (rows: readonly string[]): Buffer => Buffer.from(`${[...inventedNames(), ...rows].join('\n')}\n`);

export const classes = (rows: Cells): Buffer => asCsv([['Nombre genérico', 'Fracción LGS', 'Antibiótico', 'Fuente'], ...rows], 'latin1', ';');
