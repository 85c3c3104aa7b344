import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PresentationFacts } from './line-dose.ts';
import { lineWords } from './line-words.ts';
import type { LineNote } from './line-words-table.ts';
import type { Amount, Duration, Frequency } from './medicine-line.ts';

const piece = (unit: string, amount: number, of = 'mg'): PresentationFacts => ({ form: unit, content: [{ amount, unit: of, per: null }], pack: { amount: 10, unit } });
const liquid = (amount: number, per: number, of = 'mg'): PresentationFacts => ({ form: 'suspensión', content: [{ amount, unit: of, per: { amount: per, unit: 'mL' } }], pack: { amount: 60, unit: 'mL' } });

type Told = { readonly dose: Amount | null; readonly route: string | null; readonly frequency: Frequency | null; readonly asNeeded: string | null; readonly duration: Duration | null };
const told = (value: number, unit: string, frequency: Frequency, rest: Partial<Told> = {}): Told => ({ dose: { value, unit }, route: 'oral', frequency, asNeeded: null, duration: null, ...rest });
const c = (hours: number): Frequency => ({ kind: 'every', hours });
const days = (count: number) => ({ duration: { days: count } });
const by = (route: string | null) => ({ route });
const needed = (asNeeded: string) => ({ asNeeded });
const pattern = (...doses: readonly number[]): Frequency => ({ kind: 'pattern', doses });

