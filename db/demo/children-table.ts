import type { Acute, Course } from './story.ts';

/** Well-child visits and the illnesses of children. `<hitos>`, `<vacunas>` and `<alimentacion>` follow the age. */
export const childrenCourses = {
  recienNacido: {
    by: 'pediatra',
    first: [
      {
        s: 'Primera consulta a los siete días de vida. Parto a término de 39 semanas sin complicaciones, {respiró y lloró al nacer|alta conjunta a las 36 horas}. Lactancia materna a libre demanda, {ocho|diez} tomas al día, moja seis pañales. Tamiz metabólico tomado al tercer día. Madre sin fiebre.',
        e: 'Activ@, reactiv@. Fontanela normotensa. Ictericia leve en cara y tórax. Reflejo rojo presente. Ruidos cardiacos sin soplos, pulsos femorales presentes. Cordón seco. Caderas estables. Genitales normales.',
        r: 'Bilirrubina transcutánea 9.8 mg/dL, por debajo del umbral de tratamiento.', a: 'Recién nacid@ a término con ictericia fisiológica en resolución y buena ganancia de peso.',
        p: 'Lactancia materna exclusiva, vitamina D diaria. Dormir boca arriba en superficie firme. BCG y hepatitis B aplicadas al nacer. Datos de alarma: no come, fiebre, color amarillo en piernas, somnolencia. Cita al mes.',
        dx: ['P599', 'Z001'], meds: ['vitaminaD'], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [],
  },
  lactante: {
    by: 'pediatra', first: [],
    then: [
      {
        s: 'Control de niño sano, <meses>. {La mamá refiere|La familia comenta} que está bien. Alimentación: <alimentacion>. {Duerme en su cuna boca arriba|Despierta dos veces por la noche}. Evacuaciones normales. Desarrollo: <hitos>.',
        e: 'Activ@, {sonríe|atent@ al explorador}. Fontanela normotensa. Reflejo rojo bilateral. Ruidos cardiacos sin soplos, caderas con abducción simétrica. Peso <peso> kg y talla <talla> cm en su carril de crecimiento.',
        a: 'Lactante san@ de <meses>, crecimiento y desarrollo adecuados.', p: '<vacunas>. {Vitamina D diaria|Continúa vitamina D}. {Nada de miel antes del año|Asiento de seguridad en el coche, mirando hacia atrás|Leer y cantar cada día}. Próxima cita en dos meses.',
        dx: ['Z001'], meds: ['vitaminaD'], prog: 'Bueno para la vida y la función.',
      },
      {
        s: 'Revisión de los <meses>. Sin enfermedades {desde la última cita|de importancia}. Come: <alimentacion>. Desarrollo: <hitos>. {Baba y se lleva las manos a la boca|Moja pañales de forma regular}.',
        e: 'Buen color, bien hidratad@. Oídos y faringe normales. Abdomen blando. Genitales normales. Tono y fuerza {adecuados|simétricos}. Peso <peso> kg, talla <talla> cm.',
        a: 'Lactante san@ de <meses>, sin signos de alarma en el desarrollo.', p: '<vacunas>. {Evitar pantallas|Cuidado con objetos pequeños y enchufes|Limpiar encías y primeros dientes}. Datos de alarma de fiebre y respiración explicados. Cita en dos a tres meses.',
        dx: ['Z001'], meds: ['vitaminaD'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  preescolar: {
    by: 'pediatra', first: [],
    then: [
      {
        s: 'Control de niño sano a los <edad> años. {Come variado, poco gusto por la verdura|Buen apetito, dos vasos de leche al día}. {Acude a guardería|Va al kínder}. Desarrollo: <hitos>. {Controla esfínteres de día|Duerme diez horas}.',
        e: 'Activ@, tranquil@ durante la revisión. Dientes {sin caries visibles|con placa leve}. Oídos y faringe normales. Ruidos cardiacos sin soplos. Marcha normal. Peso <peso> kg, talla <talla> cm.',
        a: 'Preescolar san@, crecimiento y lenguaje adecuados.', p: '<vacunas>. Cepillado con pasta fluorada del tamaño de un arroz. {Menos de una hora de pantalla|Agua sola, no jugos}. {Silla de seguridad|Casco en la bicicleta}. Cita en seis meses.',
        dx: ['Z001'], meds: [], prog: 'Bueno para la vida y la función.',
      },
      {
        s: 'Revisión de los <edad> años. {La mamá nota que habla claro|Juega con otros niños}. Desarrollo: <hitos>. {Un catarro desde la última cita|Sin enfermedades en el periodo}. Come {fruta y tortilla, poca carne|de todo en porciones pequeñas}.',
        e: 'Buen estado general. Agudeza visual normal con figuras. Columna recta, pies con arco flexible. Abdomen sin masas. Peso <peso> kg, talla <talla> cm.',
        a: 'Preescolar san@ con peso y talla adecuados para la edad.', p: '<vacunas>. Desparasitación según indicación local. {Rutina de sueño|Límites con cariño}. {Revisión dental|Contar cuentos por la noche}. Control en seis meses.',
        dx: ['Z001'], meds: [], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  escolar: {
    by: 'pediatra', first: [],
    then: [
      {
        s: 'Revisión anual a los <edad> años. {Buen desempeño escolar|Le gusta la escuela, se queja de matemáticas}. {Practica baloncesto|Hace deporte tres veces por semana}. Duerme nueve horas. {Tiene amigos cercanos|Niega acoso escolar}. {Come en la escuela|Desayuna en casa}.',
        e: 'Talla <talla> cm, peso <peso> kg, índice de masa corporal <imc>. Agudeza visual 20/20. Columna sin asimetría. Desarrollo puberal acorde. Exploración cardiopulmonar normal.', a: 'Escolar san@, crecimiento adecuado.',
        p: '<vacunas>. Actividad física diaria, pantalla recreativa menor de dos horas. {Cinturón de seguridad|Casco y rodilleras}. Se platica de cambios del cuerpo. Revisión en un año.', dx: ['Z001'], meds: [], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  asmaInfantil: {
    by: 'pediatra',
    first: [
      {
        s: 'Tos nocturna y silbido {cuatro|tres} veces en el último mes, {con los catarros y al correr|con el frío}. Dos idas a urgencias el año pasado. Mamá con rinitis. Nadie fuma en casa. Usa salbutamol sin cámara.', e: 'Sin dificultad respiratoria. Sibilancias al final de la espiración. Mucosa nasal pálida, pliegue nasal.', a: 'Asma en escolar, no controlada.',
        p: 'Inicia esteroide inhalado diario con cámara; se enseña la técnica. Salbutamol solo de rescate. Plan de acción con semáforo. Sin peluches ni alfombra. Cita en cuatro semanas.', dx: ['J459'], meds: ['budesonidaNino', 'salbutamol'], prog: 'Bueno para la vida; favorable para la función.', signs: { saturation: [94, 95] },
      },
    ],
    then: [
      {
        s: 'Control de asma. {Sin tos nocturna|Duerme sin tos|No despierta con tos}, {corre sin silbido|juega sin cansarse|rescate dos veces en el mes, con catarro}. {Apego diario supervisado|Se olvidan dosis los fines de semana}. Sin visitas a urgencias.', e: 'Campos pulmonares {limpios|sin sibilancias}. Técnica con cámara {correcta|corregida: respira despacio}. Peso <peso> kg, talla <talla> cm.',
        a: 'Asma {bien controlada|controlada con esteroide inhalado a dosis baja}.', p: 'Continúa esteroide inhalado. {Enjuagar la boca|Usar dosis antes del ejercicio solo si hay síntomas}. {Vacuna contra influenza|Vigilar talla}. Revisar plan de acción con la mamá. Cita en {dos|tres} meses.', dx: ['J459'], meds: ['budesonidaNino', 'salbutamol'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  atopica: {
    by: 'pediatra', first: [],
    then: [
      {
        s: '{Comezón en pliegues de codos y rodillas|Brote en el cuello y los pliegues} desde hace {una semana|diez días}. {Baños calientes y jabón perfumado|Empeora con el sudor}. {También estornudos matutinos|Rinitis en primavera}. Duerme {mal por comezón|mejor que antes}.', e: 'Placas eritematosas {liquenificadas|con xerosis} en pliegues. Sin costras melicéricas. Mucosa nasal pálida.',
        a: 'Dermatitis atópica {leve|moderada} {en brote|en mejoría}, con rinitis alérgica.', p: 'Baño corto con agua tibia, emoliente en los tres minutos siguientes. Esteroide suave en brote por siete días. {Uñas cortas, ropa de algodón|Aerosol nasal con técnica enseñada}. Control en {dos|tres} meses.', dx: ['L209', 'J304'], meds: ['emoliente', 'hidrocortisona', 'loratadina'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
  obesidadInfantil: {
    by: 'pediatra', first: [],
    then: [
      {
        s: 'Control de peso. {Toma menos refresco|Cambió el jugo por agua|Come verdura tres veces por semana}. {Camina a la escuela|Futbol dos tardes|Baila con su hermana en casa}. {La abuela cocina con menos aceite|La familia come junta sin televisión}. Duerme {ocho|nueve} horas, {no ronca|ronca a veces}.', e: 'Índice de masa corporal <imc>. Acantosis {leve en cuello|sin cambios}. Presión <ta> mmHg. Exploración cardiopulmonar normal, hígado no palpable.',
        r: 'Glucosa {88|92|90} mg/dL, triglicéridos {142|128|136} mg/dL.', a: 'Obesidad infantil, {índice estable|mejoría de hábitos}, sin hipertensión.', p: '{Un cambio por mes: quitar la botana de la tarde|Plato del bien comer en casa|Una hora de juego activo diario|Dormir sin pantalla en la recámara|Agua en la mochila}. No hacer dietas restrictivas. Se trabaja con toda la familia. Cita en {dos|tres} meses.', dx: ['E669'], meds: [], prog: 'Favorable para la función con cambios sostenidos.',
      },
    ],
  },
  acne: {
    by: 'pediatra',
    first: [
      {
        s: '{Barros en frente y mejillas|Espinillas en la frente} desde hace {un año|ocho meses}. {Se exprime las lesiones|Usaba alcohol en la cara}. Le importa su aspecto; ánimo estable. Sin tratamiento previo.', e: 'Comedones abiertos y cerrados, quince pápulas, sin nódulos ni cicatrices.', a: 'Acné vulgar leve.',
        p: 'Lavado suave dos veces al día, gel por la noche empezando cada tercer día, protector solar. No exprimir. Mejoría esperada en seis a ocho semanas. Control en tres meses.', dx: ['L700'], meds: ['peroxidoBenzoilo'], prog: 'Bueno para la vida y la función.',
      },
    ],
    then: [
      {
        s: 'Control de acné. {Menos barros nuevos|Mejoró la frente, persisten en el mentón}. {Buena tolerancia al gel|Resequedad leve las primeras semanas}. {Ya no se exprime las lesiones|Usa protector solar en la escuela}.', e: 'Comedones escasos, {ocho|seis|cinco} pápulas, sin nódulos ni cicatrices.', a: 'Acné vulgar leve en mejoría.', p: '{Continúa gel por la noche|Mismo tratamiento, crema hidratante ligera por la mañana}. No exprimir. Control en {tres|cuatro} meses.', dx: ['L700'], meds: ['peroxidoBenzoilo'], prog: 'Bueno para la vida y la función.',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Course>>;

export const childrenIllnesses = {
  catarroInfantil: [
    {
      s: '{Moco claro y estornudos desde hace tres días|Tos y moco desde antier}, {febrícula la primera noche|sin fiebre}. Come {un poco menos|casi normal}, juega. {Hay catarro en el salón|Su hermano tuvo catarro}.', e: 'Activ@, hidratad@, sin datos de dificultad respiratoria. Rinorrea hialina, faringe {rosada|levemente hiperémica}, tímpanos normales, pulmones limpios.', a: 'Rinofaringitis viral, sin complicaciones.',
      p: 'Lavados nasales, líquidos, ropa ligera. No se indican antitusivos ni antibiótico. Datos de alarma: respira rápido, se hunden las costillas, no bebe, fiebre por más de tres días.', dx: ['J00X'], meds: ['lavadosNasales', 'paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [36.6, 37.6] },
    },
  ],
  otitis: [
    {
      s: 'Dolor de oído {derecho|izquierdo} desde {anoche|ayer} con fiebre de {38.6|38.9} °C, después de catarro de cinco días. Irritable, duerme mal. Sin alergias conocidas. {Primera otitis|Segunda otitis en un año}.', e: 'Membrana timpánica {derecha|izquierda} abombada, hiperémica y opaca. Sin dolor mastoideo. Faringe normal, pulmones limpios.', a: 'Otitis media aguda unilateral.',
      p: 'Antibiótico por siete días por fiebre y edad, analgesia con horario el primer día. Revaloración en 48-72 horas si no mejora. Regresar de inmediato si se inflama detrás de la oreja o hay rigidez de nuca.', dx: ['H669'], meds: ['amoxicilinaOtitis', 'paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [38.2, 38.9] },
    },
  ],
  bronquiolitis: [
    {
      s: 'Tos y moco de tres días, desde ayer respira más rápido y hace ruido en el pecho. Toma {dos terceras partes|algo menos} de lo habitual, moja cinco pañales. {Su primo tiene gripa|Familiar con catarro}. Sin apneas.', e: 'Reactiv@, hidratad@. Tiraje subcostal leve, sibilancias y crepitantes finos bilaterales. Sin cianosis ni aleteo.', a: 'Bronquiolitis leve, primer episodio, sin factores de riesgo.',
      p: 'Lavados nasales antes de las tomas, tomas pequeñas y frecuentes, posición semisentad@. No se indican broncodilatador, esteroide ni antibiótico. Urgencias si hay pausas al respirar, rechaza tomas o labios morados. Cita en 24 horas.', dx: ['J219'], meds: ['lavadosNasales'], prog: 'Bueno a favorable con vigilancia.', signs: { temperature: [37.2, 37.9], respiratoryRate: [44, 52], saturation: [93, 95] },
    },
  ],
  rozadura: [
    {
      s: 'Enrojecimiento en la zona del pañal desde hace {tres|dos} días, después de evacuaciones blandas. Sin fiebre. Usan toallitas con perfume.', e: 'Eritema en zonas convexas del área del pañal que respeta los pliegues, sin lesiones satélite.', a: 'Dermatitis del pañal irritativa, sin candidosis.', p: 'Cambio frecuente, limpieza con agua y algodón, tiempo sin pañal. Pasta de barrera gruesa. Regresar si aparecen puntos rojos en los pliegues o supuración.', dx: ['L22X'], meds: ['oxidoZinc'], prog: 'Bueno para la vida y la función.',
    },
  ],
  gastroenteritisInfantil: [
    {
      s: 'Desde {ayer|anteayer} {cinco|seis} evacuaciones líquidas sin sangre y {dos|tres} vómitos. Acepta suero a cucharadas. Orinó {hace tres horas|en la mañana}. {Hay casos en la guardería o escuela|Un primo con el mismo cuadro}.', e: 'Despiert@, ojos normales, {llora con lágrimas|mucosa oral húmeda}, pliegue normal, llenado capilar de 2 segundos. Abdomen blando, peristalsis aumentada.', a: 'Gastroenteritis aguda sin deshidratación.',
      p: 'Plan A: suero oral después de cada evacuación, cucharaditas si vomita, mantener su alimentación habitual. No refresco ni antidiarreico. Datos de alarma por escrito. Cita en 24 horas si continúa el vómito.', dx: ['A090?'], meds: ['vidaSuero', 'paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [36.9, 37.8] },
    },
  ],
  crup: [
    {
      s: 'Anoche despertó con tos «de perro» y ruido al inspirar que mejoró con el aire frío. Catarro de dos días. Sin babeo, traga bien.', e: 'Tranquil@. Tos perruna, sin estridor en reposo, tiraje ausente. Pulmones limpios. Sin datos de epiglotitis.', a: 'Laringotraqueítis viral leve.', p: 'Esteroide oral, ambiente fresco, líquidos. Mantener en calma. Urgencias si el ruido persiste en reposo, babea o se pone morado.', dx: ['J050'], meds: ['prednisolona', 'paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [37.4, 38.1] },
    },
  ],
  manoPieBoca: [
    {
      s: 'Fiebre de 38.3 °C por un día y luego ampollas en palmas, plantas y boca. Come poco por dolor. Caso igual en el kínder.', e: 'Hidratad@. Vesículas en palmas y plantas, úlceras pequeñas en paladar y encías. Sin rigidez de nuca.', a: 'Enfermedad de manos, pies y boca, típica.', p: 'Líquidos fríos, dieta blanda, analgésico. No exprimir las ampollas. Ausentarse de la escuela hasta que pase la fiebre. Alarma: no bebe, vómito repetido, somnolencia.', dx: ['B084'], meds: ['paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [37.4, 38.2] },
    },
  ],
} as const satisfies Readonly<Record<string, Acute>>;
