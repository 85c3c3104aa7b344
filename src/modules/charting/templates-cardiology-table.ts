import type { TemplateWords } from './contract.ts';

/** Cardiology. In our own words. */
export const cardiologyTemplates: readonly TemplateWords[] = [
  {
    title: 'Insuficiencia cardiaca',
    texts: {
      subjective: 'Acude a seguimiento de insuficiencia cardiaca. Clase funcional [I|II|III|IV]. [?Niega ortopnea y disnea paroxística nocturna.] Peso en casa: ***. Apego a medicamentos y a la restricción de sal: ***.',
      examination: '[?Sin plétora yugular.] [?Ruidos cardiacos rítmicos, sin tercer ruido.] [?Campos pulmonares sin estertores.] [?Sin edema de miembros pélvicos.] Otros hallazgos: ***.',
      results: 'Electrocardiograma: ***. Ecocardiograma, fracción de expulsión: ***. Potasio y creatinina: ***.',
      assessment: 'Insuficiencia cardiaca [compensada|descompensada], de causa ***. Estado de volumen [euvolemia|sobrecarga|depleción].',
      plan: 'Tratamiento y ajustes: ***. Datos de alarma y peso diario explicados. Estudios: ***. Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
  {
    title: 'Dolor torácico en consulta',
    texts: {
      subjective: 'Dolor torácico de *** de evolución, [opresivo|punzante|urente], intensidad ***, [sin irradiación|irradiado a ***]. Se desencadena con *** y cede con ***. [?Niega disnea, diaforesis y síncope.] Factores de riesgo: ***.',
      examination: '[?Ruidos cardiacos rítmicos, sin soplos.] [?Campos pulmonares sin estertores.] [?Pulsos simétricos.] [?Dolor reproducible a la palpación.] Otros hallazgos: ***.',
      results: 'Electrocardiograma: ***.',
      assessment: 'Dolor torácico [de características anginosas|atípico|no cardiaco]. Sustento: ***.',
      plan: 'Conducta: ***. [?Envío a urgencias.] Estudios: ***. Datos de alarma explicados: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
  {
    title: 'Fibrilación auricular',
    texts: {
      subjective: 'Acude a seguimiento de fibrilación auricular. Palpitaciones [no|sí: ***]. [?Niega síncope y dolor torácico.] [?Niega sangrados.] Apego al anticoagulante: ***.',
      examination: 'Ruidos cardiacos [rítmicos|arrítmicos]. [?Sin soplos.] [?Campos pulmonares sin estertores.] [?Sin focalización neurológica.] Otros hallazgos: ***.',
      results: 'Electrocardiograma: ***. Creatinina y hemoglobina: ***.',
      assessment: 'Fibrilación auricular [paroxística|persistente|permanente], control de [frecuencia|ritmo] ***. Riesgo embólico y de sangrado: ***.',
      plan: 'Anticoagulación: ***. Control de frecuencia o ritmo: ***. Datos de alarma explicados: ***. Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
];
