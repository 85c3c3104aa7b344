import type { TemplateWords } from './contract.ts';

/** Gynaecology and obstetrics. In our own words. */
export const gynaecologyTemplates: readonly TemplateWords[] = [
  {
    title: 'Control prenatal',
    texts: {
      subjective: 'Acude a control prenatal. Última menstruación: ***. Movimientos fetales [aún no percibidos|presentes|disminuidos]. [?Niega sangrado y salida de líquido.] [?Niega cefalea, fosfenos y acúfenos.] [?Niega síntomas urinarios.] Otros: ***.',
      examination: 'Fondo uterino: ***. Frecuencia cardiaca fetal: ***. [?Extremidades sin edema.] Otros hallazgos: ***.',
      results: 'Laboratorio: ***. Ultrasonido: ***.',
      assessment: 'Embarazo de *** semanas por [última menstruación|ultrasonido]. Riesgo [bajo|alto por ***].',
      plan: 'Suplementos: ***. Estudios: ***. Datos de alarma explicados: ***. Próxima consulta: ***.',
      prognosis: 'Para la vida y la función de la madre [bueno|reservado]; para el embarazo [bueno|reservado].',
    },
  },
  {
    title: 'Flujo vaginal',
    texts: {
      subjective: 'Flujo vaginal desde hace ***, de aspecto ***. [?Con prurito.] [?Con mal olor.] [?Niega dolor pélvico y fiebre.] Última menstruación: ***. Método anticonceptivo: ***.',
      examination: 'Genitales externos: ***. Especuloscopia [no realizada|***]. Exploración bimanual [no realizada|***].',
      assessment: 'Vaginitis [por definir|de probable causa ***]. Sustento: ***.',
      plan: 'Tratamiento: ***. Estudios: ***. Manejo de la pareja: ***. Revaloración: ***.',
      prognosis: 'Para la vida [bueno|reservado]; para la función [bueno|reservado].',
    },
  },
  {
    title: 'Anticoncepción',
    texts: {
      subjective: 'Solicita orientación sobre anticoncepción. Métodos previos: ***. Última menstruación: ***. [?Niega migraña con aura.] [?Niega trombosis previa.] Tabaco [no|sí: ***]. Preferencia: ***.',
      examination: 'Hallazgos de interés: ***.',
      assessment: 'Método elegido: ***. Contraindicaciones [no se identifican|***].',
      plan: 'Método indicado y forma de uso: ***. Efectos y datos de alarma explicados: ***. Próxima consulta: ***.',
      prognosis: 'Para la vida [bueno|reservado]; para la función [bueno|reservado].',
    },
  },
];
