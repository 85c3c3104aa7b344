import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fold } from '#kernel/fold.ts';
import type { Specialty } from '#modules/charting/contract.ts';
import { call } from '../api/call.ts';
import { DataTable } from '../design/data-table.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { IconPlus } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { noteMessages } from '../record/note/note-messages.ts';
import { listedTemplates, templateEndpoints, templateFields, templatesKey, useTemplates } from '../record/templates/api.ts';
import type { ListedTemplate, TemplateTexts } from '../record/templates/api.ts';
import { TemplateForm } from '../record/templates/template-form.tsx';
import { TemplateTextsShown } from '../record/templates/template-texts.tsx';
import { templateMessages } from '../record/templates/template-messages.ts';
import { usePermission } from '../session/session-context.ts';
import classes from './charting.module.css';
import { chartingMessages } from './messages.ts';
import { RegimensKept } from './regimens-kept.tsx';
import { templateLibraryMessages } from './template-library-messages.ts';

const specialties = ['general', 'paediatrics', 'gynaecology', 'internal', 'cardiology'] as const satisfies readonly Specialty[];
const filters = ['all', 'own', 'clinic', ...specialties] as const;
type Filter = (typeof filters)[number];
/** So few are shown whole; of more the fields are named. */
const FEW = 3;

type Act = { readonly is: 'edit' | 'adapt' | 'share' | 'retire'; readonly template: ListedTemplate };
type Open = Act | { readonly is: 'new' };

const actsOf = ({ library }: ListedTemplate, mayEditClinic: boolean): readonly Act['is'][] => {
  if (library === 'own') return mayEditClinic ? ['edit', 'share', 'retire'] : ['edit', 'retire'];
  return library === 'clinic' && mayEditClinic ? ['edit', 'adapt', 'retire'] : ['adapt'];
};

/** Shares a copy of a template with the clinic, or takes one out of use. */
const Confirming = ({ act: { is, template }, onClose }: { readonly act: Act; readonly onClose: () => void }) => {
  const t = useText(templateLibraryMessages);
  const g = useText(chartingMessages);
  const queries = useQueryClient();
  const { title, texts, kept, library } = template;
  const isShare = is === 'share';
  const confirm = useMutation({
    mutationFn: async () => {
      if (isShare) return call(templateEndpoints.clinic.add, { body: { title, texts, takenFrom: null } });
      return kept === null ? undefined : call(templateEndpoints[library === 'clinic' ? 'clinic' : 'own'].retire, { params: { templateId: kept.id }, body: { version: kept.version } });
    },
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: templatesKey }); toast.done(t(isShare ? 'share.done' : 'retire.done')); onClose(); },
    onError: toast.refused,
  });
  return (
    <ConfirmDialog opened onClose={onClose} title={isShare ? g('share.title') : t('retire.title')} confirm={g(isShare ? 'share' : 'retire')} isGrave={!isShare} isBusy={confirm.isPending} onConfirm={() => { confirm.mutate(); }}>
      <p>{t(isShare ? 'share.says' : 'retire.says', { title })}</p>
    </ConfirmDialog>
  );
};

const ActDialog = ({ act, onClose }: { readonly act: Open; readonly onClose: () => void }) => {
  const t = useText(templateLibraryMessages);
  const g = useText(chartingMessages);
  if (act.is === 'new') return <TemplateForm title={t('new')} start={{ title: '', texts: {} }} changes={null} takenFrom={null} onClose={onClose} />;
  const { title, texts } = act.template;
  switch (act.is) {
    case 'edit': return <TemplateForm title={t('edit.title')} start={{ title, texts }} changes={act.template} takenFrom={null} onClose={onClose} />;
    case 'adapt': return <TemplateForm title={g('adapt.title')} start={{ title, texts }} changes={null} takenFrom={null} onClose={onClose} />;
    default: return <Confirming act={act} onClose={onClose} />;
  }
};

