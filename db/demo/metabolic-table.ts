import type { Course } from './story.ts';

/** Diabetes, hypertension, lipids and thyroid. `<hba1c>` and `<ldl>` fall with the treatment. */
export const metabolicCourses = {
  dm2: {
    by: 'medica',
    first: [
      {
        s: 'Acude para revisar estudios de laboratorio. Refiere {sed y orina frecuente|cansancio y visión borrosa ocasional} desde hace {dos|tres} meses. {Padre|Madre} con diabetes. Dieta rica en {pan y refresco|tortilla y bebidas azucaradas}, {sedentari@|camina poco}. Niega dolor torácico, disnea o lesiones en los pies.',
        e: 'Hidratad@, orientad@. Acantosis en cuello. Ruidos cardiacos rítmicos, campos pulmonares limpios. Abdomen globoso a expensas de panículo adiposo. Pies sin lesiones, pulsos pedios presentes, monofilamento normal.',
        r: 'Glucosa en ayuno <glucosa> mg/dL, hemoglobina glucosilada <hba1c> %, creatinina {0.8|0.9} mg/dL, examen general de orina sin proteínas. LDL <ldl> mg/dL.',
        a: 'Diabetes mellitus tipo 2 de diagnóstico reciente, sin complicaciones aparentes. Meta de hemoglobina glucosilada menor de 7 %.',
        p: 'Se explica el diagnóstico y se acuerdan metas. Plan de alimentación con nutrición, caminata de 30 minutos cinco días por semana. Inicia metformina con incremento gradual para mejorar la tolerancia. Envío a valoración de fondo de ojo. Control en cuatro semanas con bitácora de glucosa.',
        dx: ['E119'], meds: ['metforminaInicio'], prog: 'Bueno para la vida; reservado para la función a largo plazo según el control.', signs: { glucose: [168, 214] },
      },
      {
        s: 'Control a las cuatro semanas. Tolera la metformina, {molestia intestinal leve los primeros días ya resuelta|sin diarrea}. Ha dejado {el refresco|el pan dulce} entre semana. {Camina tres días por semana|Inició caminatas}. Glucosas en casa entre {120 y 170|130 y 165} mg/dL. Niega hipoglucemias.',
        e: 'Buen estado general. Sin edema. Pies íntegros, piel hidratada.',
        r: 'Bitácora con promedio en ayuno de <glucosa> mg/dL.',
        a: 'Diabetes tipo 2 en ajuste de tratamiento, con buena tolerancia. Aún fuera de meta.',
        p: 'Se aumenta metformina a 850 mg cada 12 horas. Reforzar plan de alimentación y cuidado de los pies. Hemoglobina glucosilada, perfil de lípidos y relación albúmina/creatinina en orina antes de la próxima cita.',
        dx: ['E119'], meds: ['metformina'], prog: 'Bueno para la vida; favorable para la función con buen apego.', signs: { glucose: [132, 164] },
      },
    ],
    then: [
      {
        s: 'Acude a control de diabetes. {Refiere|Comenta} {buen apego al tratamiento|apego regular, olvida la dosis de la noche una vez por semana|tomar el medicamento todos los días}. {Niega hipoglucemias, poliuria o polidipsia|Sin sed excesiva ni baja de azúcar}. {Camina 30 minutos la mayoría de los días|Hace bicicleta fija tres veces por semana|Ha caminado menos por el trabajo}. {Duerme bien|Sin dolor ni hormigueo en los pies}.',
        e: '{Buen estado general|Alerta, hidratad@}. Ruidos cardiacos rítmicos sin soplos. Pies sin lesiones, {pulsos pedios palpables|monofilamento 10/10 en ambos pies}. {Sin edema|Uñas bien cortadas}.',
        r: 'Hemoglobina glucosilada <hba1c> %, glucosa en ayuno <glucosa> mg/dL, LDL <ldl> mg/dL, creatinina {0.8|0.9|1.0} mg/dL, {relación albúmina/creatinina 14 mg/g|relación albúmina/creatinina 18 mg/g|filtrado glomerular estimado mayor de 90}.',
        a: 'Diabetes tipo 2 con <control>. {Sin datos de daño renal|Sin complicaciones nuevas}.',
        p: 'Continúa {el mismo tratamiento|metformina sin cambios}. {Reforzar cena ligera|Mantener la caminata diaria|Contar porciones de tortilla y fruta}. {Vacuna contra influenza al corriente|Recordar la revisión anual de fondo de ojo|Revisión dental pendiente}. Próxima cita en {dos|tres} meses con laboratorio.',
        dx: ['E119'], meds: ['metformina', 'atorvastatina'], prog: 'Bueno para la vida y favorable para la función.', signs: { glucose: [108, 142] },
      },
      {
        s: 'Control. {Trae glucometrías|Muestra su bitácora}: {ayunos entre 105 y 130|ayunos entre 98 y 126} mg/dL, después de comer por debajo de {170|180}. {En las fiestas se excedió con los postres|Bajó el consumo de tortilla}. Niega {mareo|visión borrosa}, dolor de pecho o infecciones urinarias.',
        e: 'Presión <ta> mmHg. Sin {soplos carotídeos|hepatomegalia}. Exploración de pies: piel íntegra, {sin callosidades|leve resequedad en talones}, sensibilidad conservada.',
        a: 'Diabetes tipo 2 con <control>, {glucometrías acordes con la meta|apego adecuado}.',
        p: '{Crema humectante en los pies, no entre los dedos|Revisar los pies cada noche}. Mismo esquema. {Laboratorio en dos meses|Hemoglobina glucosilada en la próxima cita}. Datos de hipoglucemia e hiperglucemia explicados.',
        dx: ['E119'], meds: ['metformina', 'atorvastatina'], prog: 'Bueno para la vida y la función mientras mantenga el control.', signs: { glucose: [98, 130] },
      },
    ],
  },
  hta: {
    by: 'medica',
    first: [
      {
        s: '{Cefalea occipital ocasional|Zumbido de oídos y cefalea leve} desde hace {un mes|seis semanas}. En la farmacia le midieron presión alta en {tres|dos} ocasiones. {Padre hipertenso|Madre con hipertensión y evento vascular}. {Consume botanas y embutidos con frecuencia|Agrega sal a la comida antes de probarla}. Niega dolor torácico, disnea o edema.',
        e: 'Presión <ta> mmHg en ambos brazos, segunda toma similar tras cinco minutos de reposo. Ruidos cardiacos rítmicos sin soplos. Sin edema. Fondo de ojo directo sin hemorragias.',
        r: 'Electrocardiograma en ritmo sinusal, sin datos de hipertrofia. Creatinina {0.9|1.0} mg/dL, potasio 4.2 mEq/L, glucosa {96|101} mg/dL.',
        a: 'Hipertensión arterial confirmada con automonitoreo en casa. Sin daño a órgano blanco aparente. Meta menor de 130/80 mmHg.',
        p: 'Reducir sal a menos de 5 g al día, plan de alimentación con verduras y fruta, ejercicio aeróbico. Inicia losartán. Bitácora de presión: dos tomas por la mañana y dos por la noche una semana antes de la cita. Control en cuatro semanas.',
        dx: ['I10X'], meds: ['losartan'], prog: 'Bueno para la vida con control de la presión.',
      },
      {
        s: 'Cuatro a ocho semanas con losartán. {Apego completo|Olvidó una toma}. Bitácora con promedio de <ta> mmHg. {Menos cefalea|Sin zumbido de oídos}. {Empezó a caminar por las mañanas|Quitó el salero de la mesa}. Niega mareo o tos.',
        e: 'Presión <ta> mmHg, frecuencia regular. Sin edema. Exploración cardiopulmonar normal.', r: 'Creatinina {0.9|1.0} mg/dL, potasio 4.4 mEq/L tras iniciar losartán.',
        a: 'Hipertensión arterial aún fuera de meta con un medicamento.', p: 'Se agrega amlodipino 5 mg; avisar si hay hinchazón de tobillos. Continúa losartán y dieta baja en sal. Control en cuatro a seis semanas.',
        dx: ['I10X'], meds: ['losartan', 'amlodipino'], prog: 'Bueno para la vida con control de la presión.',
      },
    ],
    then: [
      {
        s: 'Acude a control de presión. {Toma el medicamento diario|Olvidó dos tomas en el mes|Refiere buen apego}. Bitácora en casa con promedio de <ta> mmHg. {Niega mareo al levantarse|Sin cefalea ni palpitaciones}. {Redujo embutidos y botanas|Camina 40 minutos diarios|Le ha costado dejar la sal}.',
        e: 'Presión <ta> mmHg sentad@. {Ruidos cardiacos rítmicos, sin soplos|Pulsos periféricos simétricos}. {Sin edema de piernas|Campos pulmonares limpios}.',
        a: 'Hipertensión arterial con <control>. {Sin efectos adversos|Tolera bien el tratamiento}.',
        p: '{Sin cambios en el tratamiento|Continúa igual}. {Mantener bitácora semanal|Reforzar dieta baja en sodio|Ejercicio aeróbico 150 minutos por semana}. {Química y potasio antes de la siguiente cita|Próxima cita en dos meses|Control en tres meses}.',
        dx: ['I10X'], meds: ['losartan', 'amlodipino'], prog: 'Bueno para la vida y la función.',
      },
      {
        s: '{Control trimestral|Control programado|Acude a su cita de presión|Revisión de hipertensión}. {Se siente bien|Sin molestias|Refiere buen ánimo|Sin síntomas}. {Presión en casa con promedio de <ta> mmHg|Trae doce registros con promedio de <ta> mmHg|En la farmacia le midieron <ta> mmHg}. {Duerme siete horas|Ronca menos desde que bajó de peso|Descansa bien|Camina por las tardes|Cuida la sal en casa}. Niega tos, edema o disminución del deseo sexual.',
        e: 'Presión <ta> mmHg, peso <peso> kg. Cuello sin ingurgitación yugular. Exploración cardiopulmonar normal.',
        r: 'Creatinina {0.9|1.0|0.8} mg/dL, potasio {4.1|4.4|4.3} mEq/L, examen general de orina sin proteínas.',
        a: 'Hipertensión arterial con <control>, función renal conservada.',
        p: 'Se {reitera|explica otra vez} la meta de presión y el riesgo cardiovascular. Mismo tratamiento. {Vacuna contra influenza este otoño|Electrocardiograma anual}. Cita en tres meses.',
        dx: ['I10X'], meds: ['losartan', 'amlodipino'], prog: 'Favorable para la vida y la función.',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;
