/** What is told of a child by age: the last row whose months have been reached. Written for the demo, not for care. */
export type ChildStage = { readonly from: number; readonly milestones: string; readonly vaccines: string; readonly food: string };

export const childStages: readonly ChildStage[] = [
  { from: 0, milestones: 'fija la mirada y se calma con la voz', vaccines: 'Vacunas del nacimiento aplicadas', food: 'leche materna a libre demanda' },
  { from: 2, milestones: 'sonrisa social, sigue objetos y levanta la cabeza boca abajo', vaccines: 'Vacunas de los dos meses aplicadas (hexavalente, rotavirus y neumococo)', food: 'leche materna exclusiva' },
  { from: 4, milestones: 'sostiene la cabeza, se lleva objetos a la boca y ríe a carcajadas', vaccines: 'Vacunas de los cuatro meses aplicadas (hexavalente, rotavirus y neumococo)', food: 'leche materna exclusiva, muestra interés por la comida' },
  { from: 6, milestones: 'se sienta con apoyo, pasa objetos de una mano a otra y balbucea', vaccines: 'Vacunas de los seis meses aplicadas (hexavalente) y primera dosis de influenza', food: 'leche materna y papillas de verdura, fruta y carne dos veces al día' },
  { from: 9, milestones: 'se sienta sol@, gatea y dice sílabas repetidas', vaccines: 'Esquema de vacunación al corriente para la edad', food: 'leche materna y alimentos picados tres veces al día' },
  { from: 12, milestones: 'camina con apoyo o sol@, dice dos o tres palabras y señala lo que quiere', vaccines: 'Vacunas de los doce meses aplicadas (triple viral y refuerzo de neumococo)', food: 'la dieta de la familia en trozos pequeños, con leche materna' },
  { from: 18, milestones: 'corre, dice más de diez palabras y come con cuchara', vaccines: 'Refuerzo de hexavalente y segunda triple viral a los 18 meses', food: 'la dieta de la familia' },
  { from: 24, milestones: 'une dos palabras, sube escalones y patea la pelota', vaccines: 'Esquema de vacunación al corriente; influenza de temporada', food: 'la dieta de la familia, dos raciones de leche' },
  { from: 36, milestones: 'dice frases de tres palabras, pedalea y copia un círculo', vaccines: 'Esquema de vacunación al corriente; influenza de temporada', food: 'variada' },
  { from: 48, milestones: 'salta en un pie, cuenta historias cortas y dibuja una persona', vaccines: 'Refuerzo de DPT a los cuatro años', food: 'variada' },
  { from: 72, milestones: 'lee palabras, se viste y convive con sus compañeros', vaccines: 'Cartilla de vacunación revisada y completa', food: 'variada' },
  { from: 132, milestones: 'acorde con su edad', vaccines: 'Vacuna contra VPH según la campaña escolar; cartilla revisada', food: 'variada' },
];
