import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { dayChangedSchema } from '#modules/scheduling/contract.ts';
import { watchChanges } from '../api/changes.ts';

type DayChanged = z.infer<typeof dayChangedSchema>;

/** Loads a day anew as soon as any desk changes it; says whether changes are being told, so that asking can rest. */
export const useAgendaChanges = (): boolean => {
  const queries = useQueryClient();
  const [isTold, setIsTold] = useState(false);
  useEffect(() => watchChanges({
    path: '/api/agenda/changes', event: 'day-changed',
    heard: (data) => { void queries.invalidateQueries({ queryKey: ['agenda-day', (data as DayChanged).date] }); },
    onState: (state) => {
      setIsTold(state === 'open');
      if (state === 'open') void queries.invalidateQueries({ queryKey: ['agenda-day'] });
    },
  }), [queries]);
  return isTold;
};
