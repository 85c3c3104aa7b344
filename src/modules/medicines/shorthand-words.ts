import type { LineNote } from '#kernel/line-words-table.ts';
import type { Form, Route } from './model.ts';

/** What the words of a written prescription stand for. Keys are folded; a phrase is its words joined by one space. */

const spread = <Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> =>
  new Map(entries.flatMap(([names, value]) => names.split('|').map((name) => [name, value] as const)));

/** Measured units. A spoon is what it measures. */
export const measuredUnits = spread<string>([
  ['mg|mgs|miligramo|miligramos', 'mg'], ['g|gr|grs|gramo|gramos', 'g'], ['mcg|ug|microgramo|microgramos', 'ug'], ['ml|mls|cc|mililitro|mililitros', 'mL'], ['ui|u|iu|unidad|unidades', '[IU]'], ['meq', 'meq'], ['mmol', 'mmol'],
]);
export const spoons = spread<number>([['cucharadita|cucharaditas|cdita|cditas', 5], ['cucharada|cucharadas|cda|cdas', 15]]);

/** Counted units, each with the forms that are taken so. */
export const countedUnits = spread<string>([
  ['tab|tabs|tableta|tabletas|comp|comprimido|comprimidos|pastilla|pastillas|tb|tbs', 'tableta'], ['cap|caps|capsula|capsulas', 'cápsula'], ['gragea|grageas|grag', 'gragea'], ['sup|supositorio|supositorios', 'supositorio'],
  ['ovulo|ovulos|ov', 'óvulo'], ['amp|amps|ampolleta|ampolletas|ampula|ampulas', 'ampolleta'], ['fco|frasco|frascos|vial', 'frasco'], ['sobre|sobres', 'sobre'], ['parche|parches', 'parche'],
  ['aplic|aplicacion|aplicaciones|apl|atomizacion|atomizaciones', 'aplicación'], ['disparo|disparos|disp|puff|puffs|inhalacion|inhalaciones|inh', 'inhalación'], ['gota|gotas|gts|gtas', 'gota'], ['dosis', 'dosis'], ['pieza|piezas', 'pieza'],
]);

const tablets: readonly Form[] = ['tableta', 'tableta masticable', 'tableta de liberación prolongada', 'tableta sublingual'];
const drops: readonly Form[] = ['gotas orales', 'gotas oftálmicas', 'gotas óticas', 'gotas nasales'];
const injections: readonly Form[] = ['solución inyectable', 'suspensión inyectable', 'polvo para inyección', 'pluma prellenada'];
const inhaled: readonly Form[] = ['aerosol inhalado', 'polvo inhalado'];
const creams: readonly Form[] = ['crema', 'crema vaginal', 'gel', 'ungüento', 'loción', 'ungüento oftálmico', 'pasta', 'solución cutánea', 'champú', 'aerosol nasal'];

/** Forms that a dose counted in a unit can be of. */
export const formsOfUnit: Readonly<Record<string, readonly Form[]>> = {
  tableta: [...tablets, 'gragea'], cápsula: ['cápsula', 'cápsula de liberación prolongada'], gragea: ['gragea', 'tableta'], supositorio: ['supositorio'], óvulo: ['óvulo'], ampolleta: injections, frasco: [...injections, 'enema'],
  sobre: ['polvo oral', 'granulado', 'gel'], parche: ['parche'], aplicación: creams, inhalación: [...inhaled, 'aerosol nasal'], gota: drops,
  mL: ['suspensión', 'jarabe', 'solución oral', 'gotas orales', 'polvo oral', 'solución inyectable', 'suspensión inyectable', 'solución para nebulizar', 'colutorio', 'enema'],
};

