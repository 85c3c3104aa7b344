import type { Acute, Course } from './story.ts';

/** Pregnancy, contraception and gynaecology. `<sdg>` weeks of pregnancy, `<fondo>` cm, `<fcf>` beats a minute. */
export const womenCourses = {
  prenatal: {
    by: 'medico',
    first: [
      {
        s: 'Acude por atraso menstrual y prueba casera positiva. Náusea matutina {sin vómito|con un vómito al día}. Embarazo {deseado|planeado}. Niega sangrado o dolor. Fecha de última menstruación confiable; <sdg> semanas de gestación.',
        e: 'Abdomen blando sin dolor. Mucosas bien coloreadas. Se difiere exploración vaginal.', r: 'Ultrasonido: embarazo intrauterino único con actividad cardiaca, acorde con <sdg> semanas.',
        a: 'Embarazo de <sdg> semanas por ultrasonido, evolución normal.', p: 'Ácido fólico, laboratorio prenatal (biometría, grupo y Rh, glucosa, VIH, sífilis, hepatitis B, orina y urocultivo). Comidas pequeñas y frecuentes. Datos de alarma: sangrado, dolor, fiebre, vómito incoercible. Cita en cuatro semanas.',
        dx: ['Z321', 'Z348'], meds: ['acidoFolico', 'doxilamina'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal, <sdg> semanas. Náusea {en mejoría|casi resuelta}. Niega sangrado, flujo anormal o ardor al orinar. Trae laboratorio.',
        e: 'Útero palpable suprapúbico. Frecuencia cardiaca fetal <fcf> por minuto con Doppler. Sin edema.', r: 'Hemoglobina 12.4 g/dL, grupo O Rh positivo, glucosa 84 mg/dL, VIH y sífilis no reactivos, urocultivo negativo.',
        a: 'Embarazo de <sdg> semanas sin complicaciones.', p: 'Tamiz del primer trimestre solicitado. Suplemento con hierro y ácido fólico. Vacuna contra influenza. Dieta, ejercicio ligero, evitar alcohol. Cita en cuatro semanas.',
        dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal de <sdg> semanas. {Más energía|Buen apetito}. Niega contracciones, sangrado o salida de líquido. {Aún no percibe movimientos|Cree percibir movimientos leves}.',
        e: 'Fondo uterino a {tres|dos} traveses bajo la cicatriz umbilical. Frecuencia cardiaca fetal <fcf> por minuto. Presión <ta> mmHg.', r: 'Tamiz del primer trimestre con riesgo bajo.',
        a: 'Embarazo de <sdg> semanas, normoevolutivo.', p: 'Ultrasonido estructural entre las 18 y 22 semanas. Continúa suplemento. Ejercicios de piso pélvico. Cita en cuatro semanas.', dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal de <sdg> semanas. Percibe movimientos fetales a diario. {Calambres nocturnos en pantorrillas|Pirosis después de cenar}. Niega datos de alarma.',
        e: 'Fondo uterino <fondo> cm. Frecuencia cardiaca fetal <fcf> por minuto. Edema ausente.', r: 'Ultrasonido estructural sin alteraciones, placenta posterior alta, líquido normal.',
        a: 'Embarazo de <sdg> semanas con anatomía fetal normal.', p: '{Estiramientos e hidratación|Cenar ligero, no acostarse de inmediato}. Continúa suplemento. Curva de tolerancia a la glucosa entre las 24 y 28 semanas. Cita en cuatro semanas.', dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal de <sdg> semanas. Movimientos fetales presentes. Niega cefalea, fosfenos, sangrado o contracciones. {Dolor de espalda baja al final del día|Duerme del lado izquierdo}.',
        e: 'Fondo uterino <fondo> cm. Frecuencia cardiaca fetal <fcf> por minuto. Presión <ta> mmHg, sin edema.',
        a: 'Embarazo de <sdg> semanas sin datos de alarma.', p: 'Se solicita curva de tolerancia con 75 g, biometría y orina. Vacuna Tdpa a partir de la semana 27. Plática de lactancia. Cita en {tres|cuatro} semanas.', dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal de <sdg> semanas. Movimientos fetales frecuentes. Se aplicó la vacuna Tdpa. Niega cefalea, zumbidos, visión con luces o dolor en la boca del estómago.',
        e: 'Fondo uterino <fondo> cm, producto longitudinal cefálico. Frecuencia cardiaca fetal <fcf> por minuto. Edema {ausente|leve de tobillos}.', r: 'Curva de tolerancia: 82, 148 y 121 mg/dL (normal). Hemoglobina 11.8 g/dL, orina sin proteínas.',
        a: 'Embarazo de <sdg> semanas, crecimiento acorde.', p: 'Conteo de movimientos. Datos de alarma y a dónde acudir por escrito. Ultrasonido de crecimiento a las 32-34 semanas. Cita en cuatro semanas y después cada dos.', dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
      {
        s: 'Control prenatal de <sdg> semanas. Movimientos presentes, contracciones aisladas no dolorosas. Niega sangrado, salida de líquido, cefalea o fosfenos. Duda sobre analgesia del parto.',
        e: 'Fondo uterino <fondo> cm, cefálico, dorso izquierdo. Frecuencia cardiaca fetal <fcf> por minuto. Presión <ta> mmHg. Sin edema de cara o manos.', r: 'Ultrasonido: crecimiento en percentil 48, líquido normal, placenta grado II.',
        a: 'Embarazo de <sdg> semanas sin complicaciones.', p: 'Cultivo de estreptococo del grupo B entre las 36 y 37 semanas. Se platica plan de parto, lactancia y anticoncepción posterior. Cita en dos semanas; acudir antes por contracciones regulares, sangrado o menos movimientos.', dx: ['Z348'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.',
      },
    ],
    then: [],
  },
  diabetesGestacional: {
    by: 'medico',
    first: [
      {
        s: 'Trae curva de tolerancia a la glucosa, <sdg> semanas. Movimientos fetales presentes. Madre con diabetes. Niega poliuria o datos de alarma obstétrica.',
        e: 'Fondo uterino <fondo> cm. Frecuencia cardiaca fetal <fcf> por minuto. Presión <ta> mmHg.', r: 'Curva con 75 g: ayuno 95, una hora 188, dos horas 157 mg/dL.',
        a: 'Diabetes gestacional diagnosticada a las <sdg> semanas.', p: 'Plan de alimentación con nutrición, caminata después de comer, glucómetro: ayuno menor de 95 y una hora después de comer menor de 140 mg/dL. Cita en diez días; si no hay meta, insulina. Embarazo pasa a vigilancia de alto riesgo.',
        dx: ['O244', 'Z358'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto con control de la glucosa.', signs: { glucose: [96, 112] },
      },
      {
        s: 'Revisión de glucometrías, <sdg> semanas. Ayunos entre 82 y 94, una hora después de comer entre 112 y 141 mg/dL; {dos valores altos tras pan dulce|un valor de 146 en una fiesta}. Camina después de comer. Movimientos fetales presentes.',
        e: 'Fondo uterino <fondo> cm. Frecuencia cardiaca fetal <fcf> por minuto. Sin edema.', a: 'Diabetes gestacional controlada con dieta y ejercicio.',
        p: 'Continúa plan de alimentación y automonitoreo. Ultrasonido de crecimiento. Conteo de movimientos. Cita en dos semanas.', dx: ['O244', 'Z358'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.', signs: { glucose: [88, 108] },
      },
      {
        s: 'Control, <sdg> semanas. Glucometrías en meta nueve de cada diez veces. Se aplicó Tdpa. Movimientos fetales frecuentes, niega cefalea o fosfenos.',
        e: 'Fondo uterino <fondo> cm, cefálico. Frecuencia cardiaca fetal <fcf> por minuto. Presión <ta> mmHg.', r: 'Ultrasonido: peso fetal en percentil 62, líquido normal.',
        a: 'Diabetes gestacional en meta sin insulina, crecimiento fetal normal.', p: 'Sigue igual. Cita en dos semanas, perfil biofísico a partir de la semana 32. Curva de glucosa a las seis semanas después del parto.', dx: ['O244', 'Z358'], meds: ['multivitaminico'], prog: 'Bueno para la madre y el producto.', signs: { glucose: [84, 102] },
      },
    ],
    then: [],
  },
  puerperio: {
    by: 'medico',
    first: [
      {
        s: 'Siete días después de parto vaginal sin complicaciones. Loquios escasos, lactancia al seno con dolor leve del pezón. Duerme por ratos, ánimo estable con apoyo de su pareja. Niega fiebre o sangrado abundante.',
        e: 'Útero involucionado, episiorrafia sin datos de infección. Mamas blandas, pezón izquierdo con grieta pequeña. Sin edema ni dolor de pantorrillas.', a: 'Puerperio fisiológico de siete días.',
        p: 'Se corrige la posición y el agarre. Baños de asiento no necesarios. Suplemento de hierro. Datos de alarma. Cita a los 40 días con plan anticonceptivo.', dx: ['Z392'], meds: ['sulfatoFerroso'], prog: 'Bueno para la vida y la función.',
      },
      {
        s: 'Control a los 40 días del parto. Lactancia exclusiva, sin sangrado. Ánimo bueno; niega tristeza persistente. Desea método anticonceptivo compatible con la lactancia.',
        e: 'Útero no palpable, periné cicatrizado. Presión <ta> mmHg.', r: 'Escala de Edimburgo: 5 puntos. Hemoglobina 12.1 g/dL.', a: 'Puerperio tardío normal.',
        p: 'Se explican opciones sin estrógeno; elige implante subdérmico, que se coloca sin incidentes. Ejercicios de piso pélvico. Citología en tres meses.', dx: ['Z392', 'Z300'], meds: [], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [],
  },
  anticoncepcion: {
    by: 'medico',
    first: [
      {
        s: 'Acude por {orientación sobre|dudas de} anticoncepción. {Ciclos regulares de 28 días|Última menstruación hace diez días, regular}. No fuma, sin migraña con aura ni antecedentes de trombosis. {Pregunta por el dispositivo intrauterino|Compara el implante con las pastillas}.',
        e: 'Presión <ta> mmHg. Exploración general normal.', a: 'Consejería anticonceptiva; elegible para {todos los métodos|métodos de corta y larga duración}.',
        p: 'Se comparan eficacia y efectos de cada método con material impreso. Elige anticonceptivo oral combinado; se explica cómo iniciarlo y qué hacer si lo olvida. Condón para prevenir infecciones. Control en tres meses.', dx: ['Z300'], meds: ['anticonceptivo'], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [
      {
        s: 'Vigilancia de método anticonceptivo. {Satisfecha con el método|Sangrado intermenstrual escaso los primeros meses, ya resuelto|Sin olvidos en los últimos tres meses}. Niega cefalea con aura, dolor de piernas o tabaco. {Pareja estable|Usa también condón}.',
        e: 'Presión <ta> mmHg. {Mamas sin nódulos|Abdomen blando}. {Sin várices ni edema|Piernas simétricas sin dolor}.', a: 'Usuaria de método anticonceptivo {sin contraindicaciones|con buena tolerancia}.',
        p: 'Continúa con su método. {Qué hacer en caso de olvido, por escrito|Condón para prevenir infecciones}. {Citología al corriente|Citología este año}. Control en {seis meses|cuatro meses}.', dx: ['Z304'], meds: ['anticonceptivo'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  implante: {
    by: 'medico', first: [],
    then: [
      {
        s: 'Control de implante subdérmico. {Sangrado escaso e irregular|Sin sangrado desde la colocación|Manchado tres días en el último mes}. Continúa con lactancia materna. {Satisfecha con el método|Duda si es normal no menstruar}. Niega cefalea intensa o dolor en el brazo.',
        e: 'Presión <ta> mmHg. Implante palpable en brazo izquierdo, {cicatriz sin datos de infección|sin dolor}.', a: 'Usuaria de implante {sin complicaciones|con cambios esperados del sangrado}.',
        p: 'Se explican los cambios del sangrado con el implante. {Citología este año|Condón para prevenir infecciones}. Cita en {tres|seis} meses o antes si hay dolor o sangrado abundante.', dx: ['Z304'], meds: [], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  ovario: {
    by: 'medico',
    first: [
      {
        s: 'Ciclos cada 45 a 70 días desde los 16 años, acné y vello en mentón. Aumento de {8|7} kg en dos años. Sin deseo de embarazo por ahora. Niega galactorrea.',
        e: 'Índice de masa corporal <imc>, acantosis leve en cuello, Ferriman-Gallwey de 10.', r: 'Ultrasonido con ovarios de aspecto poliquístico. Testosterona libre elevada, TSH y prolactina normales, glucosa 97 mg/dL.',
        a: 'Síndrome de ovario poliquístico con sobrepeso.', p: 'Reducción de 5 a 10 % del peso, ejercicio de fuerza y aeróbico. Anticonceptivo combinado para regular ciclos, previa valoración de riesgo. Curva de glucosa anual. Cita en tres meses.', dx: ['E282'], meds: ['anticonceptivo'], prog: 'Bueno para la vida; favorable para la función.',
      },
    ],
    then: [
      {
        s: 'Control. {Ciclos regulares con el tratamiento|Menstruación cada 28 días, escasa}. {Menos acné|El vello crece más lento}. Peso <peso> kg. {Va al gimnasio tres veces por semana|Cambió la cena}. Niega cefalea, dolor de piernas o mamario.',
        e: 'Presión <ta> mmHg, índice de masa corporal <imc>. {Acné leve en mandíbula|Piel con mejoría}.', a: 'Síndrome de ovario poliquístico {en mejoría|con buena respuesta}.', p: 'Continúa tratamiento y plan de peso. {Se conversa sobre fertilidad a futuro|Láser como opción estética}. Cita en {tres|cuatro} meses.', dx: ['E282'], meds: ['anticonceptivo'], prog: 'Bueno para la vida; favorable para la función.',
      },
    ],
  },
  miomas: {
    by: 'medico',
    first: [
      {
        s: 'Menstruaciones de nueve días con coágulos desde hace {un año|ocho meses}, cansancio y antojo de hielo. Niega sangrado fuera del ciclo o pérdida de peso. Dos partos, sin deseo de más hijos.',
        e: 'Palidez de conjuntivas. Útero aumentado como de diez semanas, móvil, no doloroso.', r: 'Ultrasonido: mioma intramural de 4.2 cm y otro subseroso de 2 cm. Hemoglobina <hemoglobina> g/dL, ferritina 7 ng/mL. Citología normal.',
        a: 'Miomatosis uterina sintomática con anemia por deficiencia de hierro.', p: 'Hierro oral en días alternos si hay molestia digestiva. Ácido tranexámico durante el sangrado (sin antecedente de trombosis). Se platican opciones: sistema intrauterino con levonorgestrel, cirugía. Cita en ocho semanas.', dx: ['D259', 'D509'], meds: ['sulfatoFerroso', 'acidoTranexamico'], prog: 'Bueno para la vida; reservado para la función hasta corregir la anemia.',
      },
    ],
    then: [
      {
        s: 'Seguimiento. Menstruación de {siete|seis} días, {sin coágulos grandes|con menos toallas}. {Más energía|Ya no tiene antojo de hielo}. {Estreñimiento leve por el hierro|Tolera el hierro con jugo de naranja}.',
        e: 'Conjuntivas {mejor coloreadas|rosadas}. Útero sin crecimiento. Presión <ta> mmHg.', r: 'Hemoglobina <hemoglobina> g/dL.', a: 'Miomatosis uterina y anemia {en recuperación|con respuesta al hierro}.', p: 'Continúa hierro hasta tres meses después de normalizar. {Ultrasonido en seis meses|Sigue valorando el sistema intrauterino}. Cita en {dos|tres} meses.', dx: ['D259', 'D509'], meds: ['sulfatoFerroso', 'acidoTranexamico'], prog: 'Bueno para la vida y favorable para la función.',
      },
    ],
  },
  climaterio: {
    by: 'medico', first: [],
    then: [
      {
        s: 'Bochornos {seis|cuatro|tres} veces al día, {sudor nocturno que interrumpe el sueño|sueño entrecortado}. Última menstruación hace {14|18} meses. {Resequedad vaginal|Irritabilidad leve}. Niega sangrado. Mastografía de este año normal.',
        e: 'Presión <ta> mmHg. Mamas sin nódulos. {Mucosa vaginal pálida|Exploración general sin alteraciones}.', a: 'Síndrome climatérico {moderado|leve, en mejoría}.',
        p: '{Ropa en capas, evitar alcohol y picante|Ejercicio de fuerza dos veces por semana|Lubricante a base de agua}. Calcio en la dieta y sol. {Se explican beneficios y riesgos de la terapia hormonal; prefiere esperar|Densitometría a los 60 años o antes si hay riesgo}. Cita en {cuatro|tres} meses.', dx: ['N951'], meds: [], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  dismenorrea: {
    by: 'medico',
    first: [
      {
        s: '{Cólico menstrual de 7 de 10|Dolor menstrual de 8 de 10 los dos primeros días} que {le hace faltar a la escuela|cede en parte con té y reposo}. Ciclos de {28|30} días. Niega dolor fuera de la menstruación, fiebre o flujo. Toma una pastilla cuando el dolor ya es intenso.',
        e: 'Abdomen blando, sin dolor ni masas. Se omite exploración ginecológica.', a: 'Dismenorrea primaria sin datos de alarma.',
        p: 'Antiinflamatorio desde el inicio del dolor por dos o tres días, con alimentos. Calor local y ejercicio. Calendario menstrual. Control en tres ciclos.', dx: ['N946'], meds: ['naproxeno'], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [
      {
        s: 'Seguimiento de cólico menstrual. Dolor de {4|3|5} de 10 {con el antiinflamatorio desde el primer síntoma|el primer día}. {Ya no falta a la escuela|Hace ejercicio esos días}. Ciclos de {28|29|30} días. Niega dolor fuera de la menstruación o flujo.',
        e: 'Abdomen blando, sin dolor ni masas. {Se omite exploración ginecológica|Exploración general normal}.', a: 'Dismenorrea primaria {en mejoría|con buena respuesta}.',
        p: 'Antiinflamatorio desde el inicio del dolor por dos o tres días, con alimentos. {Calor local y ejercicio|Calendario menstrual}. Si no mejora en tres ciclos, ultrasonido y valorar tratamiento hormonal.', dx: ['N946'], meds: ['naproxeno'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;

export const womenIllnesses = {
  vaginitis: [
    {
      s: 'Comezón y flujo {blanco grumoso|espeso} desde hace {cuatro|tres} días. Niega mal olor, dolor pélvico o úlceras. {Tomó antibiótico hace dos semanas|Usó ropa húmeda en la alberca}.', e: 'Vulva eritematosa, flujo blanco adherido, cérvix sin lesiones, sin dolor a la movilización.', r: 'pH vaginal 4.2; examen en fresco con hifas.',
      a: 'Candidosis vulvovaginal no complicada.', p: 'Tratamiento local por seis noches. Ropa de algodón, evitar duchas. Regresar si hay mal olor, dolor pélvico o recaída.', dx: ['B373'], meds: ['clotrimazol'], prog: 'Bueno para la vida y la función.',
    },
  ],
  papanicolaou: [
    {
      s: 'Acude a revisión ginecológica anual. Asintomática. {Última citología hace tres años, normal|Citología previa normal}. {Dos partos|Un parto y una cesárea}. Niega sangrado después de las relaciones.', e: 'Mamas sin nódulos ni secreción. Genitales externos normales, cérvix {sin lesiones|con eversión leve}, se toma citología. Útero de tamaño normal.',
      a: 'Revisión ginecológica sin alteraciones.', p: 'Entrega de resultado en dos semanas. Autoconocimiento de mama. {Mastografía según edad|Se ofrece prueba de VPH}. Actividad física y calcio en la dieta.', dx: ['Z014', 'Z124'], meds: [], prog: 'Bueno para la vida y la función.',
    },
  ],
  anticoncepcionAdolescente: [
    {
      s: 'Acude con su mamá y una parte de la consulta a solas. Tiene novio desde hace ocho meses, aún sin relaciones; quiere información antes. Ciclos regulares. No fuma. Se explica la confidencialidad y sus límites. Se siente segura y sin presión.', e: 'Presión <ta> mmHg. Exploración general normal; no se requiere exploración ginecológica.',
      a: 'Consejería anticonceptiva en adolescente, sin datos de coerción.', p: 'Se explican condón, implante y anticoncepción de emergencia con material adecuado a su edad. Esquema de vacuna contra VPH completo. Puerta abierta para regresar sola o acompañada.', dx: ['Z300'], meds: [], prog: 'Bueno para la vida y la función.',
    },
  ],
  ivuMayor: [
    {
      s: '{Ardor al orinar y urgencia desde hace dos días|Frecuencia urinaria nocturna y ardor de tres días}. Niega fiebre, dolor lumbar, confusión o sangrado. Toma poca agua.', e: 'Orientada, hidratada. Abdomen con dolor leve suprapúbico, Giordano negativo.', r: 'Tira reactiva: leucocitos ++, nitritos positivos. Se envía urocultivo.',
      a: 'Infección de vías urinarias baja, sin datos de pielonefritis.', p: 'Dosis única de antibiótico, aumentar agua, no retener la orina. Se revisa urocultivo en 72 horas. Regresar con fiebre, vómito o confusión.', dx: ['N390'], meds: ['fosfomicina'], prog: 'Bueno para la vida y la función.',
    },
  ],
} as const satisfies Readonly<Record<string, Acute>>;
