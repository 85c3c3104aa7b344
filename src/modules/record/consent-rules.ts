import type { Finding, NormRule } from '#kernel/norms.ts';
import type { ConsentAct } from '#modules/documents/contract.ts';
import { consentActs } from '#modules/documents/contract.ts';

/** Which acts are signed with a consent letter or with the statement that stands in for it. */

/** The document a note rests on: a consent for one act, or two physicians' statement, which covers any. */
export type ConsentLink = { readonly kind: 'consent'; readonly act: string; readonly isRevoked: boolean } | { readonly kind: 'emergency-treatment' };
export type ConsentSubject = { readonly act: ConsentAct | null; readonly link: ConsentLink | null };

const NOM004 = 'NOM-004-SSA3-2012';

export const covers = (link: ConsentLink, act: ConsentAct): boolean => link.kind === 'emergency-treatment' || (link.act === act && !link.isRevoked);

const codeOf = (link: ConsentLink | null): string => {
  if (link === null) return 'note-lacks-consent';
  return link.kind === 'consent' && link.isRevoked ? 'consent-revoked' : 'consent-of-other-act';
};

const asks = (rule: string, act: ConsentAct) => ({ act: reported, link }: ConsentSubject): readonly Finding[] =>
  (reported === act && (link === null || !covers(link, act)) ? [{ rule, field: 'consent', code: codeOf(link) }] : []);

const said = {
  admission: 'Hospital admission', 'major-surgery': 'Major surgery', anaesthesia: 'General or regional anaesthesia', sterilisation: 'Tubal ligation and vasectomy',
  transplant: 'Donation and transplant of organs', research: 'Clinical research in human beings', autopsy: 'Hospital autopsy', 'high-risk': 'A diagnostic or therapeutic procedure of high risk',
  mutilation: 'A procedure that entails mutilation',
} as const satisfies Record<ConsentAct, string>;

/** One rule for each mandatory event, numbered as NOM-004 lists them. */
export const consentRules: readonly NormRule<ConsentSubject>[] = consentActs.map((act, at) => {
  const numeral = `10.1.2.${String(at + 1)}`;
  const id = `N004-${numeral}`;
  return { id, norm: NOM004, numeral, verified: 'Q', says: `${said[act]}: whoever reports it signs with the consent given for it, or with the statement of emergency care without consent.`, check: asks(id, act) };
});
