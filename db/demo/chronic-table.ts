import type { Course } from './story.ts';

/** Lungs, joints, head, thyroid and old age. Patterns of `say`. */
export const chronicCourses = {
  lipidos: {
    by: 'medica',
    first: [
      {
        s: 'Trae estudios de un chequeo del trabajo con colesterol alto. Asintomático. {Padre con infarto a los 58 años|Hermano con angioplastia}. Come fuera de casa {cuatro|cinco} veces por semana; no fuma, cerveza los fines de semana.',
        e: 'Presión <ta> mmHg, índice de masa corporal <imc>. Sin xantomas ni arco corneal. Ruidos cardiacos rítmicos. Pulsos simétricos.',
        r: 'Colesterol total 248 mg/dL, LDL <ldl> mg/dL, HDL 38 mg/dL, triglicéridos 236 mg/dL. Glucosa 98 mg/dL, TSH y transaminasas normales.',
        a: 'Dislipidemia mixta con antecedente familiar de enfermedad coronaria. Riesgo cardiovascular {intermedio|moderado}.',
        p: 'Plan de alimentación: menos frituras y embutidos, más leguminosas y pescado. Ejercicio 150 minutos por semana. Inicia estatina. Perfil de lípidos y transaminasas en ocho semanas.',
        dx: ['E782'], meds: ['atorvastatina'], prog: 'Bueno para la vida con control de los factores de riesgo.',
      },
    ],
    then: [
      {
        s: 'Control de lípidos. {Toma la estatina cada noche|Olvida una dosis por semana}. Niega dolor muscular u orina oscura. {Ha bajado de peso|Come en casa entre semana|Corre dos veces por semana}.',
        e: 'Presión <ta> mmHg, peso <peso> kg. Sin dolor a la palpación muscular. Exploración cardiopulmonar normal.',
        r: 'LDL <ldl> mg/dL, triglicéridos {168|154|149} mg/dL, transaminasas normales.', a: 'Dislipidemia mixta con <control>. {Tolera bien la estatina|Sin miopatía}.',
        p: 'Continúa mismo tratamiento. {Mantener ejercicio|Preferir agua a refresco y jugo|Reducir la cerveza del fin de semana}. Control en {tres|cuatro} meses con perfil de lípidos.',
        dx: ['E782'], meds: ['atorvastatina'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  tiroides: {
    by: 'medica',
    first: [
      {
        s: 'Cansancio, {piel seca y caída de cabello|estreñimiento y frío fácil} desde hace {cuatro|seis} meses, con aumento de {3|4} kg. Ciclos menstruales más abundantes. {Tía|Madre} con problema de tiroides. Sin deseo de embarazo por ahora.',
        e: 'Piel seca, reflejos con relajación lenta. Tiroides palpable, discretamente aumentada, sin nódulos. Frecuencia cardiaca regular.',
        r: 'TSH <tsh> mUI/L, T4 libre 0.72 ng/dL (baja), anticuerpos antiperoxidasa positivos. Hemoglobina 12.6 g/dL.',
        a: 'Hipotiroidismo primario de probable origen autoinmune.', p: 'Inicia levotiroxina en ayuno, 30 a 60 minutos antes del desayuno y lejos de calcio o hierro. TSH en seis semanas. Se explica que el tratamiento suele ser de por vida.',
        dx: ['E039'], meds: ['levotiroxina50'], prog: 'Bueno para la vida y la función.',
      },
      {
        s: 'Seis semanas con levotiroxina. {Más energía, aún con piel seca|Mejoró el estreñimiento, persiste cansancio por la tarde}. La toma en ayuno. Niega palpitaciones o temblor.',
        e: 'Frecuencia cardiaca regular, sin temblor distal. Piel {menos seca|mejor hidratada}.', r: 'TSH <tsh> mUI/L.',
        a: 'Hipotiroidismo en ajuste de dosis, aún por arriba de la meta.', p: 'Aumenta levotiroxina a 75 mcg. Nueva TSH en ocho semanas. Mismas indicaciones para la toma.',
        dx: ['E039'], meds: ['levotiroxina75'], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [
      {
        s: 'Control de tiroides. {Se siente bien, con buena energía|Refiere estar mejor que hace un año|Sin síntomas nuevos}. {Toma la pastilla en ayuno con agua|A veces la toma junto con el café}. Evacúa diario, ciclos regulares.',
        e: '{Eutiroidea clínicamente|Sin datos clínicos de hipotiroidismo}. Peso <peso> kg. Tiroides sin cambios, sin nódulos palpables.', r: 'TSH <tsh> mUI/L.',
        a: 'Hipotiroidismo {en sustitución|con buena respuesta}, con <control>.', p: '{Sin cambio de dosis|Continúa con 75 mcg}. {Separar el café 30 minutos|Avisar de inmediato si planea embarazo para ajustar dosis}. TSH en {cuatro|seis} meses.',
        dx: ['E039'], meds: ['levotiroxina75'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  migrana: {
    by: 'medica',
    first: [
      {
        s: 'Cefalea hemicraneal pulsátil de {8|7} de 10, {dos|tres} veces al mes desde hace años, con náusea, fotofobia y fonofobia, de 6 a 24 horas; empeora con la actividad. {Desencadena con desvelo y ayuno|La relaciona con la menstruación y el estrés}. Niega aura, inicio súbito, fiebre o déficit neurológico. Usa analgésicos {seis|ocho} días al mes.',
        e: 'Pares craneales íntegros, fondo de ojo sin papiledema, fuerza y reflejos simétricos, marcha normal. Sin rigidez de nuca. Puntos dolorosos pericraneales leves.',
        a: 'Migraña sin aura, sin datos de alarma; no requiere imagen. Riesgo de cefalea por uso excesivo de analgésicos.',
        p: 'Diario de cefalea. Horario regular de sueño y comidas. Triptán al inicio de la crisis, no más de nueve días al mes; limitar analgésicos. Revaloración en seis semanas para decidir tratamiento preventivo.',
        dx: ['G439'], meds: ['sumatriptan', 'naproxeno'], prog: 'Bueno para la vida; favorable para la función con control de desencadenantes.',
      },
    ],
    then: [
      {
        s: 'Seguimiento de migraña. Diario con {cuatro|tres|dos} crisis {en el mes|desde la última cita}, {más cortas|que ceden en dos horas con el triptán}. {Duerme mejor|Ya no se salta el desayuno|Estrés en el trabajo}. Niega síntomas nuevos.',
        e: 'Exploración neurológica normal. Presión <ta> mmHg. {Sin puntos dolorosos|Cuello con movilidad completa}.',
        a: 'Migraña {con respuesta favorable|en tratamiento preventivo}, sin efectos adversos.', p: '{Continúa propranolol|Mantiene preventivo} y triptán en crisis. {Seguir diario|Hidratación y pausas de pantalla|Ejercicio tres veces por semana}. Control en {dos|tres} meses.',
        dx: ['G439'], meds: ['propranolol', 'sumatriptan'], prog: 'Bueno para la vida y favorable para la función.',
      },
    ],
  },
  asma: {
    by: 'medica',
    first: [
      {
        s: 'Asma desde la infancia, sin control por un año. {Tos nocturna tres veces por semana|Despierta con silbido dos noches por semana}, usa salbutamol casi diario. {Empeora con polvo y perfumes|Vive con un gato}. Niega hospitalizaciones recientes. No fuma.',
        e: 'Sin dificultad respiratoria, habla en frases completas. Sibilancias espiratorias aisladas. Mucosa nasal pálida.',
        r: 'Flujo espiratorio máximo 74 % del esperado; sube a 88 % con broncodilatador.', a: 'Asma no controlada, escalón 3.',
        p: 'Inicia budesonida/formoterol de mantenimiento y rescate; se revisa la técnica y se observa dos veces. Enjuague bucal después de usarlo. Plan de acción por escrito. Control en cuatro semanas.',
        dx: ['J459'], meds: ['budesonidaFormoterol'], prog: 'Bueno para la vida; favorable para la función con apego.', signs: { saturation: [94, 96] },
      },
    ],
    then: [
      {
        s: 'Control de asma. {Sin síntomas nocturnos|Duerme sin tos ni silbido}, {dosis extra una vez por semana|casi no usa dosis extra}. {Apego diario|Olvida algunas dosis del fin de semana}. {Sacó las alfombras|Cubrió el colchón|El gato ya no entra a la recámara}.',
        e: 'Murmullo vesicular {normal|limpio}, sin sibilancias. Técnica del inhalador {correcta|corregida en la exhalación previa}.', r: 'Flujo espiratorio máximo {90|92|94|89} % del esperado.',
        a: 'Asma {bien controlada|controlada con dosis baja}, sin crisis desde la última cita.', p: 'Mantiene dosis. {Vacuna contra influenza aplicada|Revisar plan de acción}. {Próxima cita en dos meses|Si sigue estable tres meses se valora reducir}. Acudir a urgencias si no cede con seis inhalaciones o le cuesta hablar.',
        dx: ['J459'], meds: ['budesonidaFormoterol'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  epoc: {
    by: 'medica',
    first: [
      {
        s: 'Disnea al subir un piso y tos con flema clara por las mañanas desde hace dos años. Fumó una cajetilla diaria por 42 años; dejó de fumar hace {tres|cuatro} años. Una bronquitis con visita a urgencias el año pasado.',
        e: 'Tórax con aumento del diámetro anteroposterior, espiración prolongada, roncantes aislados. Sin edema ni ingurgitación yugular.',
        r: 'Espirometría posbroncodilatador: relación VEF1/CVF 0.58, VEF1 61 % del esperado. Radiografía con sobredistensión, sin masas.', a: 'Enfermedad pulmonar obstructiva crónica, obstrucción moderada.',
        p: 'Broncodilatador de acción prolongada diario; salbutamol de rescate. Caminata diaria con pausas, ejercicios de respiración. Vacunas contra influenza y neumococo. Control en seis semanas.',
        dx: ['J449'], meds: ['tiotropio', 'salbutamol'], prog: 'Reservado para la función; mejora con rehabilitación.', signs: { saturation: [90, 92] },
      },
    ],
    then: [
      {
        s: 'Control de EPOC. {Camina cuatro cuadras antes de detenerse|Sube un piso con una pausa|Disnea al apurar el paso}. Tos {matutina con flema clara|escasa}. {Rescate dos veces por semana|Casi no usa el salbutamol}. Sin exacerbaciones, sigue sin fumar.',
        e: 'Espiración prolongada, {sin sibilancias|roncantes que cambian con la tos}. {Sin edema|Sin uso de músculos accesorios}.',
        a: 'EPOC estable, {sin exacerbaciones en el periodo|disnea grado 2}.', p: 'Continúa tratamiento. {Se revisa la técnica del inhalador|Reforzar caminata diaria|Nutrición con más proteína}. Acudir si aumenta la flema, cambia de color o hay fiebre. Cita en {dos|tres} meses.',
        dx: ['J449'], meds: ['tiotropio', 'salbutamol'], prog: 'Reservado para la función, estable.', signs: { saturation: [91, 93] },
      },
      {
        s: 'Desde hace {tres|cuatro} días más disnea y flema {amarilla|verdosa} en mayor cantidad, después de un catarro. {Usa salbutamol cada seis horas|Durmió sentado una noche}. Niega dolor torácico o fiebre alta.',
        e: 'Polipneico, habla en frases. Sibilancias y roncantes bilaterales. Sin cianosis ni edema. Despierto y orientado.', r: 'Radiografía de tórax sin consolidación.',
        a: 'Exacerbación moderada de EPOC, manejo ambulatorio con vigilancia.', p: 'Esteroide oral cinco días, antibiótico siete días, broncodilatador con cámara cada seis horas. Familiar vigilará; acudir a urgencias si hay somnolencia, labios morados o no puede hablar. Revaloración en 48 horas.',
        dx: ['J441'], meds: ['prednisona', 'amoxicilinaClavulanato', 'salbutamol', 'tiotropio'], prog: 'Reservado a evolución.', signs: { saturation: [88, 90], respiratoryRate: [22, 25], heartRate: [92, 102], temperature: [36.8, 37.6] },
      },
      {
        s: 'Seguimiento. {Se siente mejor|Recuperó su caminata habitual}; flema {escasa y clara|blanca por las mañanas}. {Asiste a ejercicios de respiración|Hizo los ejercicios en casa cuatro días por semana}. Apetito {conservado|mejor}.',
        e: 'Murmullo vesicular disminuido en bases, sin agregados. {Peso <peso> kg|Sin datos de retención de líquidos}.',
        a: 'EPOC {en recuperación|estable} con tratamiento broncodilatador.', p: 'Mismo tratamiento. {Espirometría anual|Vacunas al corriente}. Plan de acción por escrito. Control en {ocho semanas|dos meses}.',
        dx: ['J449'], meds: ['tiotropio', 'salbutamol'], prog: 'Reservado para la función.', signs: { saturation: [91, 93] },
      },
    ],
  },
  rodilla: {
    by: 'medica',
    first: [
      {
        s: 'Dolor de {ambas rodillas|rodilla derecha, más que la izquierda} desde hace {un año|ocho meses}, de 6 de 10, al bajar escaleras y al levantarse, con rigidez matutina de {15|10} minutos. Niega bloqueo, fiebre o traumatismo.',
        e: 'Rodillas sin derrame ni calor, crepitación a la flexión, dolor en línea articular medial. Flexión {115|110} grados. Marcha {normal|con pasos cortos}.',
        r: 'Radiografía con disminución del espacio medial y osteofitos (grado 2).', a: 'Osteoartritis de rodillas, sin datos inflamatorios.',
        p: 'Fortalecimiento de cuádriceps, reducción de peso, calzado adecuado. Analgésico a demanda y antiinflamatorio tópico; evitar antiinflamatorios orales por su presión y sus riñones. Control en dos meses.',
        dx: ['M170'], meds: ['paracetamol', 'diclofenacoGel'], prog: 'Bueno para la vida; reservado para la función.',
      },
    ],
    then: [
      {
        s: 'Control de rodillas. Dolor {4|3|5} de 10, {mejor al caminar en plano|aumenta al bajar escaleras|molesta con el frío}. {Hace los ejercicios tres veces por semana|Ha hecho pocos ejercicios|Asistió a rehabilitación}. Usa paracetamol {dos veces por semana|solo algunos días}.',
        e: 'Sin derrame. Crepitación {bilateral|leve}. Flexión {118|120|115} grados, cuádriceps {4/5|5/5}. Peso <peso> kg.',
        a: 'Osteoartritis de rodillas {estable|con mejoría}, función conservada.', p: '{Continuar fortalecimiento|Bicicleta fija sin carga 20 minutos|Bastón en la mano contraria al salir}. Mismo tratamiento tópico. Revisión en {tres|dos} meses; ortopedia si el dolor limita la marcha.',
        dx: ['M170'], meds: ['paracetamol', 'diclofenacoGel'], prog: 'Bueno para la vida; favorable para la función con ejercicio.',
      },
    ],
  },
  geriatria: {
    by: 'medica',
    first: [
      {
        s: 'Visita a domicilio. Vive con su hija, que la cuida. Camina con andadera dentro de casa, come sola. {Una caída|Un tropiezo sin caída} en los últimos seis meses. Duerme a ratos. Toma losartán desde hace años. Niega dolor de pecho.',
        e: 'Consciente, orientada en persona y lugar. Presión <ta> mmHg. Ruidos cardiacos rítmicos. Crepitación en rodillas. Piel íntegra en sacro y talones. Marcha con andadera, lenta y estable.',
        a: 'Hipertensión arterial en control, osteoartritis y fragilidad. Riesgo de caídas.', p: 'Retirar tapetes, luz nocturna, barra en el baño. Ejercicios de sentarse y pararse con su hija. Se revisan medicamentos: no requiere más. Vacunas de influenza y neumococo. Próxima visita en dos meses.',
        dx: ['I10X', 'M199'], meds: ['losartan', 'paracetamol'], prog: 'Reservado para la función por la edad; bueno para la vida a corto plazo.',
      },
    ],
    then: [
      {
        s: 'Visita a domicilio. La hija refiere {que come bien y platica|menos apetito en la cena|que camina al patio con la andadera}. {Sin caídas|Ninguna caída desde la última visita}. {Duerme mejor con rutina|Se despierta dos veces a orinar}. Evacúa {diario|cada dos días}.',
        e: 'Presión <ta> mmHg sentada, {sin cambio al ponerse de pie|baja 8 mmHg al ponerse de pie sin síntomas}. {Campos pulmonares limpios|Sin edema}. Piel {íntegra|hidratada, sin zonas de presión}. Peso <peso> kg.',
        a: 'Hipertensión {en meta para su edad|controlada}, fragilidad {estable|sin deterioro nuevo}.', p: '{Mantener andadera y ejercicios|Más proteína en desayuno y cena|Hidratación con horario}. Mismos medicamentos. {Se orienta a la cuidadora sobre descanso|Revisar audición}. Visita en dos meses.',
        dx: ['I10X', 'M199'], meds: ['losartan', 'paracetamol'], prog: 'Reservado para la función; estable.',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;
