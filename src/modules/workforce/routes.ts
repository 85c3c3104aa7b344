import { publicRoute, route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addStaffMember } from './add-staff-member.ts';
import { addSite, changeClinic, changeSite, listSites, openClinic } from './clinic-settings.ts';
import {
  clinicChange, clinicSchema, doneReply, endedReply, firstRunBody, firstRunReply, personParams, resetBody, resetReply, setupLinkReply, siteBody, siteChange, siteParams, siteSchema, sitesSchema,
  staffBody, staffChange, staffDetailSchema, staffListSchema, staffNamesSchema, supervisionBody,
} from './contract.ts';
import type { WorkforceDeps } from './dependencies.ts';
import { beginPractice } from './found-clinic.ts';
import { licenceRoutes } from './licence-routes.ts';
import { nameRows } from './queries.ts';
import { changeStaffMember, endSessionsOfStaff, inviteAgain, listStaff, openStaffMember, resetSignIn, setActive } from './staff.ts';
import { recordSupervision } from './supervision.ts';

const done = { done: true } as const;
const managing = { may: 'manage-staff', status: 200 } as const;
/** Who may do what changes only right after a proof of presence. */
const sensitive = { ...managing, stepUp: true } as const;

const staffRoutes = (deps: WorkforceDeps): readonly Route[] => [
  route({
    ...managing, method: 'GET', path: '/api/staff', operation: 'list-staff', summary: 'All staff with duties, licences and readiness to sign in.',
    reply: staffListSchema, refuses: [], handle: async ({ actor }) => ({ staff: [...await deps.database.withActor(actor, (tx) => listStaff(tx, deps.clock.now()))] }),
  }),
  route({
    may: 'signed-in', status: 200, method: 'GET', path: '/api/staff/names', operation: 'list-staff-names', summary: 'Names, duties and presence of all staff.',
    reply: staffNamesSchema, refuses: [],
    handle: async ({ actor }) => {
      const rows = await deps.database.withActor(actor, (tx) => nameRows(tx));
      return { names: rows.map((row) => ({ id: row.id, fullName: row.full_name, duties: [...row.duties], active: row.active })) };
    },
  }),
  route({
    ...managing, method: 'GET', path: '/api/staff/:personId', operation: 'open-staff-member', summary: 'One person with CURP and RFC.',
    params: personParams, reply: staffDetailSchema, refuses: ['not-found'],
    handle: ({ actor, params }) => deps.database.withActor(actor, (tx) => openStaffMember(tx, deps, params.personId)),
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/staff', operation: 'add-staff-member', summary: 'Adds a person; the reply holds her one-time link.',
    body: staffBody, reply: setupLinkReply, refuses: ['conflict'],
    handle: ({ actor, body }) => deps.database.withActor(actor, async (tx) => {
      const personId = await addStaffMember(tx, deps, { ...body, passwordHash: null });
      return { personId, ...await inviteAgain(tx, deps, personId) };
    }),
  }),
  route({
    ...sensitive, method: 'PATCH', path: '/api/staff/:personId', operation: 'change-staff-member', summary: 'Changes a person or her duties; new duties end her sessions.',
    params: personParams, body: staffChange, reply: staffDetailSchema, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      const detail = await deps.database.withActor(actor, async (tx) => {
        await changeStaffMember(tx, deps, params.personId, body);
        return openStaffMember(tx, deps, params.personId);
      });
      deps.identity.sessions.forgetAll();
      return detail;
    },
  }),
];

