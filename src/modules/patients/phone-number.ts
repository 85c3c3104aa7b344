/**
 * The digits by which a telephone number is compared: without signs, without the prefixes of Mexico
 * (+52, the former +521, 044, 045, 01), so that however it is typed it is found. Up to 15 digits (E.164).
 */
export const phoneDigits = (typed: string): string => {
  const digits = typed.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length === 12 && digits.startsWith('52')) return digits.slice(2);
  if (digits.length === 13 && /^(521|044|045)/.test(digits)) return digits.slice(3);
  if (digits.length === 12 && digits.startsWith('01')) return digits.slice(2);
  return digits.slice(0, 15);
};
