import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { FileId, PatientId } from '#kernel/ids.ts';
import { formatCivilDate, isCivilDate, civilDateIn } from '#kernel/civil-date.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { call } from '../api/call.ts';
import { save } from '../audit/save-file.ts';
import { Dialog } from '../design/dialog.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconDownload, IconLayoutColumns } from '../design/icons.ts';
import { DateText, PersonName } from '../design/text.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { Kbd } from '../design/kbd.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import { openAttachment } from './api.ts';
import classes from './attachments.module.css';
import { comparable, isImage, savedName, whenOf } from './file-facts.ts';
import { ImagePane } from './image-pane.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { attachmentMessages } from './messages.ts';

const zooms = [1, 1.5, 2, 3, 4, 6] as const;

const Facts = ({ file, patientId }: { readonly file: Attachment; readonly patientId: PatientId }) => {
  const t = useText(attachmentMessages);
  const kb = Math.max(1, Math.round(file.bytes / 1024));
  return (
    <dl className={classes['facts']}>
      <div><dt>{t('add.kind')}</dt><dd>{t(`kind.${file.kind}`)}</dd></div>
      {file.site === '' ? null : <div><dt>{t('add.site')}</dt><dd>{file.site}</dd></div>}
      <div><dt>{t('view.taken')}</dt><dd>{file.takenOn === null ? t('view.untold') : <DateText value={file.takenOn} />}</dd></div>
      <div><dt>{t('view.recorded')}</dt><dd><DateText value={file.recordedAt} withTime />, <PersonName name={file.recordedBy} /></dd></div>
      <div><dt>{t('view.size')}</dt><dd>{file.width === null || file.height === null ? t('kilobytes', { kb }) : t('pixels', { width: file.width, height: file.height, kb })}</dd></div>
      <div><dt>{t('view.digest')}</dt><dd className={classes['digest']}>{file.sha256}</dd></div>
      {file.noteId === null ? null : <div><dt>{t('add.note')}</dt><dd><Link href={`/pacientes/${patientId}?nota=${file.noteId}`}>{t('view.to-note')}</Link></dd></div>}
    </dl>
  );
};

type View = { readonly zoom: number; readonly otherId: FileId | null };
type BarProps = { readonly file: Attachment; readonly view: View; readonly onView: (view: View) => void; readonly others: ReturnType<typeof comparable> };

const useOthers = (file: Attachment, all: readonly Attachment[]) => (isImage(file) ? comparable(file, all) : []);

/** Zoom and what lies beside the image. */
const ImageBar = ({ view, onView, others }: BarProps) => {
  const t = useText(attachmentMessages);
  const [language, timeZone] = [useLanguage(), useTimeZone()];
  const zoom = zooms[view.zoom] ?? 1;
  const step = (by: 1 | -1): void => { onView({ ...view, zoom: Math.min(Math.max(view.zoom + by, 0), zooms.length - 1) }); };
  const toggle = (): void => { onView({ ...view, otherId: view.otherId === null ? others[0]?.other.id ?? null : null }); };
  const dayOf = (file: Attachment): string => { const when = whenOf(file); return formatCivilDate(isCivilDate(when) ? when : civilDateIn(timeZone, new Date(when)), language); };
  useShortcuts([
    { keys: '+', label: t('view.larger'), group: t('title'), isCommand: false, run: () => { step(1); } },
    { keys: '-', label: t('view.smaller'), group: t('title'), isCommand: false, run: () => { step(-1); } },
    { keys: '0', label: t('view.fit'), group: t('title'), isCommand: false, run: () => { onView({ ...view, zoom: 0 }); } },
    { keys: 'c', label: t('view.compare'), group: t('title'), isCommand: false, isOn: others.length > 0, run: toggle },
  ]);
  return (
    <Group gap="xs">
      <Button variant="default" size="compact-md" onClick={() => { step(-1); }} disabled={view.zoom === 0} rightSection={<Kbd keys="-" />}>{t('view.smaller')}</Button>
      <Button variant="default" size="compact-md" onClick={() => { step(1); }} disabled={view.zoom === zooms.length - 1} rightSection={<Kbd keys="+" />}>{t('view.larger')}</Button>
      <span className={classes['quiet']} role="status">{t('view.zoom', { percent: zoom * 100 })}</span>
      {others.length === 0 ? <span className={classes['quiet']}>{t('view.compare.none')}</span> : (
        <Button variant="default" size="compact-md" aria-pressed={view.otherId !== null} leftSection={<IconLayoutColumns size={15} aria-hidden />} rightSection={<Kbd keys="c" />} onClick={toggle}>{t(view.otherId === null ? 'view.compare' : 'view.compare.end')}</Button>
      )}
      {view.otherId === null ? null : (
        <ChoiceField
          aria-label={t('view.compare.with')} size="xs" className={classes['other'] ?? ''} value={view.otherId} allowDeselect={false} onChange={(otherId) => { onView({ ...view, otherId }); }}
          choices={others.map(({ other, isSameSite }) => ({ value: other.id, label: t(isSameSite ? 'view.same-site' : 'view.other-site', { date: dayOf(other), title: other.title }) }))}
        />
      )}
    </Group>
  );
};

