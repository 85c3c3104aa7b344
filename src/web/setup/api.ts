import type { firstRunBody, firstRunReply } from '#modules/workforce/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const beginPractice = endpoint<{ body: typeof firstRunBody; reply: typeof firstRunReply }>('POST', '/api/setup/clinic');
