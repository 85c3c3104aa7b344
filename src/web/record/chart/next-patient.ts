import type { PractitionerId } from '#kernel/ids.ts';
import type { Appointment } from '#modules/scheduling/contract.ts';

/** Who waits comes before who is expected; then the earlier appointment. */
export const nextOf = (appointments: readonly Appointment[], practitionerId: PractitionerId, besides: string): Appointment | null => {
  const mine = appointments.filter((each) => each.practitionerId === practitionerId && each.patientId !== besides);
  const byTime = (status: readonly Appointment['status'][]) =>
    mine.filter((each) => status.includes(each.status)).sort((one, other) => one.startsAt.localeCompare(other.startsAt))[0];
  return byTime(['arrived']) ?? byTime(['confirmed', 'booked']) ?? null;
};
