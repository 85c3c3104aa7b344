import { notFound } from '#kernel/errors.ts';
import type { DeviceId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { NewDevice } from './contract.ts';
import { atGate } from './dependencies.ts';
import type { IdentityDeps } from './dependencies.ts';
import { disownDevice, newDevices, vouchForDevice } from './queries.ts';
import { hashOf } from './sessions.ts';

/** Devices from which the account was used for the first time in the last month, asked of an older device only. */
export const newDevicesOf = async (deps: IdentityDeps, actor: StaffActor): Promise<readonly NewDevice[]> =>
  (await atGate(deps, (tx) => newDevices(tx, hashOf(actor))))
    .map((row) => ({ deviceId: row.device_id, label: row.label, firstSeenAt: row.first_seen_at.toISOString() }));

/** It was she: nobody is asked again. Refuses `device-absent`, also from the device itself or a newer one. */
export const vouch = async (deps: IdentityDeps, actor: StaffActor, deviceId: DeviceId): Promise<void> => {
  if (!await atGate(deps, (tx) => vouchForDevice(tx, hashOf(actor), deviceId))) throw notFound('device-absent');
};

/**
 * It was not she: what is open on that device ends and it is forgotten. Answers how many sessions ended; the web asks
 * for a new password next, since the old one is known to somebody. Refuses `device-absent` as `vouch` does.
 */
export const disown = async (deps: IdentityDeps, actor: StaffActor, deviceId: DeviceId): Promise<number> => {
  const ended = await atGate(deps, (tx) => disownDevice(tx, hashOf(actor), deviceId));
  if (ended === null) throw notFound('device-absent');
  deps.sessions.forgetAll();
  return ended;
};
