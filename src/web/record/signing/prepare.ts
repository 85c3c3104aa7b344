import { call } from '../../api/call.ts';
import { ApiRefusal, isPassing } from '../../api/refusal.ts';
import { StepUpCancelled } from '../../api/step-up.ts';
import { cosignNote, openPreparedPdf, prepareNote, prepareSecond, signNote } from '../api.ts';
import { toBase64 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { Preparation, Problem } from './ceremony.ts';
import { checkPrepared } from './check-prepared.ts';
import type { Shown } from './check-prepared.ts';
import type { NoteSubject, SigningSubject } from './subject.ts';

/** A refusal as the ceremony tells it: by its code when we have words for it, else by the server's own sentence. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof StepUpCancelled) return { code: 'unproven', says: error.message };
  if (!(error instanceof ApiRefusal)) return { code: 'unexpected' };
  const { findings } = error.detail;
  return { code: error.code, says: error.message, ...(Array.isArray(findings) ? { fields: (findings as readonly string[]).map((each) => each.split(':')[0] ?? '') } : {}) };
};

/** True when the request may have arrived although no answer came. */
export const isUnanswered = (error: unknown): boolean =>
  !(error instanceof StepUpCancelled) && (isPassing(error) || !(error instanceof ApiRefusal) || error.status >= 500);

/**
 * Has the server freeze the note for this certificate, fetches the PDF, and checks payload and PDF against the screen.
 * Nothing that fails the check is ever handed out.
 */
export const prepareShown = async (shown: Shown, version: number, certificateDer: Bytes, onChecking: () => void): Promise<Preparation> => {
  const { noteId, isSecond = false } = shown;
  try {
    const certificate = toBase64(certificateDer);
    const prepared = isSecond ? await call(prepareSecond, { params: { noteId }, body: { certificate } }) : await call(prepareNote, { params: { noteId }, body: { version, certificate } });
    const pdf = await call(openPreparedPdf, { params: { noteId, preparationId: prepared.preparationId } });
    onChecking();
    const discrepancies = await checkPrepared({ prepared, certificateDer, pdf: new Uint8Array(await pdf.arrayBuffer()), shown });
    if (discrepancies.length > 0) return { ok: false, problem: { code: 'prepared-differs', fields: [] } };
    return { ok: true, note: { prepared, pdf: new Blob([pdf], { type: 'application/pdf' }) } };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
};

/** The same for the note that is open on the screen. */
export const prepare = ({ noteId, patientId, patientName, keeper, isSecond = false }: NoteSubject, certificateDer: Bytes, onChecking: () => void): Promise<Preparation> => {
  const { draft } = keeper.view();
  return prepareShown({ noteId, patientId, patientName, content: draft.content, isSecond }, draft.version, certificateDer, onChecking);
};

/** The ceremony of a note. */
export const signingOf = (note: NoteSubject): SigningSubject => ({
  ...note, prepare: (certificateDer, onChecking) => prepare(note, certificateDer, onChecking),
  send: async (preparationId, signatures) => (await call(note.isSecond === true ? cosignNote : signNote, { params: { noteId: note.noteId }, body: { preparationId, ...signatures } })).signed,
});
