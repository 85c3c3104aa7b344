import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DemoLogins, Duty, Session } from '#modules/identity/contract.ts';
import { systemClock } from '#kernel/clock.ts';
import { call } from '../api/call.ts';
import { IconCalendar, IconFlask, IconHeartbeat, IconIdBadge2, IconShieldCheck, IconStethoscope } from '../design/icons.ts';
import { useRouteTitle } from '../design/page.tsx';
import { useText } from '../i18n/use-text.ts';
import { LanguageToggle, SchemeMenu } from '../preferences/toggles.tsx';
import { ConnectionBanner } from '../shell/connection-banner.tsx';
import { listDemoLogins } from './api.ts';
import { sessionMessages } from './messages.ts';
import classes from './session.module.css';
import { SignInForm } from './sign-in-form.tsx';
import type { SignInFormProps } from './sign-in-form.tsx';

const dutyIcons = {
  physician: IconStethoscope, nurse: IconHeartbeat, receptionist: IconCalendar, laboratory: IconFlask, auditor: IconShieldCheck, administrator: IconIdBadge2,
} as const satisfies Record<Duty, unknown>;

type Login = DemoLogins['logins'][number];

const DemoCards = ({ logins, chosen, onChoose }: { readonly logins: readonly Login[]; readonly chosen: string | null; readonly onChoose: (login: Login) => void }) => {
  const t = useText(sessionMessages);
  return (
    <section className={classes['demo']} aria-labelledby="demo-title">
      <Title order={2} id="demo-title">{t('demo.title')}</Title>
      <Text c="dimmed">{t(logins.some(({ password }) => password !== null) ? 'demo.says-open' : 'demo.says')}</Text>
      <ul className={classes['demoList']}>
        {logins.map((login) => {
          const Icon = dutyIcons[login.duty];
          return (
            <li key={login.email}>
              <button type="button" className={classes['demoCard']} aria-pressed={chosen === login.email} onClick={() => { onChoose(login); }}>
                <span className={classes['demoIcon']}><Icon size={19} stroke={1.7} aria-hidden /></span>
                <span className={classes['demoText']}>
                  <Text component="span" fw={550}><span className="amate-hidden">{t('demo.fill')} </span>{login.fullName}</Text>
                  <Text component="span" c="dimmed" fz="sm">{t(`duty.${login.duty}`)} · {login.email}</Text>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** The door: whoever has an account comes in here; the demo shows its people. */
export const SignInScreen = ({ onDone }: { readonly onDone: (session: Session) => void }) => {
  const t = useText(sessionMessages);
  const [chosen, setChosen] = useState<NonNullable<SignInFormProps['chosen']> | null>(null);
  const demo = useQuery({ queryKey: ['demo-logins'], queryFn: ({ signal }) => call(listDemoLogins, {}, { signal, onSessionEnd: 'fail' }), staleTime: Infinity });
  useRouteTitle(t('sign-in'), { current: null });
  const logins = demo.data?.logins ?? [];
  return (
    <div className={classes['screen']}>
      <ConnectionBanner />
      <div className={classes['screenTop']}><LanguageToggle /><SchemeMenu /></div>
      <main className={classes['screenMain']}>
        <div className={classes['entry']}>
          <div className={classes['brand']}>
            <img src="/icon.svg" alt="" />
            <div><Title order={1}>Amate</Title><Text c="dimmed">{t('sign-in.says')}</Text></div>
          </div>
          <section className={classes['card']} aria-label={t('sign-in')}><SignInForm onDone={onDone} chosen={chosen} /></section>
        </div>
        {logins.length === 0 ? null : <DemoCards logins={logins} chosen={chosen?.email ?? null} onChoose={({ email, password }) => { setChosen({ email, password, at: systemClock.now().getTime() }); }} />}
      </main>
    </div>
  );
};
