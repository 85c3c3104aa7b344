import type { cosignatureCountSchema, cosignaturesSchema } from '#modules/record/contract.ts';
import { endpoint } from '../../api/endpoint.ts';

export const listCosignatures = endpoint<{ reply: typeof cosignaturesSchema }>('GET', '/api/cosignatures');
export const countCosignatures = endpoint<{ reply: typeof cosignatureCountSchema }>('GET', '/api/cosignatures/count');
