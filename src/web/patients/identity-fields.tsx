import { Checkbox, Group, Radio } from '@mantine/core';
import { ageAt, civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { IdentityInput } from '#modules/patients/contract.ts';
import { ChoiceField, FieldGroup, TextField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useAgeText } from '../search/patient-line.tsx';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import { parseBirthDate } from './birth-date-text.ts';
import { countryChoices, stateChoices } from './catalogues.ts';
import { readCurp, withCurp, withSex } from './draft.ts';
import type { CurpAbsence, Draft, Sex } from './draft.ts';
import type { Faults, Field } from './draft-faults.ts';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';

export type FieldsProps = { readonly draft: Draft; readonly onChange: (draft: Draft) => void; readonly faults: Faults };

/** Where focus goes when this field is at fault. */
export const fieldId = (field: Field): string => `dato-${field}`;

export const useToday = (): CivilDate => civilDateIn(useTimeZone(), systemClock.now());

const absences = ['not-at-hand', 'newborn', 'foreigner', 'never-registered', 'declined'] as const;
const unknownDates = ['person-does-not-know', 'not-told'] as const;
const sexes = ['M', 'H', 'X'] as const;
const biologicalSexes = [2, 1, 3] as const;
const genders = [0, 1, 2, 3, 4, 5, 6, 88] as const;

/** What the CURP says of itself, right under it; the way out for a wrong last digit that the constancia shows too. */
const CurpSays = ({ draft, onChange }: Omit<FieldsProps, 'faults'>) => {
  const t = useText(patientMessages);
  const may = usePermission();
  const { isWhole, reasons, isOnlyDigit } = readCurp(draft, useToday());
  if (!isWhole) return null;
  if (reasons.length === 0) return <Notice severity="good" live>{t('curp.filled')}</Notice>;
  return (
    <Notice severity={draft.isAttested && isOnlyDigit ? 'info' : 'critical'} live>
      {draft.isAttested && isOnlyDigit ? t('curp.attested') : reasons.map((reason) => <div key={reason}>{t(`why.${reason}`)}</div>)}
      {isOnlyDigit && may('edit-patient-identity') ? (
        <Checkbox mt={8} label={t('curp.attest')} description={t('curp.attest-says')} checked={draft.isAttested} onChange={(event) => { onChange({ ...draft, isAttested: event.currentTarget.checked }); }} />
      ) : null}
    </Notice>
  );
};

const CurpFields = ({ draft, onChange, faults }: FieldsProps) => {
  const t = useText(patientMessages);
  const { isWhole } = readCurp(draft, useToday());
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('group.curp')}>
        <div className={classes['two']}>
          <TextField
            id={fieldId('curp')} label={t('curp')} className={classes['curp'] ?? ''} value={draft.curp} maxLength={24} autoCapitalize="characters" autoFocus
            onChange={(typed) => { onChange(withCurp(draft, typed)); }}
            description={draft.curp === '' || isWhole ? undefined : t('curp-so-far', { count: draft.curp.length })} inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={faults.curp === undefined || (isWhole && draft.curp !== '') ? undefined : t(faults.curp)}
          />
          {draft.curp === '' ? (
            <ChoiceField
              label={t('curp.absent')} placeholder={t('curp.absent-none')} clearable value={draft.curpAbsent} onChange={(value) => { onChange({ ...draft, curpAbsent: value as CurpAbsence | null }); }}
              choices={absences.map((value) => ({ value, label: t(`absent.${value}`) }))}
            />
          ) : null}
          <div data-wide><CurpSays draft={draft} onChange={onChange} /></div>
        </div>
      </FieldGroup>
    </Card>
  );
};

