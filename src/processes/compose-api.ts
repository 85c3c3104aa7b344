import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import type { ClinicId, NewId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { isSteppedUp, may, permissionsOf } from '#modules/access/public.ts';
import { attachmentRoutes } from '#modules/attachments/public.ts';
import { auditRoutes, openRecorder, readSealingMeasures, sealingMeasures } from '#modules/audit/public.ts';
import { authenticate, identityRoutes, openIdentity, sessionStands } from '#modules/identity/public.ts';
import type { IdentityDeps, IdentityOptions } from '#modules/identity/public.ts';
import { openPatientIndex, patientRoutes } from '#modules/patients/public.ts';
import type { PatientIndex } from '#modules/patients/public.ts';
import { privacyRoutes } from '#modules/privacy/public.ts';
import { documentRoutes } from '#modules/documents/public.ts';
import { inspectionRoutes } from '#modules/inspection/public.ts';
import { interopRoutes } from '#modules/interop/public.ts';
import { followMedicines, medicineRoutes, reviewRoutes } from '#modules/medicines/public.ts';
import { openSignedPrescription, prescriptionRoutes, signedPrescriptionHeads, usedIngredients } from '#modules/prescriptions/public.ts';
import { CLIENT_HEADER, dispensedOf, dispensingRoutes, readLedger } from '#modules/dispensing/public.ts';
import { recordRoutes } from '#modules/record/public.ts';
import { safetyRows } from '#modules/safety/public.ts';
import { releaseRoutes } from '#modules/release/public.ts';
import { AGENDA_CHANGED, schedulingRoutes, visitBegun, visitEnded } from '#modules/scheduling/public.ts';
import { chartingRoutes } from '#modules/charting/public.ts';
import { stickyRoutes, summaryRoutes } from '#modules/summary/public.ts';
import { followCatalogue, terminologyRoutes } from '#modules/terminology/public.ts';
import { clinicHeader, staffNames, workforceRoutes } from '#modules/workforce/public.ts';
import { openVault } from '#platform/crypto/vault.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import { createMeasures } from '#platform/http/measures.ts';
import type { Measures } from '#platform/http/measures.ts';
import type { Route } from '#platform/http/route.ts';
import { buildServer } from '#platform/http/server.ts';
import { addPassOn } from '#platform/http/pass-on.ts';
import { addWebApp } from '#platform/http/web-app.ts';
import { openClinicNotices } from '#platform/postgres/clinic-notices.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database, DatabaseUrls } from '#platform/postgres/database.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { messageOf } from './messages.ts';
import { readIssuers, readStampTrust } from './process-files.ts';

/** What the api process is made of; tests give the same with a clock of their own. */
export type ApiOptions = {
  readonly databaseUrls: DatabaseUrls;
  readonly rootKey: Uint8Array;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Holds `keys/` and `trusted-issuers/`. */
  readonly dataFolder: string;
  readonly webFolder: string | null;
  readonly demoLogins: IdentityOptions['demoLogins'];
  readonly log: FastifyBaseLogger | false;
  readonly version: string;
  readonly perMinute?: number;
  readonly trustedProxies?: readonly string[];
  readonly metricsToken?: string | null;
  /** Where the process behind printed codes listens; without it they lead nowhere. */
  readonly verifySocket?: string;
};

export type Api = {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly vault: Vault;
  readonly identity: IdentityDeps;
  readonly index: PatientIndex;
  readonly routes: readonly Route[];
  readonly close: () => Promise<void>;
};

const ZONE_MILLISECONDS = 60_000;

/** The clinics' time zones as far as somebody of them has signed in here; asked again each minute. */
const openTimeZones = (database: Database, clock: Clock) => {
  const zones = new Map<ClinicId, { readonly zone: string; readonly at: number }>();
  const learn = async (actor: StaffActor): Promise<void> => {
    const now = clock.now().getTime();
    const known = zones.get(actor.clinicId);
    if (known !== undefined && now - known.at < ZONE_MILLISECONDS) return;
    const { timeZone } = await database.withActor(actor, (tx) => clinicHeader(tx));
    zones.set(actor.clinicId, { zone: timeZone, at: now });
  };
  return { learn, of: (clinicId: ClinicId): string => zones.get(clinicId)?.zone ?? 'America/Mexico_City' };
};

const measuresOf = (database: Database, clock: Clock): Measures => {
  const measures = createMeasures();
  measures.gaugesOf(sealingMeasures, () => readSealingMeasures(database, clock.now()));
  return measures;
};

type World = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly newId: NewId;
  readonly identity: IdentityDeps;
  readonly index: PatientIndex;
  readonly agendaNotices: Parameters<typeof schedulingRoutes>[0]['agendaNotices'];
  readonly timeZoneOf: (clinicId: ClinicId) => string;
  readonly dataFolder: string;
  readonly publicUrl: string;
};

/** What a release hands over of prescriptions: what was signed, and what pharmacies did with it. */
const prescribedOf = ({ vault }: Pick<World, 'vault'>): Parameters<typeof releaseRoutes>[0]['prescribed'] => ({
  heads: signedPrescriptionHeads,
  open: async (tx, id) => {
    const [parts, { ledger }] = await Promise.all([openSignedPrescription({ vault }, tx, id), readLedger({ vault }, tx, id)]);
    return { ...parts, dispensed: ledger.acts };
  },
});

