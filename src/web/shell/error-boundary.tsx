import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { IconAlertTriangle } from '../design/icons.ts';
import { EmptyState } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { shellMessages } from './messages.ts';

const Broken = ({ onReopen }: { readonly onReopen: () => void }) => {
  const t = useText(shellMessages);
  return (
    <div role="alert">
      <EmptyState icon={IconAlertTriangle} title={t('broken')} actions={<Button onClick={onReopen}>{t('broken.reload')}</Button>}>{t('broken.says')}</EmptyState>
    </div>
  );
};

type Props = { readonly children: ReactNode };

// React offers no other form for this than a class. Nothing is logged: an error may quote what was on the screen.
/** Keeps one broken screen from taking the shell with it. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { readonly hasFailed: boolean } { return { hasFailed: true }; }
  override render(): ReactNode {
    return this.state.hasFailed ? <Broken onReopen={() => { this.setState({ hasFailed: false }); }} /> : this.props.children;
  }
}