type ListProps = { readonly templates: readonly ListedTemplate[]; readonly onAct: (act: Act) => void };

const TemplateTable = ({ templates, onAct }: ListProps) => {
  const t = useText(templateLibraryMessages);
  const g = useText(chartingMessages);
  const m = useText(templateMessages);
  const n = useText(noteMessages);
  const fieldsOf = (texts: TemplateTexts): string => templateFields.filter((field) => texts[field] !== undefined).map((field) => n(`part.${field}`)).join(', ');
  const mayEditClinic = usePermission()('edit-clinic-phrases');
  return (
    <DataTable
      caption={t('caption')} rows={templates} rowKey={({ key }) => key}
      columns={[
        { key: 'title', heading: t('col.title'), isRowHeading: true, cell: ({ title }) => title },
        { key: 'texts', heading: t('col.texts'), wide: true, cell: ({ texts }) => <details className={classes['text']} open={templates.length <= FEW}><summary>{fieldsOf(texts)}</summary><TemplateTextsShown texts={texts} /></details> },
        { key: 'library', heading: g('col.library'), cell: ({ library, specialty }) => (specialty === null ? m(library === 'own' ? 'library.own' : 'library.clinic') : g(`specialty.${specialty}`)) },
        { key: 'acts', heading: g('col.acts'), headingHidden: true, wide: true, cell: (template) => (
          <Group gap={6}>{actsOf(template, mayEditClinic).map((is) => <Button key={is} size="compact-md" variant="default" aria-label={`${g(is)}: ${template.title}`} onClick={() => { onAct({ is, template }); }}>{g(is)}</Button>)}</Group>
        ) },
      ]}
    />
  );
};

const Found = ({ templates, onAct }: ListProps) => {
  const t = useText(templateLibraryMessages);
  const g = useText(chartingMessages);
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const box = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: 'b', label: t('search'), group: t('title'), run: () => { box.current?.focus(); } }]);
  const words = fold(typed).split(' ');
  const found = templates.filter(({ library, specialty, title, texts }) => {
    const text = fold(`${title} ${Object.values(texts).join(' ')}`);
    return (filter === 'all' || library === filter || specialty === filter) && words.every((word) => text.includes(word));
  });
  const labelOf = (value: Filter): string => (value === 'all' || value === 'own' || value === 'clinic' ? g(`filter.${value}`) : g(`specialty.${value}`));
  return (
    <Card className={classes['card'] ?? ''}>
      <div className={classes['tools']}>
        <TextField ref={box} type="search" label={t('search')} value={typed} onChange={setTyped} />
        <ChoiceField label={g('filter')} value={filter} allowDeselect={false} choices={filters.map((value) => ({ value, label: labelOf(value) }))} onChange={(value) => { if (value !== null) setFilter(value); }} />
      </div>
      {found.length === 0 ? <EmptyState title={t('none')}>{t('none.says')}</EmptyState> : <TemplateTable templates={found} onAct={onAct} />}
    </Card>
  );
};

/** The templates of a note: one's own, the clinic's, those of the specialties; and the medicines one uses. `/plantillas`. */
export const TemplatesScreen = () => {
  const t = useText(templateLibraryMessages);
  const may = usePermission();
  const { data, error, refetch } = useTemplates();
  const [act, setAct] = useState<Open | null>(null);
  const begin = (): void => { setAct({ is: 'new' }); };
  useShortcuts([{ keys: 'n', label: t('new'), group: t('title'), run: begin }]);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} actions={<Button leftSection={<IconPlus size={16} aria-hidden />} onClick={begin}>{t('new')}</Button>} />
      {error === null ? null : <ErrorState error={error} onRetry={() => { void refetch(); }} />}
      {data === undefined ? error === null ? <Loading /> : null : <Found templates={listedTemplates(data)} onAct={setAct} />}
      {may('sign-note') ? <RegimensKept /> : null}
      {act === null ? null : <ActDialog act={act} onClose={() => { setAct(null); }} />}
    </Page>
  );
};