/** Each module's ways in, with what they need of the world and the facts that they tell one another. */
const routesOf = ({ identity, index, agendaNotices, timeZoneOf, dataFolder, ...world }: World): readonly Route[] => {
  let issuers: readonly Uint8Array[] = [];
  // asked anew while there are none: an installation that is just being filled gets its own in between
  const trustedIssuers = (): readonly Uint8Array[] => (issuers.length > 0 ? issuers : (issuers = readIssuers(dataFolder)));
  const privacy = {
    ...world,
    responsible: async (tx: Parameters<typeof clinicHeader>[0]) => {
      const { legalName, address, phone } = await clinicHeader(tx);
      return { name: legalName, address, contact: phone };
    },
  };
  return [
    ...identityRoutes(identity),
    ...workforceRoutes({ ...world, identity }),
    ...privacyRoutes(privacy),
    ...patientRoutes({ ...privacy, index, may: (actor, permission) => may(actor, permission), timeZoneOf }),
    ...terminologyRoutes(), ...medicineRoutes(), ...reviewRoutes({ ...world, safetyRows, usedIngredients, staffNames }),
    ...schedulingRoutes({ ...world, agendaNotices }),
    ...documentRoutes(),
    ...summaryRoutes(world), ...stickyRoutes(world),
    ...attachmentRoutes({ ...world, timeZoneOf }),
    ...chartingRoutes(world),
    ...recordRoutes({ ...world, trustedIssuers, facts: { visitBegun, visitEnded } }),
    ...prescriptionRoutes({ ...world, timeZoneOf, dispensedOf, trustedIssuers, stampTrust: () => readStampTrust(dataFolder) }), ...dispensingRoutes({ ...world, timeZoneOf }),
    ...inspectionRoutes(world), ...interopRoutes({ clock: world.clock, timeZoneOf }),
    ...releaseRoutes({ ...world, prescribed: prescribedOf(world), timeZoneOf, keysFolder: join(dataFolder, 'keys') }),
    ...auditRoutes({ ...world, keysFolder: join(dataFolder, 'keys') }),
  ];
};

/** Composes the api process: everything a request can reach. Nothing listens yet. */
export const composeApi = async (options: ApiOptions): Promise<Api> => {
  const { clock, rootKey, publicUrl, dataFolder } = options;
  const random = (length: number): Uint8Array => randomBytes(length);
  const fresh: NewId = () => newId(clock.now().getTime(), random);
  const database = openDatabase({ urls: options.databaseUrls, application: 'amate api' });
  const vault = openVault(rootKey, () => clock.now().getTime());
  const recorder = openRecorder({ database });
  const identity = openIdentity({ database, clock, random, rootKey, publicUrl, permissionsOf, demoLogins: options.demoLogins });
  const failedTo = (what: string) => (error: unknown): void => { if (options.log !== false) options.log.error({ name: error instanceof Error ? error.name : 'unknown' }, what); };
  const index = await openPatientIndex({ database, vault, clock, failed: failedTo('the patient index could not read') });
  const catalogue = await followCatalogue({ database, failed: failedTo('the imported catalogue could not be read') });
  const medicines = await followMedicines({ database, failed: failedTo('the imported medicines could not be read') });
  const agendaNotices = await openClinicNotices(database, { login: 'amate_index', channel: AGENDA_CHANGED });
  const zones = openTimeZones(database, clock);
  const routes = routesOf({ database, vault, clock, random, newId: fresh, identity, index, agendaNotices, timeZoneOf: zones.of, dataFolder, publicUrl });
  const app = await buildServer({
    routes, publicUrl, version: options.version, log: options.log, measures: measuresOf(database, clock),
    ...(options.perMinute === undefined ? {} : { perMinute: options.perMinute }),
    trustedProxies: options.trustedProxies ?? [], metricsToken: options.metricsToken ?? null,
    ports: {
      authenticate: async (token) => {
        const actor = await authenticate(identity, token);
        if (actor !== null) await zones.learn(actor).catch(() => undefined);
        return actor;
      },
      isLive: (actor) => database.reading(actor, sessionStands),
      may: (actor, permission) => may(actor, permission),
      isSteppedUp: (actor) => isSteppedUp(actor, clock.now()),
      recordAccess: (access) => recorder.record(access),
      message: messageOf,
      ready: () => database.isReachable('amate_gate'),
    },
  });
  if (options.verifySocket !== undefined) await addPassOn(app, { prefix: '/v', socket: options.verifySocket, clientHeader: CLIENT_HEADER, bodyLimit: 16 * 1024 });
  if (options.webFolder !== null) await addWebApp(app, { folder: options.webFolder });
  const close = async (): Promise<void> => {
    await app.close();
    await recorder.close();
    catalogue.close();
    medicines.close();
    await index.close();
    await agendaNotices.close();
    await database.close();
  };
  return { app, database, vault, identity, index, routes, close };
};
