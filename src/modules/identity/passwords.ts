import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';

/** OWASP password storage, Argon2id: 19 MiB, two passes, one lane; about 50 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
/** Hashes at once and waiting: more would let strangers fill the machine by signing in. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 32;

export type Passwords = {
  /** The PHC string of a password: Argon2id, its parameters, salt and tag; keyed by a pepper that no database holds. */
  readonly hash: (password: string) => Promise<string>;
  /** Whether the password is the stored one. With null the same work is done and the answer is no. */
  readonly matches: (password: string, stored: string | null) => Promise<boolean>;
};

type Parameters = { readonly memory: number; readonly passes: number; readonly lanes: number; readonly salt: Uint8Array; readonly tag: Uint8Array };

const PHC = /^\$argon2id\$v=19\$m=(\d{4,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const readPhc = (stored: string): Parameters => {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('a stored password hash is malformed');
  return { memory: Number(memory), passes: Number(passes), lanes: Number(lanes), salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
};

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** Runs tasks a few at a time; refuses `sign-in-busy` when too many wait already. */
const inTurn = () => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new DomainError('sign-in-busy', 'too-many', { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => { waiting.push(resolve); });
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};

/** Hashing with the installation's pepper, a few at a time. */
export const openPasswords = (pepper: Uint8Array): Passwords => {
  const turn = inTurn();
  const derive = (password: string, { memory, passes, lanes, salt }: Omit<Parameters, 'tag'>): Promise<Buffer> =>
    turn(() => new Promise((resolve, reject) => {
      argon2('argon2id', {
        message: Buffer.from(password.normalize('NFKC'), 'utf8'), nonce: salt, secret: pepper,
        memory, passes, parallelism: lanes, tagLength: TAG_BYTES,
      }, (failure, tag) => { if (failure === null) resolve(tag); else reject(failure); });
    }));
  return {
    hash: async (password) => {
      const salt = randomBytes(16);
      const tag = await derive(password, { memory: MEMORY_KIB, passes: PASSES, lanes: LANES, salt });
      return `$argon2id$v=19$m=${String(MEMORY_KIB)},t=${String(PASSES)},p=${String(LANES)}$${unpadded(salt)}$${unpadded(tag)}`;
    },
    matches: async (password, stored) => {
      const wanted = stored === null ? null : readPhc(stored);
      const tag = await derive(password, wanted ?? { memory: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: randomBytes(16) });
      return wanted !== null && timingSafeEqual(tag, wanted.tag);
    },
  };
};
