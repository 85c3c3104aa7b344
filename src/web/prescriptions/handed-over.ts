import type { PrescriptionContent, PrescriptionLine } from '#modules/prescriptions/contract.ts';

/** What is on its way to the next prescription screen: in memory, since an address holds no treatment. */
export type HandedOver = {
  /** Words for the entry field. */
  readonly text: string;
  /** Whole lines, added at once. */
  readonly lines: readonly PrescriptionLine[];
  /** What it is for, as the note says. */
  readonly diagnoses: PrescriptionContent['diagnoses'];
};

export const nothingHanded: HandedOver = { text: '', lines: [], diagnoses: [] };
let waiting: HandedOver = nothingHanded;

export const handOver = (given: Partial<HandedOver>): void => { waiting = { ...nothingHanded, ...given, text: (given.text ?? '').slice(0, 1_000) }; };

/** What waits. Read as often as a screen is drawn; taken when it has been used. */
export const handedOver = (): HandedOver => waiting;
export const takeHandedOver = (): void => { waiting = nothingHanded; };
