import type { EncounterId, PatientId } from '#kernel/ids.ts';
import type { PrescriptionContent } from '#modules/prescriptions/contract.ts';
import { useTypedCommands } from '../search/typed-commands.ts';
import { useRxCommand } from './rx-command.ts';
import { useStartPrescription } from './use-start.ts';

type OrderProps = { readonly patientId: PatientId; readonly encounterId?: EncounterId; /** What the note is about. */ readonly diagnoses?: () => PrescriptionContent['diagnoses']; readonly word: 'rx' | 'receta' };

/** Offers the palette’s order that opens the prescription with what was typed or chosen in it. Shows nothing. */
export const RxOrder = ({ patientId, encounterId, diagnoses, word }: OrderProps) => {
  const start = useStartPrescription(patientId, encounterId);
  useTypedCommands([useRxCommand((given) => { start.mutate({ ...given, diagnoses: diagnoses?.() ?? [] }); }, word)]);
  return null;
};
