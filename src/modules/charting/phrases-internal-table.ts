import type { PhraseWords } from './contract.ts';

/** Internal medicine. In our own words. */
export const internalPhrases: readonly PhraseWords[] = [
  { shortcut: 'mi', title: 'Revisión por problemas', text: '{nombre}, {edad}. Lista de problemas: {problemas}. Tratamiento actual: {medicamentos}. Cambios desde la última visita: ***.' },
  { shortcut: 'efmi', title: 'Exploración de medicina interna por excepción', text: '[?Despierto, orientado, sin palidez ni ictericia.|Despierta, orientada, sin palidez ni ictericia.] [?Cuello sin ingurgitación yugular, tiroides no palpable, sin adenomegalias.] [?Tórax simétrico, sin derrame ni estertores.] [?Ruidos cardiacos rítmicos, sin soplos ni tercer ruido.] [?Abdomen sin ascitis, hígado y bazo no palpables.] [?Extremidades sin edema; pulsos distales presentes.] [?Neurológico sin focalización, sin asterixis.] Salvo: ***.' },
  { shortcut: 'erc', title: 'Enfermedad renal crónica', text: 'Enfermedad renal crónica. Creatinina *** mg/dL del ***, filtrado estimado *** mL/min/1.73 m². Albuminuria ***. Uresis [conservada|disminuida]. Edema [ausente|presente: ***]. Nefrotóxicos revisados: [ninguno|***].' },
  { shortcut: 'hipot', title: 'Hipotiroidismo', text: 'Hipotiroidismo en sustitución. TSH *** del ***. Toma en ayuno [sí|no]. Síntomas [ninguno|fatiga|intolerancia al frío|estreñimiento|palpitaciones]. [?Tiroides no palpable.]' },
  { shortcut: 'anem', title: 'Estudio de anemia', text: 'Hemoglobina *** g/dL, VCM *** fL del ***. Sangrado [negado|referido: ***]. Dieta ***. [?Sin pérdida de peso ni fiebre.] [?Sin adenomegalias ni esplenomegalia.] Estudios por solicitar: ***.' },
  { shortcut: 'epoc', title: 'EPOC', text: 'EPOC. Disnea mMRC [0|1|2|3|4]. Exacerbaciones en el último año: ***. Técnica de inhalación [correcta|corregida hoy]. Tabaco [nunca|suspendido hace ***|activo: *** al día]. [?Vacunas al corriente.]' },
  { shortcut: 'disli', title: 'Dislipidemia', text: 'Colesterol total ***, LDL ***, HDL ***, triglicéridos *** mg/dL del ***. Riesgo cardiovascular estimado [bajo|intermedio|alto|muy alto] con ***. Tolerancia al tratamiento [buena|mialgias|otra: ***].' },
  { shortcut: 'perdpeso', title: 'Pérdida de peso', text: 'Pérdida de *** kg en ***, [no intencionada|intencionada]. Apetito [conservado|disminuido]. [?Sin fiebre ni diaforesis nocturna.] [?Sin disfagia ni cambios del hábito intestinal.] Ánimo ***. Tamizajes al día: ***.' },
  { shortcut: 'concil', title: 'Conciliación de medicamentos', text: 'Medicamentos en el expediente: {medicamentos}. La persona toma: ***. Diferencias: [ninguna|***]. Alergias: {alergias}. Se entrega lista actualizada.' },
  { shortcut: 'geri', title: 'Valoración geriátrica breve', text: 'Actividades básicas [independiente|dependiente en ***], instrumentales [independiente|dependiente en ***]. Caídas en el último año: ***. Memoria ***. Ánimo ***. Audición y visión ***. Cuidador: ***.' },
];
