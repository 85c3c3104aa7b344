import type { TemplateWords } from './contract.ts';

/** General practice. In our own words; an examination names only what was chosen as examined. */
export const generalTemplates: readonly TemplateWords[] = [
  {
    title: 'Control de diabetes tipo 2',
    texts: {
      subjective: 'Acude a control de diabetes tipo 2. Apego al tratamiento [bueno|parcial|malo]. Automonitoreo: ***. [?Niega poliuria, polidipsia y pérdida de peso.] [?Niega hipoglucemias.]',
      examination: '[?Hidratación adecuada.] [?Ruidos cardiacos rítmicos, sin soplos.] [?Pies sin lesiones, pulsos pedios presentes.] Otros hallazgos: ***.',
      results: 'Glucosa: ***. HbA1c: ***. Creatinina: ***.',
      assessment: 'Diabetes tipo 2 [en meta|fuera de meta]. Sustento: ***.',
      plan: 'Tratamiento: ***. Alimentación y actividad física acordadas: ***. [?Revisión de fondo de ojo.] Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
  {
    title: 'Control de hipertensión arterial',
    texts: {
      subjective: 'Acude a control de hipertensión arterial. Apego al tratamiento [bueno|parcial|malo]. Presión en casa: ***. [?Niega cefalea, acúfenos y fosfenos.] [?Niega dolor torácico y disnea.]',
      examination: '[?Ruidos cardiacos rítmicos, sin soplos.] [?Campos pulmonares con murmullo vesicular, sin estertores.] [?Extremidades sin edema.] Otros hallazgos: ***.',
      assessment: 'Hipertensión arterial [en meta|fuera de meta]. Sustento: ***.',
      plan: 'Tratamiento: ***. Consumo de sal y actividad física acordados: ***. Datos de alarma explicados: ***. Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
  {
    title: 'Infección respiratoria aguda',
    texts: {
      subjective: 'Inicia hace *** con [?rinorrea,] [?odinofagia,] [?tos,] y fiebre [no referida|referida, no medida|medida: ***]. [?Niega disnea.] Tratamiento previo: ***.',
      examination: '[?Orofaringe sin exudado.] [?Orofaringe hiperémica.] [?Membranas timpánicas íntegras.] [?Campos pulmonares sin estertores ni sibilancias.] Otros hallazgos: ***.',
      assessment: 'Infección respiratoria aguda [alta|baja], sin datos de gravedad por ***.',
      plan: 'Manejo: ***. Datos de alarma explicados: ***. Vuelve si ***.',
      prognosis: 'Para la vida [bueno|reservado]; para la función [bueno|reservado].',
    },
  },
];
