import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** Shapes of what the clinic reads of its own ledger. */
export const ledgerParams = z.strictObject({ prescriptionId: idSchemas(z.uuid())<'prescription'>() });
const day = z.iso.date();

/** One act with what it handed over; `voided` when it was taken back. */
export const ledgerReply = z.strictObject({
  acts: z.array(z.strictObject({
    id: z.string(), on: day, recordedAt: z.iso.datetime(), kind: z.enum(['pharmacist', 'establishment']), licence: z.string(), name: z.string(), establishment: z.string(), address: z.string(), retained: z.boolean(),
    voided: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).nullable(),
    items: z.array(z.strictObject({ line: z.int(), fill: z.int(), quantity: z.number(), brand: z.string(), lot: z.string(), expiresOn: day, acquiredOn: day.nullable() })),
  })),
});
export type Ledger = z.infer<typeof ledgerReply>;

/** The log of a range of at most a year and a day; the last thirty days where none is named. */
export const logQuery = z.strictObject({ from: day.optional(), to: day.optional() }).refine(({ from, to }) => (from === undefined) === (to === undefined) && (from ?? '') <= (to ?? '') && Date.parse(to ?? '2000-01-01') - Date.parse(from ?? '2000-01-01') <= 366 * 86_400_000);
export type LogQuery = z.infer<typeof logQuery>;
