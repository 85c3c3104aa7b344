/** Words on their way to the entry field of the next prescription screen: in memory, since an address holds no treatment. */
let waiting = '';

export const handOver = (text: string): void => { waiting = text.slice(0, 1_000); };

/** Takes them, once. */
export const takeHandedOver = (): string => {
  const text = waiting;
  waiting = '';
  return text;
};
