import { useText } from '../../i18n/use-text.ts';
import { useAddendumField } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { Writing } from './narrative.tsx';

const REASON_MOST = 300;

/** An addendum: why, and what. The original stands beside it, untouched. */
export const AddendumEditor = () => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const [reason, changeReason] = useAddendumField('reason');
  const [text, changeText] = useAddendumField('text');
  return (
    <div className={classes['note']}>
      <section className={classes['part']}>
        <Writing field="reason" label={n('part.reason')} help={t('help.reason')} value={reason} onChange={changeReason} rows={1} most={REASON_MOST} />
        <Writing field="text" label={n('part.text')} value={text} onChange={changeText} rows={8} />
      </section>
    </div>
  );
};
