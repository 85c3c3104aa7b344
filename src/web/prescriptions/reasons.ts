import type { OverrideReason, endReasons as kinds } from '#modules/prescriptions/contract.ts';

/** The short lists as the screen offers them, in the order in which they are usual. The server knows the same ones. */
export const overrideReasons = ['benefit-outweighs-risk', 'tolerated-before', 'will-monitor', 'dose-adjusted', 'data-wrong', 'no-alternative', 'specialist-advice', 'other'] as const satisfies readonly OverrideReason[];
export type EndReason = (typeof kinds)[number];
export const endReasons = ['wrong-medicine', 'wrong-patient', 'adverse-reaction', 'treatment-changed', 'not-wanted', 'lost', 'other'] as const satisfies readonly EndReason[];
export const routes = [
  'oral', 'sublingual', 'bucal', 'rectal', 'vaginal', 'cutanea', 'transdermica', 'oftalmica', 'otica', 'nasal', 'inhalada', 'nebulizada', 'intravenosa', 'intramuscular', 'subcutanea', 'intradermica', 'intraarticular', 'intrauterina',
] as const;
