import type {
  cancelBody, cancelledReply, constanciaBody, discardedReply, favouriteParams, favouritesReply, keepFavouriteBody, keptFavouriteReply, patientParams, preparationParams, prepareBody, preparedReply, prescriptionListReply,
  prescriptionParams, prescriptionSchema, saveBody, savedReply, signBody, signedReply, startBody, startedReply,
} from '#modules/prescriptions/contract.ts';
import type { ledgerReply } from '#modules/dispensing/contract.ts';
import type { z } from 'zod';
import { endpoint } from '../api/endpoint.ts';

type Params = typeof prescriptionParams;

export const listPrescriptions = endpoint<{ params: typeof patientParams; reply: typeof prescriptionListReply }>('GET', '/api/patients/:patientId/prescriptions');
export const startPrescription = endpoint<{ params: typeof patientParams; body: typeof startBody; reply: typeof startedReply }>('POST', '/api/patients/:patientId/prescriptions');
export const openPrescription = endpoint<{ params: Params; reply: typeof prescriptionSchema }>('GET', '/api/prescriptions/:prescriptionId');
export const savePrescription = endpoint<{ params: Params; body: typeof saveBody; reply: typeof savedReply }>('PUT', '/api/prescriptions/:prescriptionId/draft');
export const discardPrescription = endpoint<{ params: Params; reply: typeof discardedReply }>('POST', '/api/prescriptions/:prescriptionId/discard');
export const preparePrescription = endpoint<{ params: Params; body: typeof prepareBody; reply: typeof preparedReply }>('POST', '/api/prescriptions/:prescriptionId/preparation');
export const openPreparedPrescription = endpoint<{ params: typeof preparationParams; reply: 'file' }>('GET', '/api/prescriptions/:prescriptionId/preparations/:preparationId/pdf', 'file');
export const signPrescription = endpoint<{ params: Params; body: typeof signBody; reply: typeof signedReply }>('POST', '/api/prescriptions/:prescriptionId/signature');
export const cancelPrescription = endpoint<{ params: Params; body: typeof cancelBody; reply: typeof cancelledReply }>('POST', '/api/prescriptions/:prescriptionId/cancellation');
export const bringConstancia = endpoint<{ params: Params; body: typeof constanciaBody; reply: typeof signedReply }>('POST', '/api/prescriptions/:prescriptionId/constancias');
export const listDispensings = endpoint<{ params: Params; reply: typeof ledgerReply }>('GET', '/api/prescriptions/:prescriptionId/dispensings');
export const listFavourites = endpoint<{ reply: typeof favouritesReply }>('GET', '/api/prescription-favourites');
export const keepFavourite = endpoint<{ body: typeof keepFavouriteBody; reply: typeof keptFavouriteReply }>('POST', '/api/prescription-favourites');
export const retireFavourite = endpoint<{ params: typeof favouriteParams; reply: z.ZodType }>('DELETE', '/api/prescription-favourites/:favouriteId');
