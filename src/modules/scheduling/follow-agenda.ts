import { isCivilDate } from '#kernel/civil-date.ts';
import type { StreamReply } from '#platform/http/stream.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { AgendaDeps } from './dependencies.ts';

/** Tells each change of the actor's clinic's agenda as it is committed: the day alone. What it holds is asked for as ever. */
export const followAgenda = ({ agendaNotices }: Pick<AgendaDeps, 'agendaNotices'>, actor: StaffActor): StreamReply => ({
  follow: (send) => agendaNotices.follow(actor.clinicId, (date) => {
    if (isCivilDate(date)) send({ name: 'day-changed', data: { date } });
  }),
});
