import type { Encounter } from '#modules/record/contract.ts';

/** The kinds of visit in the order they are offered. */
export const encounterKinds = ['outpatient', 'video', 'home', 'emergency'] as const satisfies readonly Encounter['kind'][];
