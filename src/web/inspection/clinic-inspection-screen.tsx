import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { civilDateIn } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicInspection } from '#modules/inspection/contract.ts';
import { DataTable } from '../design/data-table.tsx';
import { IconShieldCheck } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import classes from './inspection.module.css';
import { inspectionMessages } from './messages.ts';
import { Score, useNumeralText } from './score.tsx';
import { useClinicInspection } from './use-inspection.ts';

type Asked = { readonly size: number; readonly months: number; readonly seed: string };

const isSeed = (seed: string): boolean => /^[A-Za-z0-9-]{1,40}$/.test(seed);

const SampleForm = ({ isBusy, onAsk }: { readonly isBusy: boolean; readonly onAsk: (asked: Asked) => void }) => {
  const t = useText(inspectionMessages);
  const timeZone = useTimeZone();
  const [asked, setAsked] = useState<Asked>(() => ({ size: 10, months: 12, seed: civilDateIn(timeZone, systemClock.now()) }));
  const numberOf = (value: number | string, fallback: number): number => (typeof value === 'number' ? value : fallback);
  return (
    <Card>
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (isSeed(asked.seed)) onAsk(asked); }}>
        <NumberInput label={t('sample.size')} min={1} max={40} clampBehavior="strict" allowDecimal={false} value={asked.size} onChange={(value) => { setAsked((now) => ({ ...now, size: numberOf(value, 1) })); }} />
        <NumberInput label={t('sample.months')} min={1} max={60} clampBehavior="strict" allowDecimal={false} value={asked.months} onChange={(value) => { setAsked((now) => ({ ...now, months: numberOf(value, 1) })); }} />
        <TextInput label={t('sample.seed')} description={t('sample.seed.says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={asked.seed} error={isSeed(asked.seed) ? null : t('sample.seed.wrong')} onChange={(event) => { const seed = event.currentTarget.value; setAsked((now) => ({ ...now, seed })); }} />
        <Button type="submit" loading={isBusy} className={classes['run'] ?? ''}>{t('sample.run')}</Button>
      </form>
    </Card>
  );
};

const Totals = ({ criteria }: { readonly criteria: ClinicInspection['criteria'] }) => {
  const t = useText(inspectionMessages);
  const numeralText = useNumeralText();
  const ratio = ({ present, absent }: ClinicInspection['criteria'][number]): number => (present + absent === 0 ? 0 : (100 * present) / (present + absent));
  return (
    <DataTable
      caption={t('totals')} rows={criteria} rowKey={({ criterion }) => criterion}
      columns={[
        { key: 'asked', heading: t('col.asked'), isRowHeading: true, wide: true, cell: ({ criterion }) => t(`criterion.${criterion}`) },
        { key: 'bar', heading: t('col.verdict'), width: 220, wide: true, cell: (row) => (row.present + row.absent === 0 ? t('verdict.not-applicable') : <span className={classes['line']}><span className={classes['bar']} aria-hidden><span style={{ width: `${String(ratio(row))}%` }} /></span>{Math.round(ratio(row))} %</span>) },
        { key: 'present', heading: t('col.present'), align: 'end', cell: ({ present }) => present },
        { key: 'absent', heading: t('col.absent'), align: 'end', cell: ({ absent }) => absent },
        { key: 'not-applicable', heading: t('col.not-applicable'), align: 'end', cell: ({ notApplicable }) => notApplicable },
        { key: 'numeral', heading: t('col.numeral'), cell: (criterion) => numeralText(criterion) },
      ]}
    />
  );
};

const Records = ({ records }: { readonly records: ClinicInspection['records'] }) => {
  const t = useText(inspectionMessages);
  const lacks = ({ absent, incomplete }: ClinicInspection['records'][number]): string => {
    const documents = incomplete === 0 ? [] : [incomplete === 1 ? t('incomplete.one') : t('incomplete.many', { count: incomplete })];
    return [...absent.map((criterion) => t(`criterion.${criterion}`)), ...documents].join('; ') || t('nothing-lacks');
  };
  return (
    <DataTable
      caption={t('records')} rows={records} rowKey={({ patientId }) => patientId}
      columns={[
        { key: 'record', heading: t('col.record'), isRowHeading: true, wide: true, cell: ({ patientId, recordNumber, fullName }) => <Link href={`/pacientes/${patientId}/cumplimiento`}><PersonName name={fullName} /> · {recordNumber}</Link> },
        { key: 'score', heading: t('col.verdict'), width: 200, cell: ({ score }) => <Score score={score} /> },
        { key: 'lacks', heading: t('col.lacks'), wide: true, cell: lacks },
      ]}
    />
  );
};

const Found = ({ inspection }: { readonly inspection: ClinicInspection }) => {
  const t = useText(inspectionMessages);
  if (inspection.records.length === 0) return <EmptyState icon={IconShieldCheck} title={t('sample.none')} />;
  return (
    <>
      <p className={classes['line']} role="status"><Score score={inspection.score} /> {t('sample.drawn', { count: inspection.records.length, population: inspection.population })}</p>
      <Card className={classes['card'] ?? ''}><h2>{t('totals')}</h2><Totals criteria={inspection.criteria} /></Card>
      <Card className={classes['card'] ?? ''}><h2>{t('records')}</h2><Records records={inspection.records} /></Card>
    </>
  );
};

/** Draws records of the clinic and shows what the norm asks of them and what they lack. */
export const ClinicInspectionScreen = () => {
  const t = useText(inspectionMessages);
  const { data, error, isPending, mutate, variables } = useClinicInspection();
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} actions={<Button variant="default" disabled={data === undefined} onClick={() => { window.print(); }}>{t('print')}</Button>} />
      <div className={classes['stack']}>
        <SampleForm isBusy={isPending} onAsk={mutate} />
        {isPending ? <Loading /> : null}
        {error === null || isPending ? null : <ErrorState error={error} {...(variables === undefined ? {} : { onRetry: () => { mutate(variables); } })} />}
        {data === undefined || isPending ? null : <Found inspection={data} />}
        {data === undefined && error === null && !isPending ? <EmptyState icon={IconShieldCheck} title={t('sample.begin')} /> : null}
      </div>
    </Page>
  );
};
