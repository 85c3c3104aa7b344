let open: (() => void) | null = null;

/** Whoever shows the list of templates says how; returns how to take it back. */
export const offerTemplates = (show: () => void): (() => void) => {
  open = show;
  return () => { if (open === show) open = null; };
};

/** Opens the list of templates, where a note is being written. */
export const askForTemplate = (): void => { open?.(); };
