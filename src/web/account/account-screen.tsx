import { Radio, Switch } from '@mantine/core';
import type { Language } from '#kernel/language.ts';
import { call } from '../api/call.ts';
import { FieldGroup } from '../design/fields.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { changePreferences } from '../preferences/preferences.ts';
import type { Preferences } from '../preferences/preferences.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { chooseLanguage } from '../session/api.ts';
import { sessionMessages } from '../session/messages.ts';
import { usePermission, useSession } from '../session/session-context.ts';
import classes from './account.module.css';
import { CopiedCard } from './copied-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { FactorsCard } from './factors-card.tsx';
import { accountMessages } from './messages.ts';
import { PasswordCard } from './password-card.tsx';

const schemes = ['auto', 'light', 'dark'] as const satisfies readonly Preferences['scheme'][];

const ProfileCard = () => {
  const t = useText(accountMessages);
  const dutyText = useText(sessionMessages);
  const { session } = useSession();
  const clinics = new Set(session.duties.map(({ clinicId }) => clinicId)).size;
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('profile')} says={t('profile.says')}>
        <dl className={classes['facts']}>
          <div><dt>{t('profile.name')}</dt><dd translate="no">{session.fullName}</dd></div>
          <div><dt>{t('profile.email')}</dt><dd translate="no">{session.email}</dd></div>
          <div><dt>{t('profile.duties')}</dt><dd>{session.duties.map(({ duty, clinicName }) => dutyText(`duty.${duty}`) + (clinics > 1 ? ` (${clinicName})` : '')).join(', ')}</dd></div>
        </dl>
      </FieldGroup>
    </Card>
  );
};

const PreferencesCard = () => {
  const t = useText(accountMessages);
  const { language, scheme, singleKeys } = usePreferences();
  const choose = (wanted: Language): void => {
    changePreferences({ language: wanted });
    call(chooseLanguage, { body: { language: wanted } }).catch(toast.refused);
  };
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('preferences')}>
        <div className={classes['stack']}>
          <Radio.Group label={t('language')} value={language} onChange={(value) => { choose(value as Language); }}>
            <div className={classes['line']} style={{ gap: 18, paddingBlock: 6 }}><Radio value="es-MX" label="Español" lang="es" /><Radio value="en-US" label="English" lang="en" /></div>
          </Radio.Group>
          <Radio.Group label={t('scheme')} value={scheme} onChange={(value) => { changePreferences({ scheme: value as Preferences['scheme'] }); }}>
            <div className={classes['line']} style={{ gap: 18, paddingBlock: 6 }}>{schemes.map((each) => <Radio key={each} value={each} label={t(`scheme.${each}`)} />)}</div>
          </Radio.Group>
          <Switch label={t('single-keys')} description={t('single-keys.says')} checked={singleKeys} onChange={(event) => { changePreferences({ singleKeys: event.currentTarget.checked }); }} />
        </div>
      </FieldGroup>
    </Card>
  );
};

/** One's own account: who, password, factors, sessions, preferences. */
export const AccountScreen = () => {
  const t = useText(accountMessages);
  const may = usePermission();
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} />
      <div className={classes['stack']}>
        <ProfileCard />
        <PreferencesCard />
        {may('sign-note') ? <CopiedCard /> : null}
        <PasswordCard />
        <FactorsCard />
        <DevicesCard />
      </div>
    </Page>
  );
};
