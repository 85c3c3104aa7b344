/** Words around a medicine's name that do not say which substance it is. A word that might (forte, plus, D) is none of them. */

const connectors = ['y', 'e', 'con', 'mas', 'and', 'with', 'de', 'del', 'of', 'la', 'el'];

const salts = [
  'sodico', 'sodica', 'potasico', 'potasica', 'calcico', 'calcica', 'magnesico', 'magnesica', 'disodico', 'disodica', 'clorhidrato', 'hidrocloruro', 'hcl', 'diclorhidrato',
  'maleato', 'besilato', 'succinato', 'hemisuccinato', 'tartrato', 'bitartrato', 'sulfato', 'fosfato', 'citrato', 'acetato', 'mesilato', 'fumarato', 'bromuro', 'bromhidrato', 'hidrobromuro',
  'nitrato', 'trihidrato', 'trihidratada', 'trihidratado', 'monohidrato', 'monohidratada', 'monohidratado', 'dihidrato', 'dihidratada', 'dihidratado', 'hemihidrato', 'anhidro', 'anhidra',
  'dipropionato', 'propionato', 'valerato', 'furoato', 'decanoato', 'lactato', 'carbonato', 'cloruro', 'medoxomilo', 'cilexetilo', 'axetilo', 'axetil', 'proxetilo', 'mofetilo', 'sesquihidratado',
  'sodium', 'potassium', 'hydrochloride', 'maleate', 'besylate', 'succinate', 'tartrate', 'sulfate', 'phosphate', 'citrate', 'acetate', 'trometamina',
];

const forms = [
  'tab', 'tabs', 'tableta', 'tabletas', 'tablet', 'tablets', 'comp', 'comprimido', 'comprimidos', 'cap', 'caps', 'capsula', 'capsulas', 'capsule', 'capsules', 'gragea', 'grageas', 'pastilla', 'pastillas',
  'amp', 'amps', 'ampolleta', 'ampolletas', 'ampula', 'ampulas', 'jarabe', 'jbe', 'susp', 'suspension', 'sol', 'solucion', 'crema', 'gel', 'gotas', 'gts', 'unguento', 'pomada', 'supositorio', 'supositorios',
  'ovulo', 'ovulos', 'parche', 'parches', 'spray', 'aerosol', 'inhalador', 'inyectable', 'iny', 'inyeccion', 'polvo', 'frasco', 'fco', 'frascos', 'sobre', 'sobres', 'caja', 'envase', 'pluma', 'locion', 'champu', 'shampoo',
  'oral', 'vo', 'iv', 'im', 'sc', 'topico', 'topica', 'oftalmico', 'oftalmica', 'otico', 'otica', 'vaginal', 'rectal', 'nasal', 'sublingual', 'sl', 'masticable', 'masticables', 'efervescente', 'efervescentes',
  'liberacion', 'prolongada', 'extendida', 'controlada', 'retard', 'xr', 'xl', 'sr', 'er', 'cr', 'lp', 'recubierta', 'recubiertas', 'generico', 'nebulizacion', 'nebulizar',
];

const units = 'mg|g|gr|grs|mgs|mcg|ug|μg|ml|mls|cc|ui|u|iu|meq|mmol|kg|dosis';

const unsaying = new Set([...connectors, ...salts, ...forms, ...units.split('|')]);
const strength = new RegExp(`^\\d+(?:${units}|x\\d+)?$`, 'u');

const metals = new Set(['sodio', 'potasio', 'magnesio', 'calcio', 'sodium', 'potassium', 'magnesium', 'calcium']);
const joined = /[,+/&;]|\b(?:y|e|con|mas|and|with)\b/iu;

/** Whether a metal behind a name is its salt (`losartan potassium`); where several things are joined it may be one of them. */
export const isSaltOf = (text: string, word: string): boolean => metals.has(word) && !joined.test(text);

/** Whether a folded word says nothing of which substance is meant: a connector, a salt, a form, a strength. */
export const isUnsaying = (word: string): boolean => unsaying.has(word) || strength.test(word);
