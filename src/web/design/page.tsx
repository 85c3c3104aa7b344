import { Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './design.module.css';

/**
 * The name of the screen: in the browser's tab and, after a navigation, where focus goes, so that a screen reader
 * says where one is. A patient's name may stand here: the wrong-patient guard wants it in the tab.
 */
export const useRouteTitle = (title: string, heading: React.RefObject<HTMLElement | null>): void => {
  useEffect(() => { document.title = `${title} · Amate`; }, [title]);
  useEffect(() => {
    // a field that asked for focus on its own keeps it
    if (document.activeElement === null || document.activeElement === document.body || document.activeElement.closest('[data-shell]') !== null) heading.current?.focus({ preventScroll: true });
  }, [heading]);
};

/** The h1 of a screen; also its tab title. One a screen. */
export const RouteTitle = ({ title, shown }: { readonly title: string; readonly shown?: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useRouteTitle(title, heading);
  return <Title order={1} ref={heading} tabIndex={-1}>{shown ?? title}</Title>;
};

/** Margins and width of a screen: `narrow` for forms and settings, `wide` for what needs every pixel. */
export const Page = ({ width = 'normal', children }: { readonly width?: 'narrow' | 'normal' | 'wide'; readonly children: ReactNode }) => {
  const more = { narrow: classes['pageNarrow'], normal: undefined, wide: classes['pageWide'] }[width];
  return <div className={[classes['page'], more].filter(Boolean).join(' ')}>{children}</div>;
};

type PageHeaderProps = {
  readonly title: string;
  /** One line under the title. */
  readonly says?: ReactNode;
  readonly actions?: ReactNode;
};

export const PageHeader = ({ title, says, actions }: PageHeaderProps) => (
  <header className={classes['header']}>
    <div className={classes['headerText']}>
      <RouteTitle title={title} />
      {says === undefined ? null : <Text c="dimmed" component="div">{says}</Text>}
    </div>
    {actions === undefined ? null : <div className={classes['actions']}>{actions}</div>}
  </header>
);

/** A sheet of paper on the page. */
export const Card = ({ children, className, ...rest }: React.ComponentPropsWithoutRef<'section'>) => (
  <section className={[classes['card'], className].filter(Boolean).join(' ')} {...rest}>{children}</section>
);
