import type { TemplateWords } from './contract.ts';

/** Paediatrics. In our own words; weight and length belong to the vital signs and are in no template. */
export const paediatricsTemplates: readonly TemplateWords[] = [
  {
    title: 'Control de niña o niño sano',
    texts: {
      subjective: 'Acude a control con ***. Alimentación: ***. Sueño: ***. Evacuaciones y orina: ***. Vacunación [completa para la edad|incompleta: ***|sin cartilla a la vista]. Desarrollo: ***.',
      examination: '[?Fontanela anterior normotensa.] [?Reflejo rojo presente en ambos ojos.] [?Ruidos cardiacos rítmicos, sin soplos.] [?Abdomen blando, sin visceromegalias.] [?Caderas estables.] Otros hallazgos: ***.',
      assessment: 'Crecimiento [adecuado|por vigilar: ***]. Desarrollo [esperado para la edad|por vigilar: ***].',
      plan: 'Orientación sobre alimentación y prevención de accidentes: ***. Vacunas de hoy: ***. Próximo control: ***.',
      prognosis: 'Para la vida [bueno|reservado]; para la función [bueno|reservado].',
    },
  },
  {
    title: 'Fiebre en la edad pediátrica',
    texts: {
      subjective: 'Fiebre desde hace ***, máxima ***. Refiere ***. Tolerancia a la vía oral [buena|regular|mala]. Orina [como siempre|menos de lo habitual]. [?Niega exantema.] Contactos enfermos: ***.',
      examination: 'Estado general [bueno|regular|malo]. [?Hidratación adecuada.] [?Orofaringe sin exudado.] [?Membranas timpánicas íntegras.] [?Campos pulmonares sin estertores.] [?Sin signos meníngeos.] [?Piel sin exantema.] Otros hallazgos: ***.',
      assessment: 'Fiebre [con foco: ***|sin foco evidente]. Datos de gravedad [ausentes|presentes: ***].',
      plan: 'Manejo: ***. Estudios: ***. Datos de alarma explicados a ***: ***. Revaloración: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
  {
    title: 'Diarrea aguda en la edad pediátrica',
    texts: {
      subjective: 'Evacuaciones [líquidas|semilíquidas] desde hace ***, en número de *** al día, [sin moco ni sangre|con moco|con sangre]. Vómito [no|sí: ***]. Tolerancia a la vía oral [buena|regular|mala]. Orina: ***.',
      examination: 'Hidratación [sin datos de deshidratación|con datos de deshidratación: ***]. [?Abdomen blando, peristalsis presente.] Otros hallazgos: ***.',
      assessment: 'Diarrea aguda [sin deshidratación|con deshidratación|con deshidratación grave]. Sustento: ***.',
      plan: 'Hidratación: ***. Alimentación: ***. Datos de alarma explicados a ***: ***. Revaloración: ***.',
      prognosis: 'Para la vida [bueno|reservado|malo]; para la función [bueno|reservado|malo].',
    },
  },
];
