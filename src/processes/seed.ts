import { answerToSupervisor } from '#platform/supervisor/child.ts';
import type { SeedStart } from './start-messages.ts';

/** Fills the demo once. A process of its own: what it loads and holds is gone when it ends. */
type Seeding = { readonly seedDemo: (start: SeedStart) => Promise<void> };

const line = await answerToSupervisor<SeedStart>(async () => undefined);
const { seedDemo } = await import(new URL('../../db/demo/seed.ts', import.meta.url).href) as Seeding;
await seedDemo(line.start);
line.ready();
process.disconnect();
process.exitCode = 0;
