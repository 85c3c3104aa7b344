import type { searchBody, searchReply } from '#modules/patients/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const searchPatients = endpoint<{ body: typeof searchBody; reply: typeof searchReply }>('POST', '/api/patients/search');
