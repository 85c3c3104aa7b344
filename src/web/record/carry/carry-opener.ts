let open: (() => void) | null = null;

/** Whoever shows the dialog says how; returns how to take it back. */
export const offerCarrying = (show: () => void): (() => void) => {
  open = show;
  return () => { if (open === show) open = null; };
};

/** Opens the dialog of copying, where a note is being written; from the rail, the previous note or the palette. */
export const askToCarry = (): void => { open?.(); };
