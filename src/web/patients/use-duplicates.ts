import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { DuplicatesQuery, DuplicatesReply } from '#modules/patients/contract.ts';
import { call } from '../api/call.ts';
import { findDuplicates } from './api.ts';
import { parseBirthDate } from './birth-date-text.ts';
import type { Draft } from './draft.ts';

export type Candidate = DuplicatesReply['candidates'][number];

const SETTLE_MS = 250;
/** From here on the person must say whether it is somebody else. */
const LIKELY = 0.8;

export const isLikely = ({ score }: Candidate): boolean => score >= LIKELY;

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(text); }, SETTLE_MS);
    return () => { clearTimeout(timer); };
  }, [text]);
  return settled;
};

const questionOf = (draft: Draft, today: CivilDate, excluding: PatientId | null): DuplicatesQuery => ({
  name: { given: draft.given.trim(), firstSurname: draft.firstSurname.trim(), secondSurname: draft.secondSurname.trim() === '' ? null : draft.secondSurname.trim() },
  birthDate: parseBirthDate(draft.birthDate, today), sex: draft.sex, curp: draft.curp.length === 18 ? draft.curp : null,
  phone: draft.mobile.replace(/\D/g, '').length >= 7 ? draft.mobile.trim() : null, excluding,
});

/** Patients whom the person being typed in may already be, asked again as one types. */
export const useDuplicates = (draft: Draft, today: CivilDate, excluding: PatientId | null = null) => {
  const [others, setOthers] = useState<readonly PatientId[]>([]);
  const question = useSettled(useMemo(() => JSON.stringify(questionOf(draft, today, excluding)), [draft, today, excluding]));
  const asked = JSON.parse(question) as DuplicatesQuery;
  const isAsked = asked.curp !== null || (asked.name.given.length > 1 && asked.name.firstSurname.length > 1);
  const found = useQuery({
    queryKey: ['duplicates', question], queryFn: ({ signal }) => call(findDuplicates, { body: asked }, { signal }),
    enabled: isAsked, placeholderData: keepPreviousData, gcTime: 30_000, retry: false,
  });
  const candidates = isAsked ? (found.data?.candidates ?? []).filter(({ patient }) => !others.includes(patient.id)) : [];
  return { candidates, dismiss: (id: PatientId) => { setOthers((known) => [...known, id]); } };
};
