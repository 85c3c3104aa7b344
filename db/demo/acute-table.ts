import type { Acute } from './story.ts';

/** Acute illnesses of adults and older children. Patterns of `say`. */
export const acuteIllnesses = {
  resfriado: [
    {
      s: '{Inicia hace tres días|Desde hace dos días está|Cuadro de cuatro días} con {escurrimiento nasal hialino y estornudos|congestión nasal, estornudos y ardor de garganta leve}, {tos escasa sin expectoración|tos seca ocasional}. {Niega fiebre|Sensación febril no cuantificada la primera noche}. Tolera la vía oral. {Refiere contacto con familiar con síntomas similares|En su entorno hay otras personas con catarro}.',
      e: 'Alerta, hidratad@. Mucosa nasal {hiperémica|congestiva} con rinorrea hialina. Faringe {levemente hiperémica|sin exudado}. Membranas timpánicas íntegras. Campos pulmonares ventilados sin ruidos agregados.',
      a: 'Rinofaringitis {viral|de origen viral} no complicada, {sin datos de infección bacteriana|sin indicación de antibiótico}.',
      p: '{Abundantes líquidos y reposo relativo|Líquidos a libre demanda, reposo y lavado frecuente de manos}. Se explica la evolución esperada de 7 a 10 días y los datos de alarma: fiebre mayor de 38.5 °C por más de tres días, dificultad respiratoria o dolor de oído. {Cita abierta|Regresar si no mejora en una semana}.',
      dx: ['J00X'], meds: ['paracetamol', 'lavadosNasales'], prog: 'Bueno para la vida y la función.', signs: { temperature: [36.5, 37.4] },
    },
  ],
  faringitis: [
    {
      s: '{Odinofagia de dos días|Dolor de garganta desde hace tres días} con {malestar general|dolor muscular y cansancio} y {tos seca|tos y disfonía leve}. Fiebre {no cuantificada|de 38 °C ayer por la noche} que cede con paracetamol. Niega dificultad para respirar o para tragar líquidos.',
      e: 'Faringe hiperémica, {amígdalas grado I sin exudado|sin exudado ni membranas}. {Sin adenopatías cervicales|Adenopatía cervical pequeña no dolorosa}. Otoscopia normal. Campos pulmonares limpios.',
      a: 'Faringitis aguda {de probable origen viral; puntaje de Centor de 1|con tos y sin exudado, probablemente viral}. No requiere antibiótico en este momento.',
      p: 'Analgesia, líquidos tibios y dieta blanda. {Se explica por qué no se indica antibiótico|Se comenta que el antibiótico no acorta un cuadro viral}. Acudir de inmediato si hay dificultad para abrir la boca, babeo, fiebre persistente por más de 72 horas o manchas en la piel.',
      dx: ['J029?'], meds: ['paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [37.2, 38.2] },
    },
    {
      s: 'Inicio súbito {ayer|hace 36 horas} con odinofagia intensa, fiebre de {38.7|39} °C y {cefalea|dolor al mover el cuello}. Sin tos ni rinorrea. {Alguien cercano con un cuadro igual|En casa hubo anginas la semana pasada}. Niega alergias a medicamentos.',
      e: 'Amígdalas {grado II|grado III} con exudado blanquecino, petequias en paladar. Adenopatías cervicales anteriores dolorosas de {1|1.5} cm. Sin exantema. Ruidos respiratorios normales.',
      r: 'Prueba rápida para estreptococo del grupo A: positiva.',
      a: 'Faringitis estreptocócica confirmada por prueba rápida, puntaje de Centor de 4. Sin datos de absceso.',
      p: 'Antibiótico completo por diez días aunque mejore antes. Reposo en casa las primeras 24 horas del tratamiento. Datos de alarma explicados; {regresar en 72 horas si continúa la fiebre|revaloración en tres días si no hay mejoría}.',
      dx: ['J020'], meds: ['amoxicilina', 'paracetamol'], prog: 'Bueno para la vida y la función con tratamiento.', signs: { temperature: [38.3, 39.1] },
    },
  ],
  gastroenteritis: [
    {
      s: '{Desde ayer|Desde hace dos días} evacuaciones líquidas, {cuatro|cinco|seis} en 24 horas, sin moco ni sangre, con {náusea y dos vómitos|dolor tipo cólico y un vómito}. {Comió en la calle el día previo|Otro familiar con el mismo cuadro}. Orina {normal|un poco más concentrada}. Tolera líquidos en sorbos.',
      e: 'Mucosa oral {semihidratada|bien hidratada}, llenado capilar de 2 segundos, sin signo del pliegue. Abdomen blando, peristalsis aumentada, dolor leve difuso sin datos de irritación peritoneal.',
      a: 'Gastroenteritis de presunto origen infeccioso, {sin deshidratación|con deshidratación leve}, sin disentería.',
      p: 'Plan A de hidratación con electrolitos orales, alimentación habitual en porciones pequeñas, evitar refrescos y jugos. No usar antidiarreicos. Acudir a urgencias si hay sangre en las evacuaciones, vómito de todo lo que toma, somnolencia o si deja de orinar. {Revaloración en 48 horas si persiste|Cita abierta}.',
      dx: ['A090?'], meds: ['vidaSuero', 'paracetamol'], prog: 'Bueno para la vida y la función.', signs: { temperature: [36.8, 37.9], heartRate: [84, 98] },
    },
  ],
  ivu: [
    {
      s: '{Disuria, polaquiuria y urgencia urinaria de dos días|Ardor al orinar y frecuencia urinaria desde hace tres días} con {tenesmo vesical|dolor suprapúbico leve}. Niega fiebre, dolor lumbar, flujo vaginal o sangrado. {Primer cuadro en este año|Cuadro similar hace más de un año}. Niega embarazo; última menstruación hace {dos|tres} semanas.',
      e: 'Abdomen blando, dolor leve a la palpación suprapúbica. Giordano negativo bilateral. Sin datos de irritación peritoneal.',
      r: 'Tira reactiva: leucocitos {++|+++}, nitritos positivos, sangre {trazas|+}, proteínas negativas.',
      a: 'Cistitis aguda no complicada, {sin datos de pielonefritis|afebril y sin afección del estado general}.',
      p: 'Tratamiento de primera línea por cinco días. Líquidos abundantes, no retener la orina. Urocultivo si no hay respuesta en 72 horas. Regresar de inmediato con fiebre, vómito o dolor en el flanco.',
      dx: ['N300'], meds: ['nitrofurantoina', 'paracetamol'], prog: 'Bueno para la vida y la función.',
    },
  ],
  lumbalgia: [
    {
      s: 'Dolor lumbar bajo de {tres|cuatro|dos} días que inició al {cargar una caja en el trabajo|levantar un garrafón|hacer limpieza en casa}, intensidad {6|7|5} de 10, sin irradiación a las piernas. Aumenta al {agacharse|flexionar el tronco} y mejora en reposo. Niega pérdida de fuerza, adormecimiento en silla de montar, fiebre o alteración de esfínteres.',
      e: 'Marcha conservada con dolor. Contractura paravertebral lumbar {bilateral|derecha|izquierda}. Lasègue negativo. Fuerza 5/5, sensibilidad y reflejos conservados en ambas piernas.',
      a: 'Lumbalgia mecánica aguda sin datos de alarma. No requiere radiografía en este momento.',
      p: 'Mantenerse activ@ dentro de lo tolerable, calor local, higiene de columna. {Incapacidad no requerida|Evitar cargas por una semana}. Acudir de inmediato si hay pérdida de fuerza, de control de esfínteres o dolor nocturno. {Revaloración en dos semanas|Si persiste más de cuatro semanas, estudio de imagen}.',
      dx: ['M545'], meds: ['naproxeno', 'metocarbamol'], prog: 'Bueno para la función a corto plazo.',
    },
  ],
  esguince: [
    {
      s: 'Torcedura de tobillo {derecho|izquierdo} en inversión {ayer|hace seis horas} al {jugar futbol|bajar una escalera|correr}. Dolor {6|5|7} de 10 y aumento de volumen en la cara externa. {Pudo dar cuatro pasos|Camina con dolor}. Niega lesiones previas en ese tobillo.',
      e: 'Edema y equimosis leve en maléolo externo. Dolor sobre el ligamento peroneoastragalino anterior; sin dolor óseo en el borde posterior de los maléolos ni en la base del quinto metatarsiano. Cajón anterior negativo. Pulsos y sensibilidad normales.',
      a: 'Esguince de tobillo grado {I|II}. Reglas de Ottawa negativas: no requiere radiografía.',
      p: 'Hielo 15 minutos cada 4 horas por 48 horas, vendaje elástico, elevación y apoyo según tolerancia. Ejercicios de movilidad desde el tercer día. {Reincorporación al deporte en 3 a 4 semanas|Revisión en una semana}.',
      dx: ['S934'], meds: ['paracetamol', 'diclofenacoGel'], prog: 'Bueno para la función.',
    },
  ],
  dermatitis: [
    {
      s: 'Comezón y enrojecimiento en {manos|antebrazos|cuello} desde hace {cinco días|una semana}, después de usar {un detergente nuevo|bisutería|guantes de látex}. Niega ampollas, fiebre o dificultad para respirar.',
      e: 'Placas eritematosas de bordes mal definidos con descamación fina {y huellas de rascado|sin exudado}. Sin datos de infección agregada.',
      a: 'Dermatitis de contacto {irritativa|probablemente alérgica}, sin impétigo agregado.',
      p: 'Suspender el agente sospechoso, usar {guantes de vinilo|jabón neutro} y emoliente. Corticoide tópico de baja potencia por una semana, no en el rostro. Regresar si aparecen costras amarillas, fiebre o se extiende.',
      dx: ['L259?'], meds: ['hidrocortisona', 'emoliente', 'loratadina'], prog: 'Bueno para la vida y la función.',
    },
  ],
  gastritis: [
    {
      s: 'Ardor en la boca del estómago desde hace {dos semanas|diez días}, mayor {en ayuno|después de café o picante}, con {acidez nocturna|sensación de llenura}. {Tomó ibuprofeno varios días por dolor muscular|Periodo de mucho trabajo y comidas irregulares}. Niega vómito con sangre, evacuaciones negras, pérdida de peso o dificultad para tragar.',
      e: 'Abdomen blando, dolor leve en epigastrio sin resistencia. Murphy negativo. Conjuntivas de buena coloración.',
      a: 'Probable gastritis, sin datos de alarma.',
      p: 'No tomar antiinflamatorios por su cuenta; evitar café, alcohol y tabaco. Comer en horarios fijos. Protector gástrico cuatro semanas; si no hay respuesta o aparecen datos de alarma, endoscopia y búsqueda de Helicobacter pylori.',
      dx: ['K297?'], meds: ['omeprazol'], prog: 'Bueno para la vida y la función.',
    },
  ],
  lumbalgiaMayor: [
    {
      s: 'Dolor lumbar de {tres|cuatro} días después de {cargar cajas|arreglar el jardín}, {5|6} de 10, sin irradiación. Mejora acostado de lado. Niega caída, pérdida de peso, fiebre, debilidad o alteración al orinar.',
      e: 'Marcha lenta y estable. Contractura lumbar, sin dolor al percutir las vértebras. Lasègue negativo, fuerza y reflejos conservados.',
      a: 'Lumbalgia mecánica sin datos de alarma. Se evitan antiinflamatorios orales por su presión y sus riñones.',
      p: 'Calor local, caminar distancias cortas, analgésico con horario por cinco días y antiinflamatorio tópico. Regresar si hay debilidad, fiebre o dolor nocturno. {Ejercicios de espalda al mejorar|Revaloración en dos semanas}.',
      dx: ['M545'], meds: ['paracetamol', 'diclofenacoGel'], prog: 'Bueno para la función a corto plazo.',
    },
  ],
  conjuntivitis: [
    {
      s: 'Ojo {derecho|izquierdo} rojo con lagaña amarilla desde hace dos días, párpados pegados al despertar. Niega dolor intenso, visión borrosa, traumatismo o lentes de contacto.',
      e: 'Hiperemia conjuntival, secreción mucopurulenta, córnea transparente, pupila reactiva, agudeza visual conservada.',
      a: 'Conjuntivitis bacteriana sin datos de afección corneal.', p: 'Limpieza con agua hervida tibia, lavado de manos, toalla aparte. Gotas por siete días. Acudir de inmediato con dolor, fotofobia o baja visual.',
      dx: ['H100'], meds: ['cloranfenicol'], prog: 'Bueno para la vida y la función.',
    },
  ],
} as const satisfies Readonly<Record<string, Acute>>;
