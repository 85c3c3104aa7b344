import { Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Dialog } from '../../design/dialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { isCommitted } from './ceremony.ts';
import type { Ceremony } from './ceremony.ts';
import { FilesStep } from './files-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';
import { signingOf } from './prepare.ts';
import type { NoteSubject, SigningSubject } from './subject.ts';
import { useCeremony } from './use-ceremony.ts';
import type { CeremonyActs } from './use-ceremony.ts';

type StepProps = { readonly ceremony: Ceremony; readonly acts: CeremonyActs; readonly onCancel: () => void };

const Step = ({ ceremony, acts, onCancel }: StepProps) => {
  const t = useText(signingMessages);
  switch (ceremony.at) {
    case 'files': return <FilesStep ceremony={ceremony} acts={acts} onCancel={onCancel} />;
    case 'preparing': return <div className={classes['progress']} role="status" style={{ minHeight: 120 }}><Loader size="sm" aria-hidden />{t(`doing.${ceremony.doing}`)}</div>;
    case 'review': case 'sending': case 'unanswered': return <ReviewStep ceremony={ceremony} acts={acts} />;
    case 'signed': return <p role="status">{t('signed')}</p>;
  }
};

type CeremonyProps = { readonly subject: SigningSubject; readonly onClose: () => void; readonly onSigned: () => void };

/** The signing ceremony. Mounted only while it runs: closing it drops the key. */
export const CeremonyDialog = ({ subject, onClose, onSigned }: CeremonyProps) => {
  const t = useText(signingMessages);
  const isPhone = useMediaQuery('(max-width: 48em)') === true;
  const acts = useCeremony(subject, onSigned);
  const isWide = acts.ceremony.at === 'review' || acts.ceremony.at === 'sending' || acts.ceremony.at === 'unanswered';
  return (
    <Dialog opened onClose={onClose} mayClose={!isCommitted(acts.ceremony)} title={t(subject.isSecond === true ? 'title.second' : 'title', { title: subject.title })} size={isWide ? 1120 : 560} fullScreen={isPhone}>
      <p style={{ margin: '0 0 10px', fontWeight: 600 }} translate="no">{t('of', { name: subject.patientName })}</p>
      <Step ceremony={acts.ceremony} acts={acts} onCancel={onClose} />
    </Dialog>
  );
};

/** The ceremony of a note. */
export const SignDialog = ({ subject, ...rest }: Omit<CeremonyProps, 'subject'> & { readonly subject: NoteSubject }) => <CeremonyDialog subject={signingOf(subject)} {...rest} />;
