import type { TemplateWords } from './contract.ts';

/** Internal medicine. In our own words. */
export const internalTemplates: readonly TemplateWords[] = [
  {
    title: 'Enfermedad renal crónica',
    texts: {
      subjective: 'Acude a seguimiento de enfermedad renal crónica. [?Niega edema.] [?Niega náusea y prurito.] Orina: ***. Medicamentos que toma, incluidos antiinflamatorios y herbolaria: ***.',
      examination: 'Estado de volumen: ***. [?Extremidades sin edema.] [?Campos pulmonares sin estertores.] Otros hallazgos: ***.',
      results: 'Creatinina y filtrado estimado: ***. Albuminuria: ***. Potasio: ***. Hemoglobina: ***.',
      assessment: 'Enfermedad renal crónica estadio ***, [estable|en progresión]. Causa: ***.',
      plan: 'Ajustes de dosis: ***. Protección renal: ***. Estudios: ***. [?Interconsulta a nefrología.] Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función renal [bueno|reservado|malo].',
    },
  },
  {
    title: 'Hipotiroidismo',
    texts: {
      subjective: 'Acude a control de hipotiroidismo. Toma el medicamento [en ayuno|con alimentos|de forma irregular]. [?Niega intolerancia al frío, estreñimiento y cansancio.] [?Niega palpitaciones y temblor.] Otros: ***.',
      examination: '[?Tiroides no palpable.] [?Piel de temperatura y humedad normales.] [?Reflejos sin retardo.] Otros hallazgos: ***.',
      results: 'TSH: ***. T4 libre: ***.',
      assessment: 'Hipotiroidismo [en meta|con dosis insuficiente|con dosis excesiva]. Sustento: ***.',
      plan: 'Tratamiento: ***. Forma de tomarlo explicada. Estudio de control: ***.',
      prognosis: 'Para la vida [bueno|reservado]; para la función [bueno|reservado].',
    },
  },
  {
    title: 'Síndrome anémico',
    texts: {
      subjective: 'Cansancio desde hace ***. [?Disnea de esfuerzo.] [?Niega sangrado visible.] [?Niega pérdida de peso.] Menstruación: ***. Alimentación: ***. Medicamentos: ***.',
      examination: 'Piel y conjuntivas: ***. [?Sin adenopatías palpables.] [?Sin esplenomegalia.] [?Ruidos cardiacos sin soplos.] Otros hallazgos: ***.',
      results: 'Hemoglobina: ***. Volumen corpuscular medio: ***. Ferritina: ***.',
      assessment: 'Anemia [microcítica|normocítica|macrocítica], causa [en estudio|***].',
      plan: 'Estudios: ***. Tratamiento: ***. Datos de alarma explicados: ***. Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
];