const BirthDateField = ({ draft, onChange, faults }: FieldsProps) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  const today = useToday();
  const ageText = useAgeText();
  const born = parseBirthDate(draft.birthDate, today);
  const said = born === null || born > today ? undefined : t('birth-date.age', { date: formatCivilDate(born, language), age: ageText(ageAt(born, today)) ?? '' });
  return (
    <>
      <TextField
        id={fieldId('birthDate')} label={t('birth-date')} placeholder={t('birth-date.hint')} value={draft.birthDate} inputMode="numeric"
        onChange={(birthDate) => { onChange({ ...draft, birthDate, birthDateUnknown: birthDate === '' ? draft.birthDateUnknown : null }); }}
        description={said} inputWrapperOrder={['label', 'input', 'description', 'error']} error={faults.birthDate === undefined ? undefined : t(faults.birthDate)}
      />
      {draft.birthDate === '' ? (
        <ChoiceField
          label={t('birth-date.unknown')} placeholder={t('birth-date.known')} clearable value={draft.birthDateUnknown}
          onChange={(value) => { onChange({ ...draft, birthDateUnknown: value as Draft['birthDateUnknown'] }); }}
          choices={unknownDates.map((value) => ({ value, label: t(`unknown-date.${value}`) }))}
        />
      ) : null}
    </>
  );
};

const SexFields = ({ draft, onChange, faults }: FieldsProps) => {
  const t = useText(patientMessages);
  return (
    <>
      <Radio.Group label={t('sex')} value={draft.sex} onChange={(value) => { onChange(withSex(draft, value as Sex)); }} error={faults.sex === undefined ? undefined : t(faults.sex)}>
        <Group gap="sm" py={6}>{sexes.map((each, at) => <Radio key={each} value={each} label={t(`sex.${each}`)} {...(at === 0 ? { id: fieldId('sex') } : {})} />)}</Group>
      </Radio.Group>
      <ChoiceField
        id={fieldId('biologicalSex')} label={t('biological-sex')} description={t('biological-sex.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.biologicalSex === null ? null : String(draft.biologicalSex)}
        onChange={(value) => { onChange({ ...draft, biologicalSex: value === null ? null : (Number(value) as IdentityInput['biologicalSex']) }); }} allowDeselect={false}
        choices={biologicalSexes.map((each) => ({ value: String(each), label: t(`biological.${String(each) as '1'}`) }))} error={faults.biologicalSex === undefined ? undefined : t(faults.biologicalSex)}
      />
      <ChoiceField
        label={t('gender')} description={t('gender.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} clearable value={draft.gender === null ? null : String(draft.gender)}
        onChange={(value) => { onChange({ ...draft, gender: value === null ? null : (Number(value) as IdentityInput['gender']) }); }}
        choices={genders.map((each) => ({ value: String(each), label: t(`gender.${String(each) as '0'}`) }))}
      />
    </>
  );
};

const OriginFields = ({ draft, onChange, faults }: FieldsProps) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  return (
    <>
      <ChoiceField
        label={t('birth-entity')} value={draft.birthEntity} onChange={(birthEntity) => { onChange({ ...draft, birthEntity }); }} searchable clearable placeholder={t('entity.none')}
        choices={[...stateChoices, { value: 'NE', label: t('entity.abroad') }, { value: '00', label: t('entity.none') }]}
      />
      <ChoiceField
        id={fieldId('nationality')} label={t('nationality')} value={draft.nationality === '' ? null : draft.nationality} onChange={(value) => { onChange({ ...draft, nationality: value ?? '' }); }} searchable
        choices={[...countryChoices(language), { value: 'NND', label: t('nationality.none') }]} error={faults.nationality === undefined ? undefined : t(faults.nationality)}
      />
    </>
  );
};

/** CURP first, then the names and what the CURP has filled in. */
export const IdentityFields = (props: FieldsProps) => {
  const t = useText(patientMessages);
  const { draft, onChange, faults } = props;
  const nameField = (field: 'given' | 'firstSurname', label: string) => (
    <TextField id={fieldId(field)} label={label} value={draft[field]} maxLength={50} onChange={(typed) => { onChange({ ...draft, [field]: typed }); }} error={faults[field] === undefined ? undefined : t(faults[field])} />
  );
  return (
    <>
      <CurpFields {...props} />
      <Card className={classes['section'] ?? ''}>
        <FieldGroup legend={t('group.identity')}>
          <div className={classes['three']}>
            {nameField('given', t('given'))}
            {nameField('firstSurname', t('first-surname'))}
            <TextField label={t('second-surname')} description={t('second-surname.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.secondSurname} maxLength={50} onChange={(secondSurname) => { onChange({ ...draft, secondSurname }); }} />
            <BirthDateField {...props} />
            <SexFields {...props} />
            <OriginFields {...props} />
          </div>
        </FieldGroup>
      </Card>
    </>
  );
};
