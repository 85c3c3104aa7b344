import type { CivilDate } from '#kernel/civil-date.ts';
import { checkCurp, normalizeCurp } from '#kernel/curp.ts';
import { curpEntities } from '#kernel/curp-entities.ts';
import type { z } from 'zod';
import type { curpCheckBody, CurpCheckReply } from './contract.ts';

/**
 * What a CURP says and why it is refused; with sex and birth date also whether it agrees with them.
 * It only reads: a CURP is never made up (NOM-024-SSA3-2012, 6.5.1), nor proven to be RENAPO's.
 */
export const readCurp = ({ curp, sex, birthDate }: z.output<typeof curpCheckBody>): CurpCheckReply => {
  const normal = normalizeCurp(curp);
  const check = checkCurp(normal, { sex: sex ?? undefined, birthDate: (birthDate ?? undefined) as CivilDate | undefined });
  const entity = check.entity === null ? null : curpEntities[check.entity].key ?? 'NE';
  return { valid: check.valid, reasons: [...check.reasons], curp: normal, birthDate: check.birthDate, sex: check.sex, birthEntity: entity };
};
