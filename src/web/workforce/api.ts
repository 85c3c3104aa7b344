import type { doneReply, endedReply } from '#modules/identity/contract.ts';
import type {
  attestBody, clinicChange, clinicSchema, licenceBody, licenceParams, licenceReply, personParams, renewBody, resetBody, resetReply, setupLinkReply, siteBody, siteChange,
  siteParams, siteSchema, sitesSchema, staffBody, staffChange, staffDetailSchema, staffListSchema, staffNamesSchema, supervisionBody,
} from '#modules/workforce/contract.ts';
import { endpoint } from '../api/endpoint.ts';

type OfPerson = { readonly params: typeof personParams };
type OfLicence = { readonly params: typeof licenceParams };

export const listStaff = endpoint<{ reply: typeof staffListSchema }>('GET', '/api/staff');
export const listStaffNames = endpoint<{ reply: typeof staffNamesSchema }>('GET', '/api/staff/names');
export const openStaffMember = endpoint<OfPerson & { reply: typeof staffDetailSchema }>('GET', '/api/staff/:personId');
export const addStaffMember = endpoint<{ body: typeof staffBody; reply: typeof setupLinkReply }>('POST', '/api/staff');
export const changeStaffMember = endpoint<OfPerson & { body: typeof staffChange; reply: typeof staffDetailSchema }>('PATCH', '/api/staff/:personId');
export const recordSupervision = endpoint<OfPerson & { body: typeof supervisionBody; reply: typeof staffDetailSchema }>('POST', '/api/staff/:personId/supervision');
export const dismissStaff = endpoint<OfPerson & { reply: typeof doneReply }>('POST', '/api/staff/:personId/deactivate');
export const readmitStaff = endpoint<OfPerson & { reply: typeof doneReply }>('POST', '/api/staff/:personId/reactivate');
export const endSessionsOf = endpoint<OfPerson & { reply: typeof endedReply }>('POST', '/api/staff/:personId/end-sessions');
export const inviteStaff = endpoint<OfPerson & { reply: typeof setupLinkReply }>('POST', '/api/staff/:personId/link');
export const resetSignIn = endpoint<OfPerson & { body: typeof resetBody; reply: typeof resetReply }>('POST', '/api/staff/:personId/reset');
export const addLicence = endpoint<OfPerson & { body: typeof licenceBody; reply: typeof licenceReply }>('POST', '/api/staff/:personId/licences');
export const attestLicence = endpoint<OfLicence & { body: typeof attestBody; reply: typeof licenceReply }>('POST', '/api/staff/:personId/licences/:licenceId/attest');
export const renewLicence = endpoint<OfLicence & { body: typeof renewBody; reply: typeof licenceReply }>('POST', '/api/staff/:personId/licences/:licenceId/renew');
export const withdrawLicence = endpoint<OfLicence & { reply: typeof doneReply }>('DELETE', '/api/staff/:personId/licences/:licenceId');
export const openClinic = endpoint<{ reply: typeof clinicSchema }>('GET', '/api/clinic');
export const changeClinic = endpoint<{ body: typeof clinicChange; reply: typeof clinicSchema }>('PATCH', '/api/clinic');
export const listSites = endpoint<{ reply: typeof sitesSchema }>('GET', '/api/sites');
export const addSite = endpoint<{ body: typeof siteBody; reply: typeof siteSchema }>('POST', '/api/sites');
export const changeSite = endpoint<{ params: typeof siteParams; body: typeof siteChange; reply: typeof siteSchema }>('PATCH', '/api/sites/:siteId');
