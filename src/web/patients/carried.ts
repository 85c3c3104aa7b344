// Not in the address nor in the history's state, which browsers may write to disk: it may be a name or a CURP.
let carried = '';

/** What was searched for in vain goes on in the registration form, once. */
export const carryTyped = (typed: string): void => { carried = typed; };

export const takeCarried = (): string => {
  const typed = carried;
  carried = '';
  return typed;
};