const cases: readonly (readonly [Told, PresentationFacts | null, string, string, (readonly LineNote[])?])[] = [
  [told(500, 'mg', c(8), days(7)), piece('cápsula', 500), 'Tome 1 cápsula (500 mg) por la boca cada 8 horas durante 7 días.', 'Take 1 capsule (500 mg) by mouth every 8 hours for 7 days.'],
  [told(1000, 'mg', c(8), days(1)), piece('tableta', 500), 'Tome 2 tabletas (1000 mg) por la boca cada 8 horas durante 1 día.', 'Take 2 tablets (1000 mg) by mouth every 8 hours for 1 day.'],
  [told(0.5, 'tableta', c(24)), piece('tableta', 5), 'Tome ½ tableta (2.5 mg) por la boca cada 24 horas.', 'Take ½ tablet (2.5 mg) by mouth every 24 hours.'],
  [told(1.5, 'tableta', c(24)), piece('tableta', 5), 'Tome 1½ tabletas (7.5 mg) por la boca cada 24 horas.', 'Take 1½ tablets (7.5 mg) by mouth every 24 hours.'],
  [told(0.25, 'tableta', c(12)), null, 'Tome ¼ tableta por la boca cada 12 horas.', 'Take ¼ tablet by mouth every 12 hours.'],
  [told(500, 'mg', c(8)), null, 'Tome 500 mg por la boca cada 8 horas.', 'Take 500 mg by mouth every 8 hours.'],
  [told(500, 'mg', c(8), by(null)), null, 'Use 500 mg cada 8 horas.', 'Use 500 mg every 8 hours.'],
  [told(250, 'mg', c(8)), piece('cápsula', 500), 'Tome 250 mg por la boca cada 8 horas.', 'Take 250 mg by mouth every 8 hours.'],
  [told(5, 'mL', c(8), days(5)), liquid(250, 5), 'Tome 5 mL (250 mg) por la boca cada 8 horas durante 5 días.', 'Take 5 mL (250 mg) by mouth every 8 hours for 5 days.'],
  [told(500, 'mg', c(12)), liquid(250, 5), 'Tome 10 mL (500 mg) por la boca cada 12 horas.', 'Take 10 mL (500 mg) by mouth every 12 hours.'],
  [told(7.5, 'mL', c(6)), null, 'Tome 7.5 mL por la boca cada 6 horas.', 'Take 7.5 mL by mouth every 6 hours.'],
  [told(10, 'gota', c(8)), null, 'Tome 10 gotas por la boca cada 8 horas.', 'Take 10 drops by mouth every 8 hours.'],
  [told(1, 'sobre', c(24)), null, 'Tome 1 sobre por la boca cada 24 horas.', 'Take 1 packet by mouth every 24 hours.'],
  [told(1, 'gragea', c(24)), null, 'Tome 1 gragea por la boca cada 24 horas.', 'Take 1 coated tablet by mouth every 24 hours.'],
  [told(100, 'ug', c(24)), piece('tableta', 100, 'ug'), 'Tome 1 tableta (100 mcg) por la boca cada 24 horas en ayunas.', 'Take 1 tablet (100 mcg) by mouth every 24 hours on an empty stomach.', ['fasting']],
  [told(20, 'mg', c(24)), piece('cápsula', 20), 'Tome 1 cápsula (20 mg) por la boca cada 24 horas antes de los alimentos.', 'Take 1 capsule (20 mg) by mouth every 24 hours before meals.', ['before-food']],
  [told(400, 'mg', c(8)), piece('tableta', 400), 'Tome 1 tableta (400 mg) por la boca cada 8 horas con los alimentos.', 'Take 1 tablet (400 mg) by mouth every 8 hours with food.', ['with-food']],
  [told(400, 'mg', c(8)), piece('tableta', 400), 'Tome 1 tableta (400 mg) por la boca cada 8 horas después de los alimentos.', 'Take 1 tablet (400 mg) by mouth every 8 hours after meals.', ['after-food']],
  [told(500, 'mg', c(1)), null, 'Tome 500 mg por la boca cada hora.', 'Take 500 mg by mouth every hour.'],
  [told(500, 'mg', c(0.5)), null, 'Tome 500 mg por la boca cada 30 minutos.', 'Take 500 mg by mouth every 30 minutes.'],
  [told(500, 'mg', c(48)), null, 'Tome 500 mg por la boca cada 48 horas (un día sí y un día no).', 'Take 500 mg by mouth every 48 hours (every other day).'],
  [told(500, 'mg', c(72)), null, 'Tome 500 mg por la boca cada 3 días.', 'Take 500 mg by mouth every 3 days.'],
  [told(500, 'mg', { kind: 'times', perDay: 1 }), null, 'Tome 500 mg por la boca 1 vez al día.', 'Take 500 mg by mouth once a day.'],
  [told(500, 'mg', { kind: 'times', perDay: 3 }), null, 'Tome 500 mg por la boca 3 veces al día.', 'Take 500 mg by mouth 3 times a day.'],
  [told(7.5, 'mg', { kind: 'weekly', everyWeeks: 1 }), piece('tableta', 2.5), 'Tome 3 tabletas (7.5 mg) por la boca una sola vez por semana (no todos los días).', 'Take 3 tablets (7.5 mg) by mouth only once a week (not every day).'],
  [told(70, 'mg', { kind: 'weekly', everyWeeks: 2 }), null, 'Tome 70 mg por la boca una sola vez cada 2 semanas.', 'Take 70 mg by mouth only once every 2 weeks.'],
  [told(1, 'g', { kind: 'once' }), null, 'Tome 1 g por la boca una sola vez.', 'Take 1 g by mouth one single time.'],
  [told(50, 'mg', pattern(1, 0, 0), { duration: { continuous: true } }), piece('tableta', 50), 'Tome 1 tableta (50 mg) por la boca en la mañana de manera continua.', 'Take 1 tablet (50 mg) by mouth in the morning as ongoing treatment.'],
  [told(50, 'mg', pattern(1, 0, 2)), piece('tableta', 50), 'Tome por la boca 1 tableta (50 mg) en la mañana y 2 tabletas (100 mg) en la noche.', 'Take by mouth 1 tablet (50 mg) in the morning and 2 tablets (100 mg) at night.'],
  [told(1, 'tableta', pattern(1, 1, 1)), null, 'Tome por la boca 1 tableta en la mañana, 1 tableta al mediodía y 1 tableta en la noche.', 'Take by mouth 1 tablet in the morning, 1 tablet at noon and 1 tablet at night.'],
  [told(1, 'tableta', pattern(0, 1, 0)), null, 'Tome 1 tableta por la boca al mediodía.', 'Take 1 tablet by mouth at noon.'],
  [told(1, 'tableta', pattern(1, 0, 1, 0)), null, 'Tome por la boca 1 tableta en la mañana y 1 tableta en la tarde.', 'Take by mouth 1 tablet in the morning and 1 tablet in the evening.'],
  [told(1, 'tableta', pattern(1, 1)), null, 'Tome por la boca 1 tableta en la mañana y 1 tableta en la noche.', 'Take by mouth 1 tablet in the morning and 1 tablet at night.'],
  [told(2, 'mg', pattern(0, 0, 1)), piece('tableta', 2), 'Tome 1 tableta (2 mg) por la boca al acostarse.', 'Take 1 tablet (2 mg) by mouth at bedtime.', ['bedtime']],
  [told(2, 'mg', c(24)), piece('tableta', 2), 'Tome 1 tableta (2 mg) por la boca cada 24 horas al acostarse.', 'Take 1 tablet (2 mg) by mouth every 24 hours at bedtime.', ['bedtime']],
  [told(10, '[IU]', pattern(2, 0, 1), by('subcutanea')), null, 'Inyecte debajo de la piel 20 unidades en la mañana y 10 unidades en la noche.', 'Inject under the skin 20 units in the morning and 10 units at night.'],
  [told(10, '[IU]', pattern(0, 0, 1), by('subcutanea')), liquid(100, 1, '[IU]'), 'Inyecte 10 unidades debajo de la piel en la noche.', 'Inject 10 units under the skin at night.'],
  [told(1, '[IU]', c(24), by('subcutanea')), null, 'Inyecte 1 unidad debajo de la piel cada 24 horas.', 'Inject 1 unit under the skin every 24 hours.'],
  [told(500, 'mg', c(8), needed('dolor')), null, 'Tome 500 mg por la boca cada 8 horas, solo si tiene dolor.', 'Take 500 mg by mouth every 8 hours, only if you have pain.'],
  [told(500, 'mg', c(8), { ...needed('fiebre o dolor'), ...days(3) }), null, 'Tome 500 mg por la boca cada 8 horas durante 3 días, solo si tiene fiebre o dolor.', 'Take 500 mg by mouth every 8 hours for 3 days, only if you have fever or pain.'],
  [told(500, 'mg', c(8), needed('')), null, 'Tome 500 mg por la boca cada 8 horas, solo si lo necesita.', 'Take 500 mg by mouth every 8 hours, only if needed.'],
  [told(4, 'mg', c(8), needed('Náusea')), null, 'Tome 4 mg por la boca cada 8 horas, solo si tiene náusea.', 'Take 4 mg by mouth every 8 hours, only if you have nausea.'],
  [told(4, 'mg', c(8), needed('zumbido')), null, 'Tome 4 mg por la boca cada 8 horas, solo si tiene zumbido.', 'Take 4 mg by mouth every 8 hours, only if needed (“zumbido”).'],
  [told(5, 'mg', c(8), by('sublingual')), piece('tableta', 5), 'Ponga 1 tableta (5 mg) debajo de la lengua cada 8 horas.', 'Place 1 tablet (5 mg) under the tongue every 8 hours.'],
  [told(300, 'mg', c(8), by('rectal')), piece('supositorio', 300), 'Ponga 1 supositorio (300 mg) en el recto cada 8 horas.', 'Insert 1 suppository (300 mg) into the rectum every 8 hours.'],
  [told(1, 'óvulo', c(24), by('vaginal')), null, 'Aplique 1 óvulo en la vagina cada 24 horas.', 'Insert 1 vaginal ovule into the vagina every 24 hours.'],
  [told(1, 'aplicación', c(12), by('cutanea')), null, 'Haga 1 aplicación en la piel cada 12 horas.', 'Use 1 application on the skin every 12 hours.'],
  [told(1, 'parche', c(72), by('transdermica')), piece('parche', 4.2), 'Pegue 1 parche (4.2 mg) en la piel cada 3 días.', 'Apply 1 patch (4.2 mg) on the skin every 3 days.'],
  [told(1, 'gota', c(12), by('oftalmica')), null, 'Ponga 1 gota en el ojo cada 12 horas.', 'Put 1 drop in the eye every 12 hours.'],
  [told(1, 'gota', c(12), by('oftalmica')), null, 'Ponga 1 gota en el ojo derecho cada 12 horas.', 'Put 1 drop in the right eye every 12 hours.', ['right-eye']],
  [told(2, 'gota', c(8), by('oftalmica')), null, 'Ponga 2 gotas en los dos ojos cada 8 horas.', 'Put 2 drops in both eyes every 8 hours.', ['both-eyes']],
  [told(3, 'gota', c(8), by('otica')), null, 'Ponga 3 gotas en el oído izquierdo cada 8 horas.', 'Put 3 drops in the left ear every 8 hours.', ['left-ear']],
  [told(3, 'gota', c(8), by('otica')), null, 'Ponga 3 gotas en el oído cada 8 horas.', 'Put 3 drops in the ear every 8 hours.'],
  [told(1, 'aplicación', c(12), by('nasal')), null, 'Haga 1 aplicación en cada fosa nasal cada 12 horas.', 'Use 1 application in each nostril every 12 hours.', ['each-nostril']],
  [told(2, 'inhalación', c(6), by('inhalada')), null, 'Inhale 2 disparos por la boca cada 6 horas.', 'Inhale 2 puffs by mouth every 6 hours.'],
  [told(1, 'inhalación', c(12), by('inhalada')), null, 'Inhale 1 disparo por la boca cada 12 horas.', 'Inhale 1 puff by mouth every 12 hours.'],
  [told(2.5, 'mL', c(6), by('nebulizada')), null, 'Nebulice 2.5 mL con nebulizador cada 6 horas.', 'Use 2.5 mL with a nebulizer every 6 hours.'],
  [told(1, 'g', c(24), by('intravenosa')), piece('frasco', 1, 'g'), 'Aplicar 1 frasco (1 g) en la vena cada 24 horas.', 'Inject 1 vial (1 g) into a vein every 24 hours.'],
  [told(1, 'ampolleta', c(24), by('intramuscular')), null, 'Aplicar 1 ampolleta con inyección en el músculo cada 24 horas.', 'Inject 1 ampoule into the muscle every 24 hours.'],
  [told(1, 'dosis', c(24), by('subcutanea')), null, 'Inyecte 1 dosis debajo de la piel cada 24 horas.', 'Inject 1 dose under the skin every 24 hours.'],
  [told(1, 'pluma', { kind: 'weekly', everyWeeks: 1 }, by('subcutanea')), null, 'Inyecte 1 pluma debajo de la piel una sola vez por semana (no todos los días).', 'Inject 1 pen under the skin only once a week (not every day).'],
  [told(20, 'meq', c(12)), null, 'Tome 20 meq por la boca cada 12 horas.', 'Take 20 meq by mouth every 12 hours.'],
  [told(10, 'mg/kg', c(8)), null, '', ''],
  [{ ...told(500, 'mg', c(8)), dose: null }, piece('tableta', 500), '', ''],
  [{ ...told(500, 'mg', c(8)), frequency: null }, piece('tableta', 500), '', ''],
];

for (const [line, presentation, es, en, notes] of cases) {
  test(es === '' ? `nothing is said of ${JSON.stringify(line)}` : es, () => { assert.deepEqual(lineWords(line, presentation, notes), { es, en }); });
}
