/** What is asked of a document's phrases before it is signed: false when the person went back to writing. */
type Check = () => Promise<boolean>;

let check: Check | null = null;

/** Whoever shows the document says how; returns how to take it back. */
export const offerPhraseCheck = (given: Check): (() => void) => {
  check = given;
  return () => { if (check === given) check = null; };
};

/** Passed-over picks vanish; data that changed since they were printed are shown. True when signing may go on. */
export const phrasesChecked = async (): Promise<boolean> => check === null || await check();
