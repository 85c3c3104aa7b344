import { Radio } from '@mantine/core';
import { isCivilDate } from '#kernel/civil-date.ts';
import { DateField } from '../design/date-field.tsx';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/use-text.ts';
import type { LicenceDraft, LicenceFaults } from './licence-draft.ts';
import { staffMessages } from './messages.ts';
import classes from './workforce.module.css';

type LicenceFieldsProps = {
  readonly draft: LicenceDraft;
  readonly onChange: (draft: LicenceDraft) => void;
  readonly faults: LicenceFaults;
  readonly isRenewal?: boolean;
  /** A first run knows the profession only. */
  readonly hasKind?: boolean;
};

const kinds = ['profession', 'specialty'] as const;

/** A cédula as the SEP writes it; for a specialty also the council's certificate. */
export const LicenceFields = ({ draft, onChange, faults, isRenewal = false, hasKind = true }: LicenceFieldsProps) => {
  const t = useText(staffMessages);
  const said = (field: keyof LicenceDraft): string | undefined => { const key = faults[field]; return key === undefined ? undefined : t(key); };
  const field = (name: 'title' | 'institution' | 'council' | 'certificate', label: string, hint?: string) => (
    <TextField label={label} value={draft[name]} maxLength={name === 'certificate' ? 40 : 200} onChange={(typed) => { onChange({ ...draft, [name]: typed }); }} error={said(name)} {...(hint === undefined ? {} : { placeholder: hint })} />
  );
  return (
    <div className={classes['two']}>
      {isRenewal ? null : (
        <>
          {hasKind ? (
            <Radio.Group data-wide label={t('kind')} value={draft.kind} onChange={(value) => { onChange({ ...draft, kind: value as LicenceDraft['kind'] }); }}>
              <div className={classes['line']} style={{ gap: 18, paddingBlock: 6 }}>{kinds.map((kind) => <Radio key={kind} value={kind} label={t(`kind.${kind}`)} />)}</div>
            </Radio.Group>
          ) : null}
          <TextField label={t('cedula')} value={draft.cedula} inputMode="numeric" onChange={(typed) => { onChange({ ...draft, cedula: typed.replace(/\D/g, '').slice(0, 8) }); }} error={said('cedula')} />
          {field('title', t('degree'), t('degree.hint'))}
          {field('institution', t('institution'))}
        </>
      )}
      {isRenewal || draft.kind === 'specialty' ? (
        <>
          {field('council', t('council'))}
          {field('certificate', t('certificate'))}
          <DateField label={t('expires')} value={isCivilDate(draft.expiresOn) ? draft.expiresOn : null} onChange={(date) => { onChange({ ...draft, expiresOn: date ?? '' }); }} error={said('expiresOn')} />
        </>
      ) : null}
    </div>
  );
};