const Body = ({ file, all, patientId }: { readonly file: Attachment; readonly all: readonly Attachment[]; readonly patientId: PatientId }) => {
  const t = useText(attachmentMessages);
  const may = usePermission();
  const [view, setView] = useState<View>({ zoom: 0, otherId: null });
  const [isMarking, setMarking] = useState(false);
  const others = useOthers(file, all);
  const other = others.find((each) => each.other.id === view.otherId)?.other ?? null;
  const zoom = zooms[view.zoom] ?? 1;
  const download = async (): Promise<void> => {
    try {
      save(await call(openAttachment, { params: { attachmentId: file.id } }), savedName(file));
    } catch (error) {
      toast.refused(error);
    }
  };
  return (
    <>
      {file.error === null ? null : <p className={classes['fault']} role="note"><IconAlertTriangle size={16} aria-hidden /> <strong>{t('mistaken')}.</strong> {t('mistaken.why', { name: file.error.by, reason: file.error.reason })}</p>}
      {isImage(file) ? (
        <>
          <ImageBar file={file} view={view} onView={setView} others={others} />
          <div className={classes['panes']} data-two={other !== null}>
            <ImagePane file={file} zoom={zoom} isTitled={other !== null} />
            {other === null ? null : <ImagePane file={other} zoom={zoom} isTitled />}
          </div>
        </>
      ) : <p className={classes['paper']}>{t('view.pdf')}</p>}
      <Facts file={file} patientId={patientId} />
      <Group gap="xs">
        <Button variant="default" size="compact-md" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => { void download(); }}>{t('view.save')}</Button>
        {file.error === null && may('add-attachment') ? <Button variant="default" size="compact-md" onClick={() => { setMarking(true); }}>{t('mark')}</Button> : null}
      </Group>
      {isMarking ? <MarkDialog patientId={patientId} file={file} onClose={() => { setMarking(false); }} /> : null}
    </>
  );
};

type StepsProps = { readonly at: number; readonly count: number; readonly onStep: (by: 1 | -1) => void };

const Steps = ({ at, count, onStep }: StepsProps) => {
  const t = useText(attachmentMessages);
  useShortcuts([
    { keys: ['j'], label: t('view.next'), group: t('title'), isCommand: false, isOn: at < count - 1, run: () => { onStep(1); } },
    { keys: ['k'], label: t('view.previous'), group: t('title'), isCommand: false, isOn: at > 0, run: () => { onStep(-1); } },
  ]);
  return (
    <Group gap="xs">
      <Button variant="default" size="compact-md" disabled={at === 0} leftSection={<IconChevronLeft size={15} aria-hidden />} rightSection={<Kbd keys="k" />} onClick={() => { onStep(-1); }}>{t('view.previous')}</Button>
      <Button variant="default" size="compact-md" disabled={at === count - 1} rightSection={<><IconChevronRight size={15} aria-hidden /> <Kbd keys="j" /></>} onClick={() => { onStep(1); }}>{t('view.next')}</Button>
      <span className={classes['quiet']} role="status">{t('view.of', { at: at + 1, count })}</span>
    </Group>
  );
};

type ViewerProps = { readonly patientId: PatientId; /** Whose it is: the page that says so lies behind. */ readonly who: ReactNode; readonly all: readonly Attachment[]; readonly openId: FileId; readonly onOpen: (id: FileId) => void; readonly onClose: () => void };

/** One file over the whole screen. `j`/`k` go on and back, `+`/`-`/`0` zoom, `c` compares, Esc closes. */
export const Viewer = ({ patientId, who, all, openId, onOpen, onClose }: ViewerProps) => {
  const at = all.findIndex(({ id }) => id === openId);
  const file = all[at];
  if (file === undefined) return null;
  const step = (by: 1 | -1): void => { const next = all[at + by]; if (next !== undefined) onOpen(next.id); };
  return (
    <Dialog opened onClose={onClose} title={file.title} fullScreen>
      <div className={classes['viewer']}>
        <div>{who}</div>
        <Steps at={at} count={all.length} onStep={step} />
        <Body key={file.id} file={file} all={all} patientId={patientId} />
      </div>
    </Dialog>
  );
};
