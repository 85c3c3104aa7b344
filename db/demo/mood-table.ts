import type { Course } from './story.ts';

/** Anxiety, depression and the nerve pain of diabetes. Patterns of `say`. */
export const moodCourses = {
  ansiedad: {
    by: 'medica',
    first: [
      {
        s: 'Preocupación constante desde hace {ocho|siete} meses, difícil de controlar, con tensión muscular, irritabilidad y dificultad para dormir. {Inició al cambiar de trabajo|Coincide con exámenes de la maestría}. Tres cafés al día. Niega ideas de muerte, consumo de sustancias o pérdida de peso.',
        e: 'Orientada, cooperadora, inquieta. Afecto ansioso, discurso coherente, sin ideas de muerte. Tiroides normal. Exploración cardiopulmonar normal.',
        r: 'Escala GAD-7: 15 puntos. TSH y biometría hemática normales.', a: 'Trastorno de ansiedad generalizada, intensidad moderada. Sin riesgo suicida.',
        p: 'Psicoeducación, respiración diafragmática, higiene del sueño, reducir café. Referencia a terapia cognitivo conductual. Inicia sertralina a dosis baja. Se explican efectos iniciales y que la mejoría tarda de dos a cuatro semanas. Cita en dos semanas.',
        dx: ['F411'], meds: ['sertralina25'], prog: 'Bueno para la vida y la función con tratamiento.',
      },
    ],
    then: [
      {
        s: 'Seguimiento de ansiedad. {Duerme seis horas seguidas|Menos tensión en el cuello|Preocupación presente pero la maneja mejor}. {Acude a terapia cada semana|Va a terapia cada dos semanas|Practica la respiración por las noches}. {Náusea leve los primeros días|Sin efectos adversos}. Niega ideas de muerte.',
        e: '{Tranquila|Más relajada}, contacto visual adecuado, discurso coherente. Sin temblor. Presión <ta> mmHg.', r: 'Escala GAD-7: <gad> puntos.',
        a: 'Ansiedad generalizada {con respuesta parcial|en mejoría|con buena respuesta}.', p: 'Continúa sertralina 50 mg. {Mantener terapia|Retomar ejercicio tres veces por semana|Reducir noticias y pantalla por la noche}. No suspender de golpe. Cita en {cuatro|seis} semanas.',
        dx: ['F411'], meds: ['sertralina'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  depresion: {
    by: 'medica',
    first: [
      {
        s: 'Tristeza y pérdida de interés desde hace {tres|dos} meses, cansancio, despertar a las cuatro de la mañana y culpa por su rendimiento en el trabajo. {Separación reciente|Perdió a su padre hace cinco meses}. Niega plan o intención de hacerse daño; ha pensado que «todo sería más fácil si no estuviera», sin plan. Alcohol ocasional.',
        e: 'Aliño adecuado, voz baja, afecto triste con llanto breve. Pensamiento organizado, sin síntomas psicóticos. Juicio conservado.',
        r: 'PHQ-9: 16 puntos. Glucosa, TSH y biometría normales.', a: 'Episodio depresivo moderado. Riesgo suicida bajo, con red de apoyo (hermana).',
        p: 'Plan de seguridad por escrito y número de la Línea de la Vida. Inicia sertralina; terapia psicológica semanal. Activación conductual: una actividad al día. Contacto telefónico en una semana y cita en dos.',
        dx: ['F321'], meds: ['sertralina25'], prog: 'Bueno para la vida con apoyo y seguimiento; favorable para la función.',
      },
      {
        s: 'Dos semanas de tratamiento. Duerme un poco mejor. Continúa el desánimo por las mañanas. Su hermana lo acompaña y camina con él. Niega ideas de muerte en esta semana. {Boca seca leve|Dolor de cabeza los primeros tres días}.',
        e: 'Mejor contacto, afecto triste modulado. Sin ideas de muerte.', r: 'PHQ-9: 13 puntos.', a: 'Episodio depresivo moderado, respuesta inicial.',
        p: 'Sertralina 50 mg diarios. Se revisa el plan de seguridad. Mantener terapia y caminata. Cita en cuatro semanas.', dx: ['F321'], meds: ['sertralina'], prog: 'Favorable para la vida y la función.',
      },
    ],
    then: [
      {
        s: 'Seguimiento. {Regresó a jugar futbol con sus amigos|Volvió a cocinar y a salir los domingos|Más concentración en el trabajo}. {Duerme siete horas|Despierta una vez por la noche}. {Apego completo|Olvidó dos dosis}. Niega ideas de muerte.',
        e: 'Afecto {eutímico|reactivo, sonríe durante la consulta}, discurso fluido. Sin ideas de muerte.', r: 'PHQ-9: <phq> puntos.',
        a: 'Episodio depresivo {en remisión parcial|con buena respuesta|en remisión}.', p: 'Continúa sertralina al menos {seis|nueve} meses después de la remisión. {Terapia cada dos semanas|Mantener actividad física}. Señales de recaída explicadas a él y a su hermana. Cita en {seis|ocho} semanas.',
        dx: ['F321'], meds: ['sertralina'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  neuropatia: {
    by: 'medica',
    first: [
      {
        s: 'Diabetes de 14 años. Ardor y hormigueo en ambos pies por la noche desde hace {cinco|seis} meses, 6 de 10, que le quita el sueño. {Camina descalza en casa|Usa zapato cerrado duro}. Toma metformina. Niega úlceras o claudicación.',
        e: 'Pies: piel seca, sin úlceras, pulsos pedios presentes. Monofilamento 6/10 en ambos pies, vibración disminuida en primer dedo. Reflejo aquíleo disminuido.',
        r: 'Hemoglobina glucosilada <hba1c> %, filtrado glomerular estimado 68, vitamina B12 normal, relación albúmina/creatinina 22 mg/g.',
        a: 'Diabetes tipo 2 con neuropatía periférica dolorosa. Pie de riesgo moderado.', p: 'Cuidado diario de los pies, nunca descalza, calzado amplio. Inicia gabapentina por la noche con vigilancia de mareo y caídas. Se refuerza control de glucosa. Cita en cuatro semanas.',
        dx: ['E114'], meds: ['metformina', 'gabapentina'], prog: 'Reservado para la función.', signs: { glucose: [158, 186] },
      },
    ],
    then: [
      {
        s: 'Control de diabetes y de los pies. Ardor {3|4|2} de 10, {duerme mejor|le despierta una vez por semana}. {Sin mareo con la gabapentina|Sueño leve por la mañana los primeros días}. {Su hija le revisa los pies|Usa calcetín sin costura}. Niega hipoglucemias.',
        e: 'Pies sin lesiones, {uñas cortas|resequedad leve en talones}, monofilamento {6|7}/10. Presión <ta> mmHg. Marcha estable.',
        r: 'Hemoglobina glucosilada <hba1c> %, glucosa en ayuno <glucosa> mg/dL.', a: 'Diabetes con neuropatía, con <control>; dolor {controlado|con mejoría}.',
        p: 'Continúa tratamiento. {Crema con urea en talones|Plantilla blanda|Ejercicios de equilibrio con apoyo}. {Fondo de ojo anual|Función renal cada seis meses}. Acudir de inmediato ante cualquier herida. Cita en {dos|tres} meses.',
        dx: ['E114'], meds: ['metformina', 'gabapentina', 'atorvastatina'], prog: 'Bueno para la vida; reservado para la función.', signs: { glucose: [118, 146] },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;
