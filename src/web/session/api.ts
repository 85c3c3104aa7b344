import type { demoLoginsSchema, doneReply, endedReply, languageBody, newDeviceParams, newDevicesSchema, passkeyOptionsSchema, passkeySignInBody, sessionSchema, signInBody, signInReply, switchDutyBody } from '#modules/identity/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const describeSession = endpoint<{ reply: typeof sessionSchema }>('GET', '/api/session');
export const signIn = endpoint<{ body: typeof signInBody; reply: typeof signInReply }>('POST', '/api/session');
export const signOut = endpoint<{ reply: typeof doneReply }>('DELETE', '/api/session');
export const listDemoLogins = endpoint<{ reply: typeof demoLoginsSchema }>('GET', '/api/session/demo');
export const askPasskeyOptions = endpoint<{ reply: typeof passkeyOptionsSchema }>('POST', '/api/session/passkey/options');
export const signInWithPasskey = endpoint<{ body: typeof passkeySignInBody; reply: typeof sessionSchema }>('POST', '/api/session/passkey');
export const switchDuty = endpoint<{ body: typeof switchDutyBody; reply: typeof sessionSchema }>('POST', '/api/session/duty');
export const chooseLanguage = endpoint<{ body: typeof languageBody; reply: typeof doneReply }>('PUT', '/api/session/language');
export const listNewDevices = endpoint<{ reply: typeof newDevicesSchema }>('GET', '/api/session/new-devices');
export const vouchForDevice = endpoint<{ params: typeof newDeviceParams; reply: typeof doneReply }>('POST', '/api/session/new-devices/:deviceId/vouch');
export const disownDevice = endpoint<{ params: typeof newDeviceParams; reply: typeof endedReply }>('DELETE', '/api/session/new-devices/:deviceId');
