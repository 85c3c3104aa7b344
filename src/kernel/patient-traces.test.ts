import assert from 'node:assert/strict';
import { test } from 'node:test';
import { possibleNames, tracesIn, withoutTraces } from './patient-traces.ts';
import type { PatientMarks } from './patient-traces.ts';

const names = ['María de la Luz Ñáñez Cruz'];
const marks: PatientMarks = { names, curp: 'NACL800510MDFXRZ05', phones: ['+52 55 1234 5678'], recordNumber: '000412', birthDate: '1980-05-10' };

test('a text about a patient keeps what is clinical and loses what tells who she is', () => {
  for (const [said, left] of [
    ['María Ñáñez acude a control.', '*** acude a control.'],
    ['La paciente maria refiere tos.', 'La paciente *** refiere tos.'],
    ['NÁÑEZ CRUZ, fotofobia a la luz.', '***, fotofobia a la luz.'],
    ['Femenino de 45 años de edad con diabetes tipo 2.', 'Femenino de *** con diabetes tipo 2.'],
    ['Masculino de cuarenta y cinco años.', 'Masculino de ***.'],
    ['Niña de 8 meses, 7.250 kg.', 'Niña de ***.'],
    ['TA 120/80 mmHg, FC 72 lpm, Temp 36.5 °C, SatO2 97%.', 'TA ***, FC ***, Temp ***, SatO2 ***.'],
    ['Metformina 850 mg cada 12 horas por 30 días.', 'Metformina *** cada *** por ***.'],
    ['CURP NACL800510MDFXRZ05, RFC NACL800510AB1.', 'CURP ***, RFC ***.'],
    ['Tel. (55) 1234-5678 o +52 55 1234 5678.', 'Tel. *** o ***.'],
    ['Nació el 10 de mayo de 1980; cirugía 12/03/2019 y mayo de 2020.', 'Nació el ***; cirugía *** y ***.'],
    ['Próxima cita el lunes 3 de agosto.', 'Próxima cita el ***.'],
    ['Viene con su esposo Raúl Peña del Río y la Dra. Soto.', 'Viene con su esposo *** y la Dra. ***.'],
    ['Expediente 412; correo luz@correo.example.', 'Expediente ***; correo ***.'],
    ['Vive en Calle Fresno 14, Tlalpan. Estable.', 'Vive en ***. Estable.'],
    ['Déficit de vitamina B12, HbA1c elevada, NYHA 2.', 'Déficit de vitamina B12, HbA1c elevada, NYHA 2.'],
    ['Peso 70\n12 dosis', 'Peso ***\n***'],
    ['Apego [bueno|malo]. Otros: ***.', 'Apego [bueno|malo]. Otros: ***.'],
  ] as const) assert.equal(withoutTraces(said, names), left);
});

test('what was replaced once is replaced no further, and holds no trace that the server would refuse', () => {
  const said = 'María Ñáñez, CURP NACL800510MDFXRZ05, 55 1234 5678, folio 000412, nacida el 10/05/1980, a@correo.test.';
  const left = withoutTraces(said, names);
  assert.equal(withoutTraces(left, names), left);
  assert.deepEqual(tracesIn(left, marks), []);
  assert.deepEqual(tracesIn(said, marks), ['name', 'curp', 'phone', 'record-number', 'birth-date', 'email']);
});

test('each trace is found however it is written, and words that are only words are none', () => {
  for (const [text, trace] of [
    ['acude ñañez por tos', 'name'], ['acude MARIA por tos', 'name'], ['refiere Luz dolor', 'name'], ['nacl 800510 mdfxrz 05', 'curp'], ['NACL-800510-MDFXRZ-05', 'curp'], ['xexx010101hneXXXa4', 'curp'],
    ['llamar al 5512345678', 'phone'], ['llamar al 1234-56 78', 'phone'], ['Exp. 412', 'record-number'], ['000412', 'record-number'], ['folio: 0412', 'record-number'],
    ['10-5-80', 'birth-date'], ['1980-05-10', 'birth-date'], ['10 de mayo de 1980', 'birth-date'], ['escribir a uno@correo.test', 'email'],
  ] as const) assert.deepEqual(tracesIn(text, marks), [trace], text);
  for (const text of ['Reflejo a la luz presente, signo de la cruz.', 'Paracetamol 500 mg cada 8 horas', 'Volver en 412 días', 'La marialuisa', 'Control del 11/05/1980']) assert.deepEqual(tracesIn(text, marks), [], text);
});

test('a capital inside a sentence is shown as what may be a name', () => {
  assert.deepEqual(possibleNames('Viene con Joaquín, de Puebla. Signo de Babinski ausente.'), ['Joaquín', 'Puebla', 'Babinski']);
  assert.deepEqual(possibleNames('Acude a control. Refiere tos. IMC normal'), []);
});
