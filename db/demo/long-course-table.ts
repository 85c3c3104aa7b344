import type { Course } from './story.ts';

const four = ['metformina', 'empagliflozina', 'losartan', 'atorvastatina40'] as const;

/** Two years of one man's diabetes, pressure and lipids: the chart to scroll in. Patterns of `say`. */
export const longCourses = {
  metabolico: {
    by: 'medica',
    first: [
      {
        s: 'Acude tras hallazgo de glucosa de 231 mg/dL en una feria de salud. Sed, orina nocturna tres veces y pérdida de 4 kg en dos meses. Chofer de reparto, come en la calle, dos refrescos al día. Padre finado por infarto a los 63 años. Dejó de fumar hace diez años.',
        e: 'Índice de masa corporal <imc>. Presión <ta> mmHg en dos tomas. Acantosis en cuello. Ruidos cardiacos rítmicos. Pies sin lesiones, pulsos presentes, monofilamento normal.',
        r: 'Glucosa en ayuno <glucosa> mg/dL, hemoglobina glucosilada <hba1c> %, LDL <ldl> mg/dL, triglicéridos 262 mg/dL, creatinina 0.9 mg/dL, relación albúmina/creatinina 41 mg/g.',
        a: 'Diabetes mellitus tipo 2, hipertensión arterial y dislipidemia mixta de diagnóstico reciente. Albuminuria leve por confirmar. Riesgo cardiovascular alto.',
        p: 'Se explican los tres diagnósticos y las metas. Inicia metformina y losartán. Quitar refresco; plan de alimentación con nutrición. Envío a fondo de ojo. Electrocardiograma. Cita en cuatro semanas con bitácora.',
        dx: ['E119', 'I10X', 'E782'], meds: ['metforminaInicio', 'losartan'], prog: 'Bueno para la vida; reservado para la función según el control.', signs: { glucose: [196, 228] },
      },
      {
        s: 'Primer mes. Dejó el refresco. Ya no orina tanto por la noche. Molestia intestinal los primeros cinco días con metformina. Bitácora de presión con promedio de <ta> mmHg. No ha podido caminar por el trabajo.',
        e: 'Presión <ta> mmHg. Sin edema. Abdomen sin dolor.', r: 'Electrocardiograma en ritmo sinusal sin datos de isquemia. Glucosa capilar <glucosa> mg/dL.',
        a: 'Diabetes e hipertensión en ajuste de tratamiento. Dislipidemia sin tratamiento aún.', p: 'Metformina 850 mg cada 12 horas. Agrega estatina. Caminata de 15 minutos después de la comida. Laboratorio en ocho semanas.',
        dx: ['E119', 'I10X', 'E782'], meds: ['metformina', 'losartan', 'atorvastatina40'], prog: 'Favorable si mantiene los cambios.', signs: { glucose: [158, 182] },
      },
      {
        s: 'Resultado de laboratorio. Refiere apego completo. Lleva comida de casa tres días por semana. Niega dolor torácico, disnea o dolor muscular con la estatina.',
        e: 'Presión <ta> mmHg, peso <peso> kg. Pies íntegros.', r: 'Hemoglobina glucosilada <hba1c> %, LDL <ldl> mg/dL, relación albúmina/creatinina 38 mg/g (segunda positiva), potasio 4.4 mEq/L.',
        a: 'Diabetes con albuminuria persistente leve; función renal conservada. Beneficio de un inhibidor de SGLT2.', p: 'Inicia empagliflozina; se explica higiene genital, hidratación y suspenderla en días de enfermedad. Resto igual. Cita en cuatro semanas.',
        dx: ['E119', 'I10X', 'E782'], meds: four, prog: 'Favorable para la vida y la función.', signs: { glucose: [136, 158] },
      },
    ],
    then: [
      {
        s: 'Control {mensual|programado}. {Toma los cuatro medicamentos|Olvidó la dosis de la noche dos veces|Usa pastillero de siete días}. {Camina con su esposa al parque|Se estaciona lejos para caminar|La rodilla lo limitó una semana}. Glucosas en ayuno entre {104 y 132|98 y 128|110 y 138} mg/dL. Niega mareo o comezón genital.',
        e: 'Presión <ta> mmHg, peso <peso> kg. {Pies sin lesiones|Sin edema de piernas}. Ruidos cardiacos rítmicos.', a: 'Diabetes, hipertensión y dislipidemia con <control>.',
        p: '{Mismo tratamiento|Sin cambios}. {Reducir tortillas de la cena de cuatro a dos|Fruta entera en lugar de jugo|Pesarse cada semana}. Cita en {cuatro|cinco} semanas.',
        dx: ['E119', 'I10X', 'E782'], meds: four, prog: 'Favorable para la vida y la función.', signs: { glucose: [104, 134] },
      },
      {
        s: '{Trae laboratorio trimestral|Revisión de estudios}. {Se siente con más energía|Ha dormido bien|Un mes difícil por turnos dobles}. {Sin refresco desde hace meses|Comió pan de fiesta el fin de semana}. Niega síntomas nuevos.',
        e: 'Presión <ta> mmHg sentado. Sin soplos carotídeos. Peso <peso> kg, índice de masa corporal <imc>.', r: 'Hemoglobina glucosilada <hba1c> %, LDL <ldl> mg/dL, creatinina {0.9|1.0} mg/dL, relación albúmina/creatinina {31|27|24} mg/g.',
        a: 'Diabetes con <control>; albuminuria en descenso.', p: 'Continúa tratamiento. {Meta de LDL menor de 70 mg/dL|Felicitación por el avance}. {Próxima hemoglobina glucosilada en tres meses|Orina y creatinina en tres meses}. Cita en cinco semanas.',
        dx: ['E119', 'I10X', 'E782'], meds: four, prog: 'Favorable para la vida y la función.', signs: { glucose: [100, 126] },
      },
      {
        s: 'Control de presión y glucosa. Bitácora en casa con promedio de <ta> mmHg. {Dejó de agregar sal|Come botana los viernes|Cambió el queso por uno fresco}. {Su hija le ayuda con la aplicación de caminatas|Caminó 5 000 pasos diarios}.',
        e: 'Presión <ta> mmHg en el brazo derecho y similar en el izquierdo. Campos pulmonares limpios. {Sin edema|Pulsos pedios simétricos}.', a: 'Hipertensión arterial y diabetes con <control>.',
        p: '{Mantener bitácora una semana por mes|Pesas ligeras dos veces por semana}. Sin cambio de dosis. {Vacuna contra influenza|Revisión dental}. Cita en {cuatro|seis} semanas.',
        dx: ['I10X', 'E119', 'E782'], meds: four, prog: 'Bueno para la vida y favorable para la función.', signs: { glucose: [102, 130] },
      },
      {
        s: 'Control con revisión de pies. {Fondo de ojo de este año sin retinopatía|Informe reciente de oftalmología sin retinopatía}. Calzado {adecuado|nuevo y amplio}. Niega hormigueo o heridas. {Apego completo|Una semana sin estatina por desabasto, ya la tiene}.',
        e: 'Monofilamento 10/10 en ambos pies, vibración conservada, pulsos pedios y tibiales presentes, piel {hidratada|seca en talones}. Presión <ta> mmHg.', a: 'Diabetes tipo 2 sin pie de riesgo ni retinopatía.',
        p: 'Revisión diaria de los pies, crema en talones, no entre los dedos. Continúa tratamiento. Fondo de ojo cada año. Cita en cinco semanas.',
        dx: ['E119', 'I10X', 'E782'], meds: four, prog: 'Bueno para la vida y la función.', signs: { glucose: [98, 124] },
      },
      {
        s: '{Consulta de seguimiento|Control}. {Bajó un orificio del cinturón|Se siente más ligero}. Peso en casa de <peso> kg. {Cena a las siete y no repite|Nutrición le ajustó el plan}. Glucosa después de comer entre {128 y 165|122 y 158} mg/dL. {Duerme siete horas|Ronca menos, sin somnolencia}.',
        e: 'Índice de masa corporal <imc>, presión <ta> mmHg. Abdomen blando sin visceromegalias. {Sin datos de hipoglucemia|Hidratado}.', a: 'Reducción de peso sostenida; factores de riesgo con <control>.',
        p: 'Reforzar logros. {Meta de peso de 84 kg|Ejercicio de fuerza con ligas}. Mismos medicamentos. Cita en {cinco|seis} semanas.',
        dx: ['E119', 'E782', 'I10X'], meds: four, prog: 'Bueno para la vida y la función.', signs: { glucose: [96, 122] },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;
