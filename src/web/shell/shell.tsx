import { Link, useLocation } from 'wouter';
import { Kbd } from '../design/kbd.tsx';
import { SkipLink } from '../design/skip-link.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission } from '../session/session-context.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { shellMessages } from './messages.ts';
import { sections } from './navigation.ts';
import { Screens } from './screens.tsx';
import classes from './shell.module.css';

const Navigation = () => {
  const t = useText(shellMessages);
  const may = usePermission();
  const [location, go] = useLocation();
  const mine = sections.filter((section) => section.may === undefined || may(section.may));
  useShortcuts(mine.map(({ keys, label, path }) => ({ keys, label: t(label), group: t('nav.label'), run: () => { go(path); } })));
  return (
    <nav className={classes['nav']} aria-label={t('nav.label')} data-shell>
      {mine.map(({ path, label, icon: Icon, keys }) => (
        <Link key={path} href={path} className={classes['navLink'] ?? ''} aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span className={classes['navText']}>{t(label)}</span>
          <span className={`${classes['navKeys'] ?? ''} ${classes['wideOnly'] ?? ''}`} aria-hidden><Kbd keys={keys} /></span>
        </Link>
      ))}
    </nav>
  );
};

/** Top bar, sections and the present screen. */
export const Shell = () => (
  <div className={classes['shell']}>
    <SkipLink />
    <div className={classes['notes']}><ConnectionBanner /></div>
    <header className={classes['top']} data-shell />
    <Navigation />
    <main className={classes['main']} id="contenido" tabIndex={-1}><Screens /></main>
  </div>
);
