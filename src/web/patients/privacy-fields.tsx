import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Notice as PrivacyNotice, NoticeItem } from '#modules/privacy/contract.ts';
import { call } from '../api/call.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { readNotice } from './api.ts';
import { isException } from './ground.ts';
import type { GroundDraft, GroundFault } from './ground.ts';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';

const mechanisms = ['autograph-on-paper', 'electronic-signature', 'authentication'] as const;
const exceptions = ['emergency', 'cannot-consent'] as const;
const ofAdult = ['patient', 'representative', 'guardian'] as const;
const ofMinor = ['mother', 'father', 'guardian', 'representative'] as const;

export const noticeKey = ['privacy-notice'] as const;

export const useNotice = () => useQuery({ queryKey: noticeKey, queryFn: ({ signal }) => call(readNotice, {}, { signal }), staleTime: 60_000 });

const Items = ({ items }: { readonly items: readonly NoticeItem[] }) => (
  <>{items.map(({ item, title, text }) => <div key={item + title}><strong>{title}</strong><p>{text}</p></div>)}</>
);

/** The text that is shown at the moment of collection. Spanish binds, so it is Spanish in either language. */
const NoticeText = ({ notice }: { readonly notice: PrivacyNotice }) => {
  const t = useText(patientMessages);
  return (
    <Stack gap={6}>
      <Text fw={550}>{t('privacy.simplified', { version: notice.version })}</Text>
      <div className={classes['notice']} lang="es-MX" tabIndex={0} role="region" aria-label={t('privacy.simplified', { version: notice.version })}><Items items={notice.simplified} /></div>
      <details>
        <summary>{t('privacy.integral')}</summary>
        <div className={classes['notice']} lang="es-MX" tabIndex={0} role="region" aria-label={t('privacy.integral')}><Items items={notice.integral} /></div>
      </details>
    </Stack>
  );
};

export type PrivacyFieldsProps = {
  readonly ground: GroundDraft;
  readonly onChange: (ground: GroundDraft) => void;
  readonly isMinor: boolean;
  readonly faults: readonly GroundFault[];
  /** A consent alone, to end an exception: no further exception is offered. */
  readonly isConsentOnly?: boolean;
};

const ConsentDetails = ({ ground, onChange, isMinor, faults, notice }: PrivacyFieldsProps & { readonly notice: PrivacyNotice }) => {
  const t = useText(patientMessages);
  return (
    <>
      <div className={classes['two']}>
        <ChoiceField
          label={t('privacy.who')} value={ground.who} allowDeselect={false} onChange={(value) => { onChange({ ...ground, who: (value ?? ground.who) as GroundDraft['who'] }); }}
          choices={(isMinor ? ofMinor : ofAdult).map((value) => ({ value, label: t(`who.${value}`) }))}
        />
        {ground.who === 'patient' ? null : (
          <TextField label={t('privacy.giver')} value={ground.giverName} maxLength={150} onChange={(giverName) => { onChange({ ...ground, giverName }); }} error={faults.includes('giver') ? t('privacy.giver-missing') : undefined} />
        )}
      </div>
      {notice.secondaryPurposes.length === 0 ? null : (
        <Checkbox
          label={t('privacy.secondary')} description={t('privacy.secondary-says', { purposes: notice.secondaryPurposes.join('; ') })} checked={ground.acceptsSecondary}
          onChange={(event) => { onChange({ ...ground, acceptsSecondary: event.currentTarget.checked }); }}
        />
      )}
    </>
  );
};

/** Shows the notice and takes down how the person consented, or why consent waits. */
export const PrivacyFields = (props: PrivacyFieldsProps) => {
  const t = useText(patientMessages);
  const notice = useNotice();
  const { ground, onChange, faults, isConsentOnly = false } = props;
  if (notice.data === undefined) return notice.error === null ? <Loading /> : <ErrorState error={notice.error} onRetry={() => { void notice.refetch(); }} />;
  const offered = isConsentOnly ? mechanisms : [...mechanisms, ...exceptions];
  return (
    <Stack gap="md">
      <NoticeText notice={notice.data} />
      <Radio.Group label={t('privacy.how')} value={ground.how} onChange={(value) => { onChange({ ...ground, how: value as GroundDraft['how'] }); }} error={faults.includes('how') ? t('privacy.how-missing') : undefined}>
        <div className={classes['three']} style={{ paddingBlock: 6 }}>
          {offered.map((each, at) => <Radio key={each} value={each} label={t(`how.${each}`)} {...(at === 0 ? { id: 'dato-consent' } : {})} />)}
        </div>
      </Radio.Group>
      {isException(ground.how) ? <Notice severity="info" live>{t('how.exception-says')}</Notice> : null}
      {ground.how === null || isException(ground.how) ? null : <ConsentDetails {...props} notice={notice.data} />}
    </Stack>
  );
};
