/** Writes the table of floors into ARCHITECTURE.md; with --check it writes nothing and fails when the table is not current. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Floors } from './checks/dependency-rules.ts';
import { report } from './checks/finding.ts';
import { withFloors } from './checks/floor-table.ts';
import { repositoryRoot } from './checks/repository.ts';

const path = 'ARCHITECTURE.md';
const page = readFileSync(join(repositoryRoot, path), 'utf8');
const floors = JSON.parse(readFileSync(join(repositoryRoot, 'floors.json'), 'utf8')) as Floors;
const current = withFloors(page, floors, new Set(readdirSync(join(repositoryRoot, 'src/modules'))));
const finding = (message: string): readonly { path: string; line: number; rule: string; message: string }[] => [{ path, line: 1, rule: 'generated', message }];

if (current === undefined) report('architecture', path, finding('lacks the marks <!-- floors:begin --> and <!-- floors:end -->'));
else if (process.argv.includes('--check')) report('architecture', path, current === page ? [] : finding('is not current: run node scripts/generate-architecture.ts'));
else writeFileSync(join(repositoryRoot, path), current);
