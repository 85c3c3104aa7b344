import type { Appointment } from './contract.ts';

type State = Appointment['status'];

/** Which state may follow which. A visit that was attended, missed or cancelled is over. */
export const nextStates = {
  booked: ['confirmed', 'arrived', 'no-show', 'cancelled'],
  confirmed: ['arrived', 'no-show', 'cancelled'],
  arrived: ['in-consult', 'no-show', 'cancelled'],
  'in-consult': ['attended'],
  attended: [],
  'no-show': ['arrived'],
  cancelled: [],
} as const satisfies Record<State, readonly State[]>;

/** True when the visit may go from one state to the other. */
export const mayFollow = (from: State, to: State): boolean => (nextStates[from] as readonly State[]).includes(to);
