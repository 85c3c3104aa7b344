import { Button } from '@mantine/core';
import { Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { Page, RouteTitle } from '../design/page.tsx';
import { EmptyState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { screenRoutes } from '../routes.tsx';
import { usePermission } from '../session/session-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { shellMessages } from './messages.ts';
import { sections } from './navigation.ts';

const NotFoundScreen = ({ home }: { readonly home: string }) => {
  const t = useText(shellMessages);
  return (
    <Page>
      <RouteTitle title={t('not-found')} shown={<span className="amate-hidden">{t('not-found')}</span>} />
      <EmptyState title={t('not-found')} actions={<Button component={Link} href={home}>{t('not-found.go')}</Button>}>{t('not-found.says')}</EmptyState>
    </Page>
  );
};

/** The screen of the present address. One that the duty may not open looks like one that does not exist. */
export const Screens = () => {
  const may = usePermission();
  const home = sections.find((section) => section.may === undefined || may(section.may))?.path ?? '/cuenta';
  return (
    <Switch>
      <Route path="/"><Redirect to={home} replace /></Route>
      <Route path="/entrar"><Redirect to={home} replace /></Route>
      {screenRoutes.filter((each) => each.may === undefined || may(each.may)).map(({ path, screen: Screen }) => (
        <Route key={path} path={path}>
          <ErrorBoundary><Suspense fallback={<Loading />}><Screen /></Suspense></ErrorBoundary>
        </Route>
      ))}
      <Route><NotFoundScreen home={home} /></Route>
    </Switch>
  );
};
