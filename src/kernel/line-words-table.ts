/** Words of the indications to the patient, in the Spanish of Mexico and in English. */

export type Pair = { readonly es: string; readonly en: string };

/** When in relation to meals and sleep, and where: what a line says beside its frequency and route. */
export type LineNote =
  | 'fasting' | 'with-food' | 'before-food' | 'half-hour-before-food' | 'after-food' | 'bedtime'
  | 'right-eye' | 'left-eye' | 'both-eyes' | 'right-ear' | 'left-ear' | 'both-ears' | 'each-nostril';

export const noteWords: Readonly<Record<LineNote, Pair>> = {
  fasting: { es: 'en ayunas', en: 'on an empty stomach' },
  'with-food': { es: 'con los alimentos', en: 'with food' },
  'before-food': { es: 'antes de los alimentos', en: 'before meals' },
  'half-hour-before-food': { es: 'media hora antes de los alimentos', en: 'half an hour before meals' },
  'after-food': { es: 'después de los alimentos', en: 'after meals' },
  bedtime: { es: 'al acostarse', en: 'at bedtime' },
  'right-eye': { es: 'en el ojo derecho', en: 'in the right eye' },
  'left-eye': { es: 'en el ojo izquierdo', en: 'in the left eye' },
  'both-eyes': { es: 'en los dos ojos', en: 'in both eyes' },
  'right-ear': { es: 'en el oído derecho', en: 'in the right ear' },
  'left-ear': { es: 'en el oído izquierdo', en: 'in the left ear' },
  'both-ears': { es: 'en los dos oídos', en: 'in both ears' },
  'each-nostril': { es: 'en cada fosa nasal', en: 'in each nostril' },
};

/** What to do and where, by route; `use` where no route was said. */
export const routeWords: Readonly<Record<string, { readonly verb: Pair; readonly where: Pair }>> = {
  oral: { verb: { es: 'Tome', en: 'Take' }, where: { es: 'por la boca', en: 'by mouth' } },
  sublingual: { verb: { es: 'Ponga', en: 'Place' }, where: { es: 'debajo de la lengua', en: 'under the tongue' } },
  bucal: { verb: { es: 'Aplique', en: 'Apply' }, where: { es: 'dentro de la boca', en: 'inside the mouth' } },
  rectal: { verb: { es: 'Ponga', en: 'Insert' }, where: { es: 'en el recto', en: 'into the rectum' } },
  vaginal: { verb: { es: 'Aplique', en: 'Insert' }, where: { es: 'en la vagina', en: 'into the vagina' } },
  cutanea: { verb: { es: 'Aplique', en: 'Apply' }, where: { es: 'en la piel', en: 'on the skin' } },
  transdermica: { verb: { es: 'Pegue', en: 'Apply' }, where: { es: 'en la piel', en: 'on the skin' } },
  oftalmica: { verb: { es: 'Ponga', en: 'Put' }, where: { es: 'en el ojo', en: 'in the eye' } },
  otica: { verb: { es: 'Ponga', en: 'Put' }, where: { es: 'en el oído', en: 'in the ear' } },
  nasal: { verb: { es: 'Aplique', en: 'Use' }, where: { es: 'en la nariz', en: 'in the nose' } },
  inhalada: { verb: { es: 'Inhale', en: 'Inhale' }, where: { es: 'por la boca', en: 'by mouth' } },
  nebulizada: { verb: { es: 'Nebulice', en: 'Use' }, where: { es: 'con nebulizador', en: 'with a nebulizer' } },
  intravenosa: { verb: { es: 'Aplicar', en: 'Inject' }, where: { es: 'en la vena', en: 'into a vein' } },
  intramuscular: { verb: { es: 'Aplicar', en: 'Inject' }, where: { es: 'con inyección en el músculo', en: 'into the muscle' } },
  subcutanea: { verb: { es: 'Inyecte', en: 'Inject' }, where: { es: 'debajo de la piel', en: 'under the skin' } },
  intradermica: { verb: { es: 'Aplicar', en: 'Inject' }, where: { es: 'con inyección en la piel', en: 'into the skin' } },
  intraarticular: { verb: { es: 'Aplicar', en: 'Inject' }, where: { es: 'con inyección en la articulación', en: 'into the joint' } },
  intrauterina: { verb: { es: 'Colocar', en: 'Place' }, where: { es: 'en el útero', en: 'in the uterus' } },
};
export const useWords: { readonly verb: Pair; readonly where: Pair } = { verb: { es: 'Use', en: 'Use' }, where: { es: '', en: '' } };

