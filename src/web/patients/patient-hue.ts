const STEPS = 12;

/** Twelve steps are told apart at a glance; 360 are not. */
const stepOf = (patientId: string): number => {
  let sum = 0;
  for (const letter of patientId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return Math.floor(sum / (360 / STEPS));
};

const distance = (one: number, other: number): number => Math.min((one - other + STEPS) % STEPS, (other - one + STEPS) % STEPS);

/**
 * A colour that belongs to a patient's id: two open charts look different. It carries no other meaning. `besides` is the
 * patient who was open before: one of a like colour gets the opposite one while both are open.
 */
export const patientHue = (patientId: string, besides: string | null = null): string => {
  const own = stepOf(patientId);
  const isAlike = besides !== null && besides !== patientId && distance(own, stepOf(besides)) < 2;
  return `oklch(0.62 0.13 ${String(((isAlike ? own + STEPS / 2 : own) % STEPS) * (360 / STEPS))})`;
};
