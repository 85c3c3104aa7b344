/** Which missing element the person has just asked to mend; the field that can mend it with one more key listens. */
let field: string | null = null;
const listeners = new Set<() => void>();

const tell = (next: string | null): void => {
  if (field === next) return;
  field = next;
  for (const listener of listeners) listener();
};

export const mending = {
  field: (): string | null => field,
  ask: (asked: string): void => { tell(asked); },
  done: (): void => { tell(null); },
  onChange: (listener: () => void): (() => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
};
