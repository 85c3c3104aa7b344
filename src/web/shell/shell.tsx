import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { Kbd } from '../design/kbd.tsx';
import { SkipLink } from '../design/skip-link.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { OpenPatientsGuard } from '../patients/open-patients-guard.tsx';
import { screenRoutes } from '../routes.tsx';
import { rememberScreen } from '../search/recent.ts';
import { NewDeviceNotice } from '../session/new-device-notice.tsx';
import { usePermission, useSession } from '../session/session-context.ts';
import { CosignCount } from '../record/cosign/cosign-count.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { shellMessages } from './messages.ts';
import { sections } from './navigation.ts';
import { Screens } from './screens.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

const Navigation = () => {
  const t = useText(shellMessages);
  const may = usePermission();
  const [location, go] = useLocation();
  const mine = sections.filter((section) => section.may === undefined || may(section.may));
  useShortcuts(mine.map(({ keys, label, path }) => ({ keys, label: t(label), group: t('nav.label'), run: () => { go(path); } })));
  return (
    <nav className={classes['nav']} aria-label={t('nav.label')} data-shell>
      {mine.map(({ path, label, icon: Icon, keys, isMinor }) => (
        <Link key={path} href={path} className={classes['navLink'] ?? ''} data-minor={isMinor === true ? '' : undefined} aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}>
          <span className={classes['navIcon']}><Icon size={20} stroke={1.7} aria-hidden />{path === '/por-firmar' ? <CosignCount /> : null}</span>
          <span className={classes['navText']}>{t(label)}</span>
          <span className={`${classes['navKeys'] ?? ''} ${classes['wideOnly'] ?? ''}`} aria-hidden><Kbd keys={keys} /></span>
        </Link>
      ))}
    </nav>
  );
};

const DemoBanner = () => {
  const t = useText(shellMessages);
  const { session } = useSession();
  return session.clinic.demo ? <div className={`${classes['banner'] ?? ''} ${classes['demo'] ?? ''}`}>{t('demo')}</div> : null;
};

const isFullHeightAt = (location: string): boolean =>
  screenRoutes.some(({ path, isFullHeight }) => isFullHeight === true && location.startsWith(path.slice(0, path.indexOf('/:'))));

/** Keeps the screens just seen for the palette; their title stands in the tab by then. */
const useRecent = (location: string): void => {
  useEffect(() => {
    const timer = setTimeout(() => { rememberScreen({ path: location, title: document.title.replace(/ · Amate$/, '') }); }, 600);
    return () => { clearTimeout(timer); };
  }, [location]);
};

/** Top bar, sections and the present screen. */
export const Shell = () => {
  const t = useText(shellMessages);
  const [location] = useLocation();
  useRecent(location);
  useEffect(() => { document.querySelector('main')?.scrollTo(0, 0); }, [location]);
  return (
    <div className={[classes['shell'], isFullHeightAt(location) ? classes['fullHeight'] : undefined].filter(Boolean).join(' ')}>
      <SkipLink />
      <aside className={classes['notes']} aria-label={t('notes')}><DemoBanner /><ConnectionBanner /><NewDeviceNotice /></aside>
      <TopBar />
      <Navigation />
      <main className={classes['main']} id="contenido" tabIndex={-1}><Screens /></main>
      <OpenPatientsGuard />
    </div>
  );
};
