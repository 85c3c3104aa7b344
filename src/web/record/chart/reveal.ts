/** A `ref` for what an act brings out at the foot of a note: without it the answer would appear below the edge, unseen. */
export const revealWhole = (element: HTMLElement | null): void => { element?.scrollIntoView({ block: 'start', behavior: 'instant' }); };

/** As {@link revealWhole}, for a few lines. */
export const reveal = (element: HTMLElement | null): void => { element?.scrollIntoView({ block: 'nearest', behavior: 'instant' }); };
