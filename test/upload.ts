import { UPLOAD_TYPE } from '#platform/http/upload.ts';
import type { Answer, Caller, House } from './house.ts';

/** A request that brings a file behind its JSON. */
export const sendFile = async (house: House, caller: Caller, path: string, { said, bytes }: { readonly said: object; readonly bytes: Uint8Array }): Promise<Answer> => {
  const reply = await house.api.app.inject({
    method: 'POST', url: path, headers: { host: '127.0.0.1:8080', 'content-type': UPLOAD_TYPE, cookie: `amate=${caller.cookie() ?? ''}` },
    payload: Buffer.concat([Buffer.from(`${JSON.stringify(said)}\n`, 'utf8'), bytes]),
  });
  return { status: reply.statusCode, body: reply.json(), raw: reply.rawPayload };
};

/** What is said of a made-up photograph; `bytes` is the file's. */
export const saidOf = (bytes: Uint8Array, said: object = {}): object =>
  ({ kind: 'photograph', title: 'Lesión en antebrazo', site: 'Antebrazo derecho', takenOn: '2026-01-15', encounterId: null, noteId: null, bytes: bytes.length, ...said });

/** Adds a file to a patient's record through the server's own way in. */
export const addFile = (house: House, caller: Caller, patientId: string, { said = {}, bytes }: { readonly said?: object; readonly bytes: Uint8Array }): Promise<Answer> =>
  sendFile(house, caller, `/api/patients/${patientId}/attachments`, { said: saidOf(bytes, said), bytes });
