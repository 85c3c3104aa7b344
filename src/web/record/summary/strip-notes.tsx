import type { PatientId } from '#kernel/ids.ts';
import { IconNote } from '../../design/icons.ts';
import { Badge, SeverityBadge } from '../../design/severity.tsx';
import { useText } from '../../i18n/use-text.ts';
import { stickyMessages } from '../../patients/sticky-messages.ts';
import { useStickyNotes } from '../../patients/use-sticky-notes.ts';
import classes from '../note/note.module.css';
import { useSummary } from './use-summary.ts';

const MOST_SHOWN = 2;

type Stuck = { readonly key: string; readonly text: string; readonly kind: 'flag' | 'sticky'; readonly isWarning: boolean };

const Mark = ({ text, kind, isWarning }: Stuck) => {
  const t = useText(stickyMessages);
  const words = <><span className="amate-hidden">{`${t(`kind.${kind}`)}: `}</span><span className={classes['stuckText']}>{text}</span></>;
  if (kind === 'sticky') return <Badge hue="bark" icon={IconNote}>{words}</Badge>;
  return <SeverityBadge severity={isWarning ? 'warning' : 'info'}>{words}</SeverityBadge>;
};

/** The first words of what is stuck on the patient, clinical first; the rail has all of each. */
export const StripNotes = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(stickyMessages);
  const summary = useSummary(patientId);
  const stickies = useStickyNotes(patientId);
  const flags = (summary.data?.items ?? []).flatMap(({ itemId, content }): readonly Stuck[] => (content.kind === 'flag' && content.status === 'active' ? [{ key: itemId, text: content.text, kind: 'flag', isWarning: content.severity === 'warning' }] : []));
  const notes = (stickies.data?.notes ?? []).flatMap(({ id, text, dismissed }): readonly Stuck[] => (dismissed === null ? [{ key: id, text, kind: 'sticky', isWarning: false }] : []));
  const all = [...flags.toSorted((one, other) => Number(other.isWarning) - Number(one.isWarning)), ...notes];
  const rest = all.length - MOST_SHOWN;
  return (
    <>
      {all.slice(0, MOST_SHOWN).map((stuck) => <li key={stuck.key} title={stuck.text} data-mark={stuck.kind}><Mark {...stuck} /></li>)}
      {rest > 0 ? <li data-mark="more">{t('more-in-strip', { count: rest })}</li> : null}
    </>
  );
};
