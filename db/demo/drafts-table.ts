import type { NotePattern } from './story.ts';

/** What lies open on the desk: two drafts in work, one of which still lacks its prognosis (NOM-004 6.2.5), and one barely begun. */
export const drafts: readonly { readonly patient: string; readonly hoursAgo: number; readonly pattern: NotePattern }[] = [
  {
    patient: 'joaquin', hoursAgo: 20,
    pattern: {
      s: 'Acude a control de presión. Refiere tos seca en las mañanas desde hace dos semanas, sin fiebre ni disnea. Bitácora en casa con promedio de <ta> mmHg.',
      e: 'Presión <ta> mmHg. Ruidos cardiacos rítmicos, campos pulmonares limpios, sin edema.',
      a: 'Hipertensión arterial en meta. Tos sin datos de alarma, en vigilancia.', p: 'Continúa losartán. Evitar humo y polvo. Revaloración en dos semanas si persiste la tos.',
      dx: ['I10X', 'R05X?'], meds: ['losartan', 'amlodipino'], prog: '',
    },
  },
  {
    patient: 'renata', hoursAgo: 17,
    pattern: {
      s: 'Seguimiento de ansiedad. Duerme siete horas, dejó el café por la tarde. Presentó un episodio de palpitaciones en el transporte que cedió con respiración.',
      e: 'Tranquila, discurso coherente, afecto eutímico. Exploración cardiopulmonar normal.', a: 'Ansiedad generalizada con buena respuesta.',
      p: 'Mantener sertralina y terapia. Cita en seis semanas.', dx: ['F411'], meds: ['sertralina'], prog: 'Bueno para la vida y la función.',
    },
  },
  {
    patient: 'uriel', hoursAgo: 1,
    pattern: { s: 'Dolor lumbar de dos días después de mudanza, sin irradiación.', e: '', a: '', p: '', dx: [], meds: [], prog: '' },
  },
];

/** The note of the person nobody could name. */
export const strangerNote: NotePattern = {
  s: 'Traído por ambulancia tras caída en la vía pública, sin identificación. Paramédicos refieren que estaba desorientado y que no hubo pérdida del estado de alerta presenciada. El paciente no recuerda su nombre. Se desconocen antecedentes y alergias.',
  e: 'Escala de Glasgow 14 (confuso). Herida de 3 cm en región frontal, sin hundimientos. Pupilas isocóricas reactivas. Sin déficit motor. Cuello sin dolor en apófisis espinosas. Tórax y abdomen sin lesiones. Aliento sin olor a alcohol.',
  r: 'Glucosa capilar <glucosa> mg/dL.', a: 'Traumatismo craneoencefálico leve con confusión, en persona no identificada. Requiere tomografía y observación hospitalaria.',
  p: 'Inmovilización cervical, curación y compresión de la herida. Traslado en ambulancia a hospital con tomografía; se entrega resumen al personal. Aviso a trabajo social para su identificación. No se indicaron medicamentos.',
  dx: ['S060?', 'S019'], meds: [], prog: 'Reservado hasta contar con tomografía.', signs: { glucose: [98, 112], heartRate: [92, 104] },
};

/** Corrections beside signed notes: of whose note (counted from the last), and what is said. */
export const addenda: readonly { readonly patient: string; readonly fromLast: number; readonly daysAfter: number; readonly reason: string; readonly text: string }[] = [
  { patient: 'ernesto', fromLast: 3, daysAfter: 1, reason: 'Dato omitido', text: 'En la consulta el paciente refirió también alergia a las sulfas (exantema en la juventud). Se agrega al expediente y se le explicó evitar esos medicamentos.' },
  { patient: 'guadalupe', fromLast: 1, daysAfter: 2, reason: 'Resultado recibido después de la consulta', text: 'Se recibió el informe de fondo de ojo: sin retinopatía en ambos ojos. Revisión anual.' },
  { patient: 'leonardo', fromLast: 1, daysAfter: 0, reason: 'Error de escritura', text: 'Donde se describe la técnica con cámara espaciadora, se revisó con la mamá presente y no con el papá.' },
  { patient: 'karla', fromLast: 0, daysAfter: 0, reason: 'Dato omitido', text: 'Se entregó por escrito la lista de datos de alarma obstétrica y el plan de parto; acude acompañada de su esposo.' },
];
