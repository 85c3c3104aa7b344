import { createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';
import type pg from 'pg';
import { loginRoles } from './actor.ts';
import type { LoginRole } from './actor.ts';
import type { DatabaseUrls } from './database.ts';

/** Objects belong to this role; it cannot log in. */
export const OWNER = 'amate_owner';

/** The password of a process role: derived from the root key, so nothing further has to be kept. */
const passwordOf = (role: LoginRole, rootKey: Uint8Array): string =>
  Buffer.from(hkdfSync('sha256', rootKey, 'amate', `database-role:${role}`, 24)).toString('base64url');

/**
 * The SCRAM-SHA-256 verifier of a password (RFC 5803 form, as PostgreSQL stores it), so that no
 * statement and no server log ever carries the password itself. The salt is derived too: the same
 * key gives the same verifier, and setting it again changes nothing.
 */
const scramVerifier = (password: string, salt: Uint8Array, iterations = 4096): string => {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${String(iterations)}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`;
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Makes the owner and the login roles, or mends them. Runs with the owner's connection, before migrations.
 * Roles are shared by a whole PostgreSQL server: a lock keeps two installations from making them at once.
 */
export const ensureRoles = async (owner: pg.Client, rootKey: Uint8Array, database: string): Promise<void> => {
  await owner.query('begin');
  await owner.query('select pg_advisory_xact_lock(7233001)');
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolname like \'amate\\_%\'');
  const present = new Set(rows.map((row) => row.rolname));
  if (!present.has(OWNER)) await owner.query(`create role ${OWNER} nologin`);
  for (const role of loginRoles) {
    const salt = new Uint8Array(hkdfSync('sha256', rootKey, 'amate', `database-salt:${role}`, 16));
    const verifier = scramVerifier(passwordOf(role, rootKey), salt);
    const attributes = `login noinherit nocreatedb nocreaterole password '${verifier}'`;
    await owner.query(`${present.has(role) ? 'alter' : 'create'} role ${role} ${attributes}`);
  }
  const member = await owner.query<{ member: boolean }>('select pg_has_role(current_user, $1, \'member\') as member', [OWNER]);
  if (member.rows[0]?.member !== true) await owner.query(`grant ${OWNER} to current_user`);
  await owner.query(`grant create, connect on database ${quoted(database)} to ${OWNER}`);
  await owner.query(`revoke all on database ${quoted(database)} from public`);
  await owner.query(`grant connect on database ${quoted(database)} to ${loginRoles.join(', ')}`);
  await owner.query('commit');
};

/** Connection strings of the given roles, built from the owner's by changing user and password. */
export const urlsOfRoles = (ownerUrl: string, rootKey: Uint8Array, roles: readonly LoginRole[]): DatabaseUrls =>
  Object.fromEntries(roles.map((role) => {
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = passwordOf(role, rootKey);
    return [role, url.toString()];
  }));
