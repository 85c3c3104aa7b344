import { Button } from '@mantine/core';
import { Link, useParams } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import type { InspectedCriterion, InspectedDocuments, InspectionPlace, RecordInspection } from '#modules/inspection/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { DataTable } from '../design/data-table.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { DateText, PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useKindName } from '../record/form/use-document-types.ts';
import classes from './inspection.module.css';
import { inspectionMessages } from './messages.ts';
import { Score, useNumeralText } from './score.tsx';
import { useRecordInspection } from './use-inspection.ts';

const severities = { 'present': 'good', 'absent': 'critical', 'not-applicable': 'neutral' } as const;

const SHOWN = 5;

const Place = ({ patientId, place }: { readonly patientId: PatientId; readonly place: InspectionPlace }) => {
  const t = useText(inspectionMessages);
  const kindName = useKindName();
  const says = t(`place.${place.code}` as 'place.consent-lacking', { kind: place.noteKind === null ? '' : kindName(place.noteKind) });
  if (place.code.startsWith('identity-')) return <>{says}. <Link href={`/pacientes/${patientId}/datos`}>{t('to-identity')}</Link></>;
  const words = <>{says}{place.at === null ? null : <> <DateText value={place.at} /></>}</>;
  return place.noteId === null ? words : <Link href={`/pacientes/${patientId}?nota=${place.noteId}`}>{words}</Link>;
};

const Places = ({ patientId, places }: { readonly patientId: PatientId; readonly places: readonly InspectionPlace[] }) => {
  const t = useText(inspectionMessages);
  if (places.length === 0) return null;
  return (
    <ul className={classes['places']}>
      {places.slice(0, SHOWN).map((place) => <li key={`${place.code} ${place.noteId ?? place.encounterId ?? ''}`}><Place patientId={patientId} place={place} /></li>)}
      {places.length > SHOWN ? <li>{t('place.more', { count: places.length - SHOWN })}</li> : null}
    </ul>
  );
};

const Criteria = ({ patientId, criteria }: { readonly patientId: PatientId; readonly criteria: readonly InspectedCriterion[] }) => {
  const t = useText(inspectionMessages);
  const numeralText = useNumeralText();
  return (
    <DataTable
      caption={t('criteria')} rows={criteria} rowKey={({ criterion }) => criterion}
      columns={[
        { key: 'asked', heading: t('col.asked'), isRowHeading: true, wide: true, cell: ({ criterion }) => t(`criterion.${criterion}`) },
        { key: 'verdict', heading: t('col.verdict'), width: 140, cell: ({ verdict }) => <SeverityBadge severity={severities[verdict]}>{t(`verdict.${verdict}`)}</SeverityBadge> },
        { key: 'where', heading: t('col.where'), wide: true, cell: ({ places }) => <Places patientId={patientId} places={places} /> },
        { key: 'numeral', heading: t('col.numeral'), width: 220, cell: (criterion) => numeralText(criterion) },
      ]}
    />
  );
};

const Missing = ({ patientId, missing }: { readonly patientId: PatientId; readonly missing: InspectedDocuments['missing'] }) => {
  const t = useText(inspectionMessages);
  const numeralText = useNumeralText();
  if (missing.length === 0) return null;
  return (
    <ul className={classes['places']}>
      {missing.slice(0, SHOWN).map((line) => (
        <li key={`${line.noteId} ${line.code}`}><Link href={`/pacientes/${patientId}?nota=${line.noteId}`}>{t('missing.line', { numeral: numeralText(line) })} <DateText value={line.at} /></Link></li>
      ))}
      {missing.length > SHOWN ? <li>{t('place.more', { count: missing.length - SHOWN })}</li> : null}
    </ul>
  );
};

const Documents = ({ patientId, documents }: { readonly patientId: PatientId; readonly documents: readonly InspectedDocuments[] }) => {
  const t = useText(inspectionMessages);
  const kindName = useKindName();
  if (documents.length === 0) return <p>{t('documents.none')}</p>;
  return (
    <DataTable
      caption={t('documents')} rows={documents} rowKey={({ kind }) => kind}
      columns={[
        { key: 'kind', heading: t('col.kind'), isRowHeading: true, wide: true, cell: ({ kind }) => kindName(kind) },
        { key: 'complete', heading: t('col.complete'), width: 220, cell: ({ total, complete }) => <Score score={{ present: complete, absent: total - complete }} /> },
        { key: 'where', heading: t('col.where'), wide: true, cell: ({ missing }) => <Missing patientId={patientId} missing={missing} /> },
      ]}
    />
  );
};

const Scorecard = ({ patientId, inspection }: { readonly patientId: PatientId; readonly inspection: RecordInspection }) => {
  const t = useText(inspectionMessages);
  return (
    <div className={classes['stack']}>
      <p className={classes['line']}><Score score={inspection.score} /> {t('at')} <DateText value={inspection.inspectedAt} withTime /></p>
      <Card className={classes['card'] ?? ''}><h2>{t('criteria')}</h2><Criteria patientId={patientId} criteria={inspection.criteria} /></Card>
      <Card className={classes['card'] ?? ''}><h2>{t('documents')}</h2><Documents patientId={patientId} documents={inspection.documents} /></Card>
    </div>
  );
};

const InspectionOf = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(inspectionMessages);
  const { data, error, refetch } = useRecordInspection(patientId);
  return (
    <Page>
      <PageHeader
        title={t('record.title')} says={data === undefined ? t('says') : <><strong><PersonName name={data.patient.fullName} /> · {data.patient.recordNumber}</strong><br />{t('says')}</>}
        actions={<><Button component={Link} href={`/pacientes/${patientId}`} variant="default">{t('record.back')}</Button><Button variant="default" disabled={data === undefined} onClick={() => { window.print(); }}>{t('print')}</Button></>}
      />
      {data === undefined ? null : <Scorecard patientId={patientId} inspection={data} />}
      {data === undefined && error === null ? <Loading /> : null}
      {data === undefined && error !== null ? <ErrorState error={error} onRetry={() => { void refetch(); }} /> : null}
    </Page>
  );
};

/** What the norm asks of one record and what it lacks, each with the way there. */
export const RecordInspectionScreen = () => <InspectionOf patientId={idInAddress<'patient'>(useParams<{ id: string }>().id)} />;
