import type { PatientId } from '#kernel/ids.ts';
import { useText } from '../../i18n/use-text.ts';
import classes from '../note/note.module.css';
import { changesMessages } from './changes-messages.ts';
import own from './changes.module.css';
import { ChangesWords } from './changes-words.tsx';
import { useChanges } from './use-changes.ts';

/** The first thing seen of a known patient, above what is known of her. */
export const ChangesPart = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(changesMessages);
  const changes = useChanges(patientId);
  // of a new patient there is nothing to compare
  if (changes.data?.since === null || (changes.data === undefined && !changes.isError)) return null;
  return (
    <section className={`${classes['railPart'] ?? ''} ${own['part'] ?? ''}`}>
      <header><h2>{t('title')}</h2></header>
      <ChangesWords patientId={patientId} isLink={false} />
    </section>
  );
};