/** An application is made, not applied. */
export const applicationVerb: Pair = { es: 'Haga', en: 'Use' };

type Counted = { readonly one: string; readonly many: string };
/** Units as a patient reads them; measured ones have one form. */
export const unitWords: Readonly<Record<string, { readonly es: Counted; readonly en: Counted }>> = {
  tableta: { es: { one: 'tableta', many: 'tabletas' }, en: { one: 'tablet', many: 'tablets' } },
  cápsula: { es: { one: 'cápsula', many: 'cápsulas' }, en: { one: 'capsule', many: 'capsules' } },
  gragea: { es: { one: 'gragea', many: 'grageas' }, en: { one: 'coated tablet', many: 'coated tablets' } },
  supositorio: { es: { one: 'supositorio', many: 'supositorios' }, en: { one: 'suppository', many: 'suppositories' } },
  óvulo: { es: { one: 'óvulo', many: 'óvulos' }, en: { one: 'vaginal ovule', many: 'vaginal ovules' } },
  ampolleta: { es: { one: 'ampolleta', many: 'ampolletas' }, en: { one: 'ampoule', many: 'ampoules' } },
  frasco: { es: { one: 'frasco', many: 'frascos' }, en: { one: 'vial', many: 'vials' } },
  sobre: { es: { one: 'sobre', many: 'sobres' }, en: { one: 'packet', many: 'packets' } },
  parche: { es: { one: 'parche', many: 'parches' }, en: { one: 'patch', many: 'patches' } },
  aplicación: { es: { one: 'aplicación', many: 'aplicaciones' }, en: { one: 'application', many: 'applications' } },
  inhalación: { es: { one: 'disparo', many: 'disparos' }, en: { one: 'puff', many: 'puffs' } },
  gota: { es: { one: 'gota', many: 'gotas' }, en: { one: 'drop', many: 'drops' } },
  pluma: { es: { one: 'pluma', many: 'plumas' }, en: { one: 'pen', many: 'pens' } },
  dosis: { es: { one: 'dosis', many: 'dosis' }, en: { one: 'dose', many: 'doses' } },
  pieza: { es: { one: 'pieza', many: 'piezas' }, en: { one: 'piece', many: 'pieces' } },
  '[IU]': { es: { one: 'unidad', many: 'unidades' }, en: { one: 'unit', many: 'units' } },
  ug: { es: { one: 'mcg', many: 'mcg' }, en: { one: 'mcg', many: 'mcg' } },
};

/** Why something is taken as needed, in English; a reason that is not here is repeated as it was written. */
export const reasonWords: Readonly<Record<string, string>> = {
  dolor: 'pain', 'dolor de cabeza': 'headache', 'dolor de garganta': 'sore throat', 'dolor intenso': 'severe pain', fiebre: 'fever', temperatura: 'fever', nausea: 'nausea', nauseas: 'nausea', vomito: 'vomiting', vomitos: 'vomiting',
  diarrea: 'diarrhea', tos: 'cough', comezon: 'itching', prurito: 'itching', alergia: 'allergy', insomnio: 'trouble sleeping', ansiedad: 'anxiety', angustia: 'anxiety', crisis: 'an attack', agruras: 'heartburn', acidez: 'heartburn',
  colico: 'cramps', colicos: 'cramps', espasmo: 'spasm', espasmos: 'spasms', mareo: 'dizziness', migrana: 'migraine', cefalea: 'headache', 'falta de aire': 'shortness of breath', disnea: 'shortness of breath', sibilancias: 'wheezing',
  estrenimiento: 'constipation', congestion: 'congestion', 'congestion nasal': 'nasal congestion', vertigo: 'vertigo', ronchas: 'hives', inflamacion: 'swelling', agitacion: 'agitation', convulsion: 'a seizure', 'dolor de pecho': 'chest pain',
};
