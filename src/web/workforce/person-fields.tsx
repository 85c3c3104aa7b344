import { Checkbox } from '@mantine/core';
import type { Duty } from '#modules/identity/contract.ts';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/use-text.ts';
import { staffMessages } from './messages.ts';
import type { PersonDraft, PersonFaults } from './person-draft.ts';
import classes from './workforce.module.css';

const duties = ['physician', 'nurse', 'receptionist', 'laboratory', 'auditor', 'administrator'] as const satisfies readonly Duty[];

type PersonFieldsProps = {
  readonly draft: PersonDraft;
  readonly onChange: (draft: PersonDraft) => void;
  readonly faults: PersonFaults;
  /** The e-mail is the login: given once, never changed here. */
  readonly hasEmail: boolean;
};

/** Who the person is and what she may do. */
export const PersonFields = ({ draft, onChange, faults, hasEmail }: PersonFieldsProps) => {
  const t = useText(staffMessages);
  const said = (field: keyof PersonDraft): string | undefined => { const key = faults[field]; return key === undefined ? undefined : t(key); };
  const field = (name: 'givenNames' | 'firstSurname' | 'secondSurname', label: string, isFirst = false) => (
    <TextField label={label} value={draft[name]} maxLength={100} onChange={(typed) => { onChange({ ...draft, [name]: typed }); }} error={said(name)} {...(isFirst ? { 'data-autofocus': true } : {})} />
  );
  return (
    <div className={classes['two']}>
      {field('givenNames', t('given'), true)}
      {field('firstSurname', t('first-surname'))}
      {field('secondSurname', t('second-surname'))}
      {hasEmail ? <TextField label={t('email')} description={t('email.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.email} inputMode="email" onChange={(email) => { onChange({ ...draft, email }); }} error={said('email')} /> : null}
      <TextField label={t('curp')} description={t('curp.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.curp} maxLength={18} onChange={(typed) => { onChange({ ...draft, curp: typed.toUpperCase().replace(/\s/g, '') }); }} error={said('curp')} />
      <TextField label={t('rfc')} value={draft.rfc} maxLength={13} onChange={(typed) => { onChange({ ...draft, rfc: typed.toUpperCase().replace(/\s/g, '') }); }} error={said('rfc')} />
      <div data-wide>
        <Checkbox.Group label={t('duties')} description={t('duties.says')} value={[...draft.duties]} onChange={(chosen) => { onChange({ ...draft, duties: chosen as Duty[] }); }} error={said('duties')}>
          <div className={classes['line']} style={{ paddingBlock: 8, gap: '8px 18px' }}>{duties.map((duty) => <Checkbox key={duty} value={duty} label={t(`duty.${duty}`)} />)}</div>
        </Checkbox.Group>
      </div>
    </div>
  );
};
