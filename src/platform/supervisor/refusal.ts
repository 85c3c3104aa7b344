/** A condition that a person must mend before Amate can start; `message` is the one sentence they read. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal;

/** What to print for a failure: the sentence of a refusal, else the first line of the message. */
export const sentenceOf = (error: unknown): string => {
  if (isRefusal(error)) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
};

/** The system's code of a failed call (`EACCES`, `ENOENT`), or an empty text. */
export const systemCodeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
