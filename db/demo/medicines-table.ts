import type { Medicine } from './story.ts';

/** Doses as they are usually written in Mexico. Those of children follow the weight; adults take the adult dose. */

type Fixed = readonly [name: string, dose: string, frequency: string, duration: string, route?: string];
const fixed = (...[name, dose, frequency, duration, route = 'oral']: Fixed): Medicine => () => ({ name, dose, route, frequency, duration });
const isAdult = (weight: number, age: number): boolean => age >= 12 && weight >= 40;
const roundTo = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);
const millilitres = (milligrams: number, perMillilitre: number): number => roundTo(milligrams / perMillilitre, 0.5);

type Liquid = { readonly name: string; readonly perKilo: number; readonly most: number; readonly perMillilitre: number; readonly frequency: string; readonly duration: string };
/** A syrup by weight: `perKilo` and `most` are mg for each dose, `perMillilitre` the strength of the syrup. */
const liquid = (syrup: Liquid, adult: Medicine): Medicine => (weight, age) => {
  if (isAdult(weight, age)) return adult(weight, age);
  const volume = millilitres(Math.min(syrup.most, weight * syrup.perKilo), syrup.perMillilitre);
  const milligrams = Math.round(volume * syrup.perMillilitre);
  return { name: syrup.name, dose: `${String(volume)} mL (${String(milligrams)} mg)`, route: 'oral', frequency: syrup.frequency, duration: syrup.duration };
};

