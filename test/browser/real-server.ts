import { createServer } from 'node:net';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '#kernel/language.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { createTestDatabase } from '../database.ts';
import { housePassword, openHouse } from '../house.ts';
import type { Caller, House, Member } from '../house.ts';
import { builtWebApp, openStage } from './harness.ts';
import type { Stage } from './harness.ts';

/** A port that nobody listens on, for a server that must know its own address beforehand. */
export const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
  });
});

/** The ways a screen can look; axe goes over each. */
export const looks = [
  { language: 'es-MX', scheme: 'light', viewport: 'desktop' }, { language: 'en-US', scheme: 'dark', viewport: 'desktop' },
  { language: 'es-MX', scheme: 'dark', viewport: 'phone' }, { language: 'en-US', scheme: 'light', viewport: 'phone' },
] as const;

/** The whole api process at an address that passkeys may be bound to, with the built web app and a clinic. */
export const openServedHouse = async (t: TestContext): Promise<{ readonly house: House; readonly address: string; readonly openPage: Stage['openPage'] }> => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://localhost:${String(port)}`;
  const house = await openHouse(home, { publicUrl: address, webFolder: await builtWebApp(), clinicName: 'Consultorio Ceiba' });
  await house.api.app.listen({ host: '127.0.0.1', port });
  t.after(async () => {
    await house.close();
    await home.close();
  });
  const { openPage } = await openStage(t);
  return { house, address, openPage };
};

/** Registers somebody with a name and papers; answers the id. */
export const registerNamed = async (desk: Caller, firstSurname: string): Promise<string> => {
  const notice = (await desk.call('GET', '/api/privacy/notice')).body;
  const { status, body } = await desk.call('POST', '/api/patients', {
    identity: anIdentity({ name: { given: 'Rosalía', firstSurname, secondSurname: null } }),
    ground: { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false },
  });
  if (status !== 201) throw new Error(`registering answered ${String(status)} ${JSON.stringify(body)}`);
  return String(body['id']);
};

/** Whoever signs in from now on reads this language: an account's own wins over the browser's. */
export const speak = (house: House, language: Language): Promise<unknown> => house.home.asSuperuser('update auth.account set language = $1', [language]);

/** Types e-mail and password where the sign-in asks for them. */
export const enterWithPassword = async (page: Page, { email }: Pick<Member, 'email'>, password = housePassword): Promise<void> => {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
};