/** Forms by what they are called, phrases first; without a number before them. */
export const formWords = spread<readonly Form[]>([
  ['crema vag|crema vaginal', ['crema vaginal']], ['gotas oft|gotas oftalmicas|sol oft|solucion oftalmica|colirio|gts oft|gotas para los ojos', ['gotas oftálmicas']], ['ung oft|unguento oftalmico', ['ungüento oftálmico']],
  ['gotas oticas|gts oticas|sol otica|solucion otica', ['gotas óticas']], ['gotas nasales|gts nasales', ['gotas nasales']], ['spray nasal|aerosol nasal', ['aerosol nasal']], ['gotas orales', ['gotas orales']],
  ['sol oral|solucion oral', ['solución oral']], ['sol iny|solucion inyectable', ['solución inyectable']], ['susp iny|suspension inyectable', ['suspensión inyectable']],
  ['tab lp|tabs lp|tableta lp|tabletas lp|lp|xr|xl|sr|er|retard|liberacion prolongada', ['tableta de liberación prolongada', 'cápsula de liberación prolongada']], ['masticable|masticables|tab masticable|tabletas masticables|mast', ['tableta masticable']],
  ['tab|tabs|tableta|tabletas|comp|comprimido|comprimidos', tablets], ['cap|caps|capsula|capsulas', ['cápsula', 'cápsula de liberación prolongada']], ['gragea|grageas', ['gragea']], ['susp|suspension', ['suspensión', 'polvo oral']], ['jbe|jarabe|jar', ['jarabe']],
  ['gotas|gts', drops], ['crema', ['crema', 'crema vaginal']], ['gel', ['gel']], ['unguento|ung|pomada|pom', ['ungüento', 'ungüento oftálmico']], ['locion', ['loción']], ['champu|shampoo', ['champú']], ['parche|parches', ['parche']],
  ['supositorio|supositorios|sup', ['supositorio']], ['ovulo|ovulos', ['óvulo']], ['iny|inyectable|inyeccion|amp|ampolleta|ampolletas', injections], ['pluma', ['pluma prellenada']], ['inhalador|aerosol|inh', inhaled],
  ['sol|solucion', ['solución oral', 'solución cutánea', 'solución inyectable', 'solución para nebulizar', 'gotas oftálmicas']], ['sobre|sobres|polvo', ['polvo oral', 'granulado', 'polvo inhalado']], ['enema', ['enema']], ['colutorio', ['colutorio']],
]);

export const routeNames = spread<Route>([
  ['vo|po|oral|via oral|por la boca|por boca', 'oral'], ['iv|intravenosa|intravenoso', 'intravenosa'], ['im|intramuscular', 'intramuscular'], ['sc|subcutanea|subcutaneo', 'subcutanea'], ['sl|sublingual', 'sublingual'],
  ['topica|topico|tópica|cutanea|cutaneo|en la piel', 'cutanea'], ['oftalmica|oftalmico|oft', 'oftalmica'], ['otica|otico', 'otica'], ['nasal|intranasal', 'nasal'], ['inhalada|inhalado', 'inhalada'], ['neb|nebulizada|nebulizado|nebulizar|nebulizacion|nebulizaciones', 'nebulizada'],
  ['rectal|vr', 'rectal'], ['vaginal|vag', 'vaginal'], ['transdermica|transdermico', 'transdermica'], ['intraarticular', 'intraarticular'], ['intradermica', 'intradermica'], ['bucal', 'bucal'],
]);

export const noteNames = spread<LineNote>([
  ['en ayunas|ayunas|ayuno|en ayuno', 'fasting'],
  ['con alimentos|con los alimentos|con comida|con la comida|con las comidas|con comidas|con cada comida|con cada alimento', 'with-food'],
  ['antes de los alimentos|antes de alimentos|antes de comer|antes de cada comida|antes de las comidas|antes de cada alimento|preprandial', 'before-food'],
  ['despues de los alimentos|despues de alimentos|despues de comer|despues de cada comida|despues de las comidas|despues de cada alimento|post comida|postprandial', 'after-food'],
  ['30 min antes de los alimentos|30 minutos antes de los alimentos|0.5 hora antes de los alimentos|30 min antes de comer|30 minutos antes de comer|30 min antes de alimentos', 'half-hour-before-food'],
  ['od', 'right-eye'], ['oi', 'left-eye'], ['ao', 'both-eyes'],
]);

/** A place that says the route too. */
export const sites = spread<{ readonly note: LineNote; readonly route: Route }>([
  ['ojo derecho|en el ojo derecho|en ojo derecho', { note: 'right-eye', route: 'oftalmica' }], ['ojo izquierdo|en el ojo izquierdo|en ojo izquierdo', { note: 'left-eye', route: 'oftalmica' }],
  ['ambos ojos|los dos ojos|cada ojo|en cada ojo|en ambos ojos|en los dos ojos', { note: 'both-eyes', route: 'oftalmica' }],
  ['oido derecho|en el oido derecho|en oido derecho', { note: 'right-ear', route: 'otica' }], ['oido izquierdo|en el oido izquierdo|en oido izquierdo', { note: 'left-ear', route: 'otica' }],
  ['ambos oidos|los dos oidos|cada oido|en cada oido|en ambos oidos', { note: 'both-ears', route: 'otica' }],
  ['cada fosa nasal|cada fosa|cada narina|ambas fosas nasales|ambas fosas|en cada fosa nasal|en cada fosa|en ambas fosas nasales', { note: 'each-nostril', route: 'nasal' }],
]);