const standingRoutes = (deps: WorkforceDeps): readonly Route[] => [
  route({
    ...sensitive, method: 'POST', path: '/api/staff/:personId/deactivate', operation: 'dismiss-staff', summary: 'Takes a person off the staff; her sessions end at once.',
    params: personParams, reply: doneReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params }) => {
      await deps.database.withActor(actor, (tx) => setActive(tx, params.personId, false));
      deps.identity.sessions.forgetAll();
      return done;
    },
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/staff/:personId/reactivate', operation: 'readmit-staff', summary: 'Takes a person back on the staff.',
    params: personParams, reply: doneReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params }) => { await deps.database.withActor(actor, (tx) => setActive(tx, params.personId, true)); return done; },
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/staff/:personId/supervision', operation: 'record-supervision', summary: 'States under whose supervision a person writes, or that she no longer does.',
    params: personParams, body: supervisionBody, reply: staffDetailSchema, refuses: ['not-found', 'conflict', 'norm-violated'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, async (tx) => {
      await recordSupervision(tx, deps, params.personId, body);
      return openStaffMember(tx, deps, params.personId);
    }),
  }),
  route({
    ...managing, method: 'POST', path: '/api/staff/:personId/end-sessions', operation: 'end-sessions-of-staff', summary: 'Ends every session of a person at this clinic.',
    params: personParams, reply: endedReply, refuses: ['not-found'],
    handle: async ({ actor, params }) => {
      const ended = await deps.database.withActor(actor, (tx) => endSessionsOfStaff(tx, params.personId));
      deps.identity.sessions.forgetAll();
      return { ended };
    },
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/staff/:personId/link', operation: 'invite-staff', summary: 'A fresh invitation link for a person without a password.',
    params: personParams, reply: setupLinkReply, refuses: ['not-found'],
    handle: async ({ actor, params }) => ({ personId: params.personId, ...await deps.database.withActor(actor, (tx) => inviteAgain(tx, deps, params.personId)) }),
  }),
  route({
    ...sensitive, method: 'POST', path: '/api/staff/:personId/reset', operation: 'reset-sign-in', summary: 'Resets a lost password or second factor after a check of identity.',
    params: personParams, body: resetBody, reply: resetReply, refuses: ['not-found', 'conflict'],
    handle: async ({ actor, params, body }) => {
      const link = await deps.database.withActor(actor, (tx) => resetSignIn(tx, deps, params.personId, body));
      deps.identity.sessions.forgetAll();
      return { personId: params.personId, link };
    },
  }),
];

const clinicRoutes = (deps: WorkforceDeps): readonly Route[] => [
  route({
    may: 'signed-in', status: 200, method: 'GET', path: '/api/clinic', operation: 'open-clinic', summary: 'The clinic\'s facts and policies.',
    reply: clinicSchema, refuses: ['not-found'], handle: ({ actor }) => deps.database.withActor(actor, (tx) => openClinic(tx)),
  }),
  route({
    may: 'manage-clinic', stepUp: true, status: 200, method: 'PATCH', path: '/api/clinic', operation: 'change-clinic', summary: 'Changes the clinic\'s facts and policies.',
    body: clinicChange, reply: clinicSchema, refuses: ['not-found', 'conflict'], handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => changeClinic(tx, body)),
  }),
  route({
    may: 'signed-in', status: 200, method: 'GET', path: '/api/sites', operation: 'list-sites', summary: 'The clinic\'s sites.',
    reply: sitesSchema, refuses: [], handle: async ({ actor }) => ({ sites: [...await deps.database.withActor(actor, (tx) => listSites(tx))] }),
  }),
  route({
    may: 'manage-clinic', status: 201, method: 'POST', path: '/api/sites', operation: 'add-site', summary: 'Adds a site.',
    body: siteBody, reply: siteSchema, refuses: [], handle: ({ actor, body }) => deps.database.withActor(actor, (tx) => addSite(tx, deps, body)),
  }),
  route({
    may: 'manage-clinic', status: 200, method: 'PATCH', path: '/api/sites/:siteId', operation: 'change-site', summary: 'Changes or closes a site.',
    params: siteParams, body: siteChange, reply: siteSchema, refuses: ['not-found'],
    handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => changeSite(tx, params.siteId, body)),
  }),
  publicRoute({
    method: 'POST', path: '/api/setup/clinic', operation: 'begin-practice', summary: 'First run: the one-time link becomes a clinic and its first person.',
    body: firstRunBody, status: 201, reply: firstRunReply, refuses: ['not-found', 'conflict', 'norm-violated'], handle: ({ body, facts }) => beginPractice(deps, body, facts),
  }),
];

/** Staff, licences, the clinic and its sites, the first run. */
export const workforceRoutes = (deps: WorkforceDeps): readonly Route[] => [
  ...staffRoutes(deps), ...standingRoutes(deps), ...licenceRoutes(deps), ...clinicRoutes(deps),
];
