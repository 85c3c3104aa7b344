import { createContext, useContext } from 'react';

/** True once the person has asked to sign: from then on everything that is missing is said under its field. */
export const AttemptContext = createContext(false);

export const useWasAttempted = (): boolean => useContext(AttemptContext);
