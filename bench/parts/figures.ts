import { availableParallelism, cpus, loadavg } from 'node:os';

/** One measured value. `at` says which percentile (or sum, mean, count) it is; `goal` is what it should reach. */
export type Figure = {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly at?: string;
  readonly goal?: string;
  readonly met?: boolean;
};

export type Result = {
  readonly benchmark: string;
  /** Where the data come from and how many there are. */
  readonly data: string;
  readonly figures: readonly Figure[];
  /** The least that this work can cost on this machine, measured in the same run. */
  readonly yardstick: Figure;
  /** What was measured divided by the yardstick; `ratioOf` says which figure. */
  readonly ratio: number;
  readonly ratioOf: string;
};

const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** Nearest-rank percentile, 0 to 100; NaN without values. */
export const percentile = (values: readonly number[], wanted: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((wanted / 100) * sorted.length) - 1)] ?? Number.NaN;
};

/** Milliseconds that each run of `work` took, one after the other. */
export const timesOf = async (runs: number, work: (run: number) => Promise<unknown>): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work(run);
    times.push(performance.now() - began);
  }
  return times;
};

/** A figure with a ceiling. */
export const atMost = (figure: Omit<Figure, 'goal' | 'met'>, ceiling: number): Figure =>
  ({ ...figure, goal: `at most ${String(ceiling)} ${figure.unit}`, met: figure.value <= ceiling });

/** A figure with a floor. */
export const atLeast = (figure: Omit<Figure, 'goal' | 'met'>, floor: number): Figure =>
  ({ ...figure, goal: `at least ${String(floor)} ${figure.unit}`, met: figure.value >= floor });

const lineOf = ({ figure, value, unit, at, goal, met }: Figure): string => {
  const verdict = goal === undefined ? '' : ` (goal ${goal}: ${met === true ? 'met' : 'MISSED'})`;
  return `${figure}${at === undefined ? '' : `, ${at}`}: ${value.toLocaleString('en-US')} ${unit}${verdict}`;
};

/** Prints a result for people, or with --json as one line. */
export const report = (result: Result): void => {
  const whole = {
    ...result,
    machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(availableParallelism())} cores, Node ${process.versions.node}`,
    loadBefore: rounded(loadavg()[2] ?? 0),
    figures: result.figures.map((each) => ({ ...each, value: rounded(each.value) })),
    yardstick: { ...result.yardstick, value: rounded(result.yardstick.value) },
    ratio: Number(result.ratio.toFixed(3)),
  };
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(whole)}\n`);
    return;
  }
  const lines = [
    whole.benchmark, `machine: ${whole.machine}; mean load of the last 15 minutes ${String(whole.loadBefore)}`, `data: ${whole.data}`,
    ...whole.figures.map(lineOf), `yardstick: ${lineOf(whole.yardstick)}`, `ratio (${whole.ratioOf} to the yardstick): ${String(whole.ratio)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** The number after `--name`, or what is used without it. */
export const argumentOf = (name: string, absent: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? absent : Number(process.argv[at + 1]);
};

/** Says on standard error what goes on, so that standard output holds the figures alone. */
export const say = (line: string): void => { process.stderr.write(`${line}\n`); };
