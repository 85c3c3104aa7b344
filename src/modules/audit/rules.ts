import type { Finding, NormRule } from '#kernel/norms.ts';
import type { AuditEntry } from './model.ts';

const finding = (rule: string, field: string, code: string, isBad: boolean): readonly Finding[] => (isBad ? [{ rule, field, code }] : []);

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const withoutEarlierState = new Set(['clin.note', 'clin.note_preparation']);

const hasOneDoer = (entry: AuditEntry): boolean =>
  entry.person !== null ? entry.session !== null && entry.role !== null : entry.cause !== null || entry.login !== '';

/** Drafts, and what only follows from other columns, leave none: docs/adr/0007. */
const lacksEarlierState = ({ action, entity, detail }: AuditEntry): boolean =>
  (action === 'row.update' || action === 'row.delete') && !withoutEarlierState.has(entity ?? '') && typeof detail['before_sha256'] !== 'string';

/** What the norms ask of one entry of the log. */
export const auditRules: readonly NormRule<AuditEntry>[] = [
  {
    id: 'N024-5.8',
    norm: 'NOM-024-SSA3-2012',
    numeral: '5.8',
    says: 'A chronological log ties each action to one person, or to the process that acted, and to its instant; a change or removal of a row keeps what the row was before, told by its digest in the entry.',
    verified: 'Q',
    check: (entry) => [
      ...finding('N024-5.8', 'at', 'audit-instant-missing', !instant.test(entry.at)),
      ...finding('N024-5.8', 'person', 'audit-doer-missing', !hasOneDoer(entry)),
      ...finding('N024-5.8', 'detail', 'audit-row-digest-missing', entry.action.startsWith('row.') && typeof entry.detail['row_sha256'] !== 'string'),
      ...finding('N024-5.8', 'detail', 'audit-earlier-state-missing', lacksEarlierState(entry)),
    ],
  },
  {
    id: 'N004-5.7',
    norm: 'NOM-004-SSA3-2012',
    numeral: '5.7',
    says: 'Access to what a record holds is confidential and logged: who, in which duty, why, and whose record.',
    verified: 'Q',
    check: (entry) => [
      ...finding('N004-5.7', 'purpose', 'audit-purpose-missing', entry.purpose === ''),
      ...finding('N004-5.7', 'role', 'audit-duty-missing', entry.patients.length > 0 && entry.person !== null && entry.role === null),
    ],
  },
];