export const medicines = {
  paracetamol: liquid({ name: 'Paracetamol, jarabe 160 mg/5 mL', perKilo: 15, most: 500, perMillilitre: 32, frequency: 'cada 6 horas en caso de fiebre o dolor', duration: '3 días' },
    fixed('Paracetamol, tabletas 500 mg', '500 mg', 'cada 6 horas en caso de fiebre o dolor', '3 días')),
  ibuprofeno: liquid({ name: 'Ibuprofeno, suspensión 100 mg/5 mL', perKilo: 8, most: 400, perMillilitre: 20, frequency: 'cada 8 horas con alimentos', duration: '3 días' },
    fixed('Ibuprofeno, tabletas 400 mg', '400 mg', 'cada 8 horas con alimentos', '3 días')),
  amoxicilina: liquid({ name: 'Amoxicilina, suspensión 500 mg/5 mL', perKilo: 25, most: 500, perMillilitre: 100, frequency: 'cada 12 horas', duration: '10 días' },
    fixed('Amoxicilina, cápsulas 500 mg', '500 mg', 'cada 12 horas', '10 días')),
  amoxicilinaOtitis: liquid({ name: 'Amoxicilina, suspensión 500 mg/5 mL', perKilo: 42, most: 1000, perMillilitre: 100, frequency: 'cada 12 horas', duration: '7 días' },
    fixed('Amoxicilina, cápsulas 500 mg', '500 mg', 'cada 8 horas', '7 días')),
  amoxicilinaClavulanato: fixed('Amoxicilina/ácido clavulánico, tabletas 875/125 mg', '875/125 mg', 'cada 12 horas con alimentos', '7 días'),
  loratadina: (weight, age) => (age >= 12 || weight > 30
    ? { name: 'Loratadina, tabletas 10 mg', dose: '10 mg', route: 'oral', frequency: 'cada 24 horas', duration: '7 días' }
    : { name: 'Loratadina, jarabe 5 mg/5 mL', dose: '5 mL (5 mg)', route: 'oral', frequency: 'cada 24 horas', duration: '7 días' }),
  vidaSuero: fixed('Electrolitos orales, sobre para 1 litro', 'a libre demanda; 1 taza o media taza según la edad', 'después de cada evacuación', 'mientras dure la diarrea'),
  lavadosNasales: fixed('Cloruro de sodio 0.9 %, solución nasal', '1 aplicación en cada narina', 'cada 8 horas', '7 días', 'nasal'),
  nitrofurantoina: fixed('Nitrofurantoína, cápsulas 100 mg', '100 mg', 'cada 12 horas con alimentos', '5 días'),
  fosfomicina: fixed('Fosfomicina trometamol, sobre 3 g', '3 g', 'dosis única por la noche', 'dosis única'),
  naproxeno: fixed('Naproxeno, tabletas 250 mg', '500 mg', 'cada 12 horas con alimentos', '5 días'),
  metocarbamol: fixed('Metocarbamol, tabletas 400 mg', '800 mg', 'cada 8 horas', '5 días'),
  diclofenacoGel: fixed('Diclofenaco, gel 1 %', 'capa delgada', 'cada 8 horas', '7 días', 'cutánea'),
  metformina: fixed('Metformina, tabletas 850 mg', '850 mg', 'cada 12 horas con alimentos', '3 meses'),
  metforminaInicio: fixed('Metformina, tabletas 500 mg', '500 mg', 'cada 24 horas con la cena', '4 semanas'),
  empagliflozina: fixed('Empagliflozina, tabletas 10 mg', '10 mg', 'cada 24 horas por la mañana', '3 meses'),
  losartan: fixed('Losartán, tabletas 50 mg', '50 mg', 'cada 24 horas', '3 meses'),
  losartan12: fixed('Losartán, tabletas 50 mg', '50 mg', 'cada 12 horas', '3 meses'),
  amlodipino: fixed('Amlodipino, tabletas 5 mg', '5 mg', 'cada 24 horas', '3 meses'),
  atorvastatina: fixed('Atorvastatina, tabletas 20 mg', '20 mg', 'cada 24 horas por la noche', '3 meses'),
  atorvastatina40: fixed('Atorvastatina, tabletas 40 mg', '40 mg', 'cada 24 horas por la noche', '3 meses'),
  gabapentina: fixed('Gabapentina, cápsulas 300 mg', '300 mg', 'cada 24 horas por la noche', '4 semanas'),
  levotiroxina50: fixed('Levotiroxina, tabletas 50 mcg', '50 mcg', 'cada 24 horas en ayuno', '6 semanas'),
  levotiroxina75: fixed('Levotiroxina, tabletas 75 mcg', '75 mcg', 'cada 24 horas en ayuno', '3 meses'),
  salbutamol: fixed('Salbutamol, aerosol 100 mcg por disparo', '2 disparos con cámara espaciadora', 'cada 6 horas en caso necesario', '7 días', 'inhalada'),
  budesonidaNino: fixed('Budesonida, aerosol 100 mcg por disparo', '1 disparo con cámara espaciadora', 'cada 12 horas', '3 meses', 'inhalada'),
  budesonidaFormoterol: fixed('Budesonida/formoterol, inhalador 160/4.5 mcg', '1 inhalación', 'cada 12 horas y en caso necesario', '3 meses', 'inhalada'),
  prednisona: fixed('Prednisona, tabletas 20 mg', '40 mg', 'cada 24 horas por la mañana', '5 días'),
  prednisolona: (weight, age) => (isAdult(weight, age)
    ? { name: 'Prednisona, tabletas 20 mg', dose: '40 mg', route: 'oral', frequency: 'cada 24 horas por la mañana', duration: '5 días' }
    : { name: 'Prednisolona, solución 15 mg/5 mL', dose: `${String(millilitres(Math.min(40, weight), 3))} mL (${String(Math.round(millilitres(Math.min(40, weight), 3) * 3))} mg)`, route: 'oral', frequency: 'cada 24 horas por la mañana', duration: '3 días' }),
  tiotropio: fixed('Tiotropio, cápsula para inhalación 18 mcg', '1 cápsula', 'cada 24 horas', '3 meses', 'inhalada'),
  sertralina: fixed('Sertralina, tabletas 50 mg', '50 mg', 'cada 24 horas por la mañana', '4 semanas'),
  sertralina25: fixed('Sertralina, tabletas 50 mg', '25 mg (media tableta)', 'cada 24 horas por la mañana', '1 semana y después 50 mg'),
  sumatriptan: fixed('Sumatriptán, tabletas 50 mg', '50 mg', 'dosis única al inicio de la crisis; puede repetirse a las 2 horas, máximo 100 mg al día', 'en cada crisis'),
  propranolol: fixed('Propranolol, tabletas 40 mg', '40 mg', 'cada 12 horas', '3 meses'),
  hidrocortisona: fixed('Hidrocortisona, crema 1 %', 'capa delgada en las lesiones', 'cada 12 horas', '7 días', 'cutánea'),
  emoliente: fixed('Emoliente sin perfume', 'aplicación generosa en toda la piel', 'cada 12 horas', 'de forma continua', 'cutánea'),
  oxidoZinc: fixed('Óxido de zinc, pasta 25 %', 'capa gruesa en la zona del pañal', 'en cada cambio de pañal', '7 días', 'cutánea'),
  fluticasonaNasal: fixed('Fluticasona, aerosol nasal 50 mcg', '1 disparo en cada narina', 'cada 24 horas', '4 semanas', 'nasal'),
  vitaminaD: (_weight, age) => ({ name: 'Colecalciferol, solución 400 UI por gota', dose: '1 gota (400 UI)', route: 'oral', frequency: 'cada 24 horas', duration: age < 1 ? 'hasta los 12 meses' : '2 meses' }),
  hierroNino: (weight) => ({ name: 'Sulfato ferroso, solución 25 mg de hierro elemental/mL', dose: `${String(roundTo((weight * 2) / 25, 0.1).toFixed(1))} mL (${String(Math.round(roundTo((weight * 2) / 25, 0.1) * 25))} mg de hierro elemental)`, route: 'oral', frequency: 'cada 24 horas lejos de los lácteos', duration: '3 meses' }),
  acidoFolico: fixed('Ácido fólico, tabletas 0.4 mg', '0.4 mg', 'cada 24 horas', 'primer trimestre'),
  multivitaminico: fixed('Hierro 60 mg y ácido fólico 0.4 mg, tabletas', '1 tableta', 'cada 24 horas lejos de los lácteos', 'durante el embarazo'),
  doxilamina: fixed('Doxilamina/piridoxina, tabletas 10/10 mg', '2 tabletas', 'cada 24 horas por la noche', '2 semanas'),
  sulfatoFerroso: fixed('Sulfato ferroso, tabletas 200 mg (65 mg de hierro elemental)', '1 tableta', 'cada 24 horas lejos de los lácteos', '3 meses'),
  acidoTranexamico: fixed('Ácido tranexámico, tabletas 650 mg', '1300 mg', 'cada 8 horas durante el sangrado', 'máximo 5 días por ciclo'),
  anticonceptivo: fixed('Etinilestradiol/levonorgestrel, tabletas 0.03/0.15 mg', '1 tableta', 'cada 24 horas a la misma hora', '3 ciclos'),
  clotrimazol: fixed('Clotrimazol, óvulo 100 mg', '1 óvulo', 'cada 24 horas por la noche', '6 días', 'vaginal'),
  metronidazol: fixed('Metronidazol, tabletas 500 mg', '500 mg', 'cada 12 horas', '7 días'),
  omeprazol: fixed('Omeprazol, cápsulas 20 mg', '20 mg', 'cada 24 horas en ayuno', '4 semanas'),
  butilhioscina: fixed('Butilhioscina, tabletas 10 mg', '10 mg', 'cada 8 horas en caso de cólico', '3 días'),
  peroxidoBenzoilo: fixed('Peróxido de benzoilo, gel 5 %', 'capa delgada en el rostro', 'cada 24 horas por la noche', '8 semanas', 'cutánea'),
  nafazolina: fixed('Hipromelosa, solución oftálmica 0.5 %', '1 gota en cada ojo', 'cada 6 horas', '7 días', 'oftálmica'),
  cloranfenicol: fixed('Cloranfenicol, solución oftálmica 0.5 %', '1 gota en el ojo afectado', 'cada 4 horas', '7 días', 'oftálmica'),
} as const satisfies Readonly<Record<string, Medicine>>;
