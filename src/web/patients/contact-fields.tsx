import type { Contact } from '#modules/patients/contract.ts';
import { ChoiceField, FieldGroup, TextField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { useText } from '../i18n/use-text.ts';
import { stateChoices } from './catalogues.ts';
import { isMinor } from './draft.ts';
import type { ContactDraft, Draft } from './draft.ts';
import { fieldId, useToday } from './identity-fields.tsx';
import type { FieldsProps } from './identity-fields.tsx';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';

const anyRelationship = ['spouse', 'child', 'mother', 'father', 'sibling', 'grandparent', 'guardian', 'representative', 'other'] as const;
const overMinor = ['mother', 'father', 'guardian', 'representative', 'grandparent', 'other'] as const;
const addressAbsences = ['pending', 'no-fixed-address', 'declined'] as const;

type ContactProps = FieldsProps & { readonly which: 'emergency' | 'guardian' };

const ContactFields = ({ draft, onChange, faults, which }: ContactProps) => {
  const t = useText(patientMessages);
  const contact = draft[which];
  const set = (change: Partial<ContactDraft>): void => { onChange({ ...draft, [which]: { ...contact, ...change } }); };
  const fault = faults[which];
  const faultOf = (...keys: readonly string[]): string | undefined => (fault !== undefined && keys.includes(fault) ? t(fault) : undefined);
  return (
    <div className={classes['three']}>
      <TextField id={fieldId(which)} label={t('contact.name')} value={contact.name} maxLength={150} onChange={(name) => { set({ name }); }} error={faultOf('fault.contact-name', 'fault.guardian')} />
      <ChoiceField
        label={t('contact.relationship')} clearable value={contact.relationship} onChange={(value) => { set({ relationship: value as Contact['relationship'] | null }); }} error={faultOf('fault.contact-relationship')}
        choices={(which === 'guardian' ? overMinor : anyRelationship).map((value) => ({ value, label: t(`relationship.${value}`) }))}
      />
      <TextField label={t('contact.phone')} value={contact.phone} inputMode="tel" onChange={(phone) => { set({ phone }); }} error={faultOf('fault.phone')} />
    </div>
  );
};

const AddressFields = ({ draft, onChange, faults }: FieldsProps) => {
  const t = useText(patientMessages);
  const line = (field: 'street' | 'neighbourhood' | 'city', label: string, most: number) => (
    <TextField label={label} value={draft[field]} maxLength={most} onChange={(typed) => { onChange({ ...draft, [field]: typed }); }} />
  );
  return (
    <>
      {line('street', t('street'), 150)}
      {line('neighbourhood', t('neighbourhood'), 100)}
      <TextField
        id={fieldId('postalCode')} label={t('postal-code')} value={draft.postalCode} inputMode="numeric" error={faults.postalCode === undefined ? undefined : t(faults.postalCode)}
        onChange={(typed) => { onChange({ ...draft, postalCode: typed.replace(/\D/g, '').slice(0, 5) }); }}
      />
      {line('city', t('city'), 100)}
      <ChoiceField
        label={t('residence-entity')} searchable clearable value={draft.residenceEntity === '00' ? null : draft.residenceEntity} placeholder={t('entity.none')}
        onChange={(residenceEntity) => { onChange({ ...draft, residenceEntity, municipality: '000', locality: '0000' }); }} choices={stateChoices}
      />
      {draft.street.trim() === '' ? (
        <ChoiceField
          label={t('address-absent')} value={draft.addressAbsent ?? 'pending'} allowDeselect={false} onChange={(value) => { onChange({ ...draft, addressAbsent: value as Draft['addressAbsent'] }); }}
          choices={addressAbsences.map((value) => ({ value, label: t(`address.${value}`) }))}
        />
      ) : null}
    </>
  );
};

/** How to reach the person, and who answers for a minor. */
export const ContactSection = (props: FieldsProps) => {
  const t = useText(patientMessages);
  const { draft, onChange, faults } = props;
  const today = useToday();
  const hasGuardian = isMinor(draft, today) || draft.guardian.name !== '';
  const phone = (field: 'mobile' | 'otherPhone', label: string) => (
    <TextField id={fieldId(field)} label={label} value={draft[field]} inputMode="tel" onChange={(typed) => { onChange({ ...draft, [field]: typed }); }} error={faults[field] === undefined ? undefined : t(faults[field])} />
  );
  return (
    <>
      {hasGuardian ? <Card className={classes['section'] ?? ''}><FieldGroup legend={t('group.guardian')}><ContactFields {...props} which="guardian" /></FieldGroup></Card> : null}
      <Card className={classes['section'] ?? ''}>
        <FieldGroup legend={t('group.contact')}>
          <div className={classes['three']}>
            {phone('mobile', t('mobile'))}
            {phone('otherPhone', t('other-phone'))}
            <TextField id={fieldId('email')} label={t('email')} value={draft.email} inputMode="email" onChange={(email) => { onChange({ ...draft, email }); }} error={faults.email === undefined ? undefined : t(faults.email)} />
            <AddressFields {...props} />
          </div>
        </FieldGroup>
      </Card>
      <Card className={classes['section'] ?? ''}><FieldGroup legend={t('group.people')}><ContactFields {...props} which="emergency" /></FieldGroup></Card>
    </>
  );
};