/** A meal that says when, and what of it: both are read. */
export const meals = spread<{ readonly note: LineNote; readonly at: 0 | 1 | 3 }>([
  ['antes del desayuno|antes de desayunar', { note: 'before-food', at: 0 }], ['despues del desayuno|despues de desayunar', { note: 'after-food', at: 0 }], ['con el desayuno', { note: 'with-food', at: 0 }],
  ['30 min antes del desayuno|30 minutos antes del desayuno|0.5 hora antes del desayuno|30 min antes de desayunar', { note: 'half-hour-before-food', at: 0 }],
  ['antes de la comida', { note: 'before-food', at: 1 }], ['despues de la comida', { note: 'after-food', at: 1 }],
  ['antes de la cena|antes de cenar', { note: 'before-food', at: 3 }], ['despues de la cena|despues de cenar', { note: 'after-food', at: 3 }], ['con la cena', { note: 'with-food', at: 3 }],
]);

/** Moments of the day, by their place: morning, noon, evening, night. */
export const moments = spread<0 | 1 | 2 | 3>([
  ['am|matutino|matutina|manana|mananas|en la manana|por la manana|por las mananas|cada manana|c / manana|desayuno', 0], ['mediodia|medio dia|al mediodia|al medio dia', 1], ['vespertino|vespertina|tarde|tardes|en la tarde|por la tarde|por las tardes|cada tarde', 2],
  ['nocturno|nocturna|noche|noches|en la noche|por la noche|por las noches|cada noche|c / noche|cena', 3],
]);
export const bedtime = spread<true>([['hs|al acostarse|al dormir|antes de dormir|antes de acostarse|a la hora de dormir|al irse a dormir', true]]);

/** How often, said by one word or phrase; numbers come elsewhere. */
export const frequencyNames = spread<{ readonly kind: 'every'; readonly hours: number } | { readonly kind: 'times'; readonly perDay: number } | { readonly kind: 'weekly'; readonly everyWeeks: number } | { readonly kind: 'once' }>([
  ['bid|bd', { kind: 'times', perDay: 2 }], ['tid|tds', { kind: 'times', perDay: 3 }], ['qid|qds', { kind: 'times', perDay: 4 }],
  ['qd|diario|diaria|diariamente|al dia|cada dia|c / dia|c / d|por dia|a diario|todos los dias', { kind: 'times', perDay: 1 }],
  ['cada tercer dia|c / tercer dia|tercer dia|cada 3 er dia', { kind: 'every', hours: 48 }], ['cada hora|c / hora|c / h', { kind: 'every', hours: 1 }],
  ['semanal|semanalmente|cada semana|c / semana|c / sem|por semana|a la semana|x semana|x sem|/ sem|/ semana', { kind: 'weekly', everyWeeks: 1 }], ['quincenal|cada quincena', { kind: 'weekly', everyWeeks: 2 }], ['mensual|cada mes|c / mes', { kind: 'weekly', everyWeeks: 4 }],
  ['dosis unica|unica dosis|du|d u|stat|1 sola vez|1 sola dosis|1 dosis unica|dosis 1', { kind: 'once' }],
]);

export const continuous = spread<true>([['continuo|continua|uso continuo|de forma continua|de manera continua|cronico|uso cronico|permanente|indefinido|de por vida|tratamiento continuo', true]]);
export const asNeeded = spread<true>([['prn|sos|si hay|si tiene|si presenta|solo si tiene|solo si hay|en caso de|por razon necesaria|si es necesario|si lo necesita|solo si|si', true]]);
/** Days of a unit of time. */
export const spans = spread<number>([['d|dia|dias', 1], ['sem|semana|semanas|sems', 7], ['mes|meses', 30]]);

/** Said of what is spread or sprayed, without an amount: one application each time. */
export const applying = spread<true>([['aplicar|aplique|untar|unte', true]]);

/** Words that carry no part of a line: read over outside a medicine's name. */
export const fillers = new Set(['de', 'del', 'en', 'la', 'el', 'los', 'las', 'por', 'durante', 'x', 'via', 'y', 'a', 'al', 'cada', 'tomar', 'tome', 'toma', 'dar', 'administrar', 'poner', 'ponga', 'inhalar', 'inhale', 'inyectar', 'rx', 'es', 'decir', 'un', 'total', 'tratamiento', 'rp']);
/** Words that turn a line round: it is not read past them. */
export const negations = new Set(['no', 'sin', 'nunca', 'suspender', 'suspenda', 'evitar', 'evite', 'dejar', 'alergia', 'alergica', 'alergico', 'ni', 'excepto', 'salvo']);
