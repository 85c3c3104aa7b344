import type {
  changePasswordBody, deviceParams, devicesSchema, doneReply, endedReply, factorsSchema, passkeyOptionsSchema, passkeyParams, passkeyRegisterBody, passkeyRenameBody, setupCheckBody,
  setupCheckReply, setupPasswordBody, totpConfirmBody, totpEnrolmentSchema,
} from '#modules/identity/contract.ts';
import { endpoint } from '../api/endpoint.ts';

type Done = { readonly reply: typeof doneReply };

export const changePassword = endpoint<Done & { body: typeof changePasswordBody }>('POST', '/api/session/password');
export const listFactors = endpoint<{ reply: typeof factorsSchema }>('GET', '/api/session/factors');
export const beginTotp = endpoint<{ reply: typeof totpEnrolmentSchema }>('POST', '/api/session/totp');
export const confirmTotp = endpoint<Done & { body: typeof totpConfirmBody }>('POST', '/api/session/totp/confirm');
export const removeTotp = endpoint<Done>('DELETE', '/api/session/totp');
export const askRegistration = endpoint<{ reply: typeof passkeyOptionsSchema }>('POST', '/api/session/passkeys/options');
export const registerPasskey = endpoint<Done & { body: typeof passkeyRegisterBody }>('POST', '/api/session/passkeys');
export const renamePasskey = endpoint<Done & { params: typeof passkeyParams; body: typeof passkeyRenameBody }>('PATCH', '/api/session/passkeys/:passkeyId');
export const removePasskey = endpoint<Done & { params: typeof passkeyParams }>('DELETE', '/api/session/passkeys/:passkeyId');
export const listDevices = endpoint<{ reply: typeof devicesSchema }>('GET', '/api/session/devices');
export const endOthers = endpoint<{ reply: typeof endedReply }>('DELETE', '/api/session/devices');
export const endOne = endpoint<{ params: typeof deviceParams; reply: typeof endedReply }>('DELETE', '/api/session/devices/:sessionId');
export const lookAtLink = endpoint<{ body: typeof setupCheckBody; reply: typeof setupCheckReply }>('POST', '/api/setup/check');
export const setPasswordByLink = endpoint<Done & { body: typeof setupPasswordBody }>('POST', '/api/setup/password');
export const joinByLink = endpoint<Done & { body: typeof setupCheckBody }>('POST', '/api/setup/join');
