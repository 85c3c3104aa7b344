import type { readLineBody, readLineReply, searchMedicinesQuery, searchMedicinesReply } from '#modules/medicines/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const searchMedicines = endpoint<{ query: typeof searchMedicinesQuery; reply: typeof searchMedicinesReply }>('GET', '/api/medicines/search');
export const readLine = endpoint<{ body: typeof readLineBody; reply: typeof readLineReply }>('POST', '/api/medicines/read-line');
