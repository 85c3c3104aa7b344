import { Logger, run } from 'graphile-worker';

/** A task of the queue by its name. Runs again after a failure, so it must be idempotent. */
export type Tasks = Readonly<Record<string, (payload: Readonly<Record<string, string>>) => Promise<void>>>;

export type JobRunner = { readonly stop: () => Promise<void> };

export type JobRunnerOptions = {
  /** Connection string of the worker's login role. */
  readonly url: string;
  readonly tasks: Tasks;
  /** Names of tasks that run by themselves once a day; one missed in the last day runs as soon as there is a worker. */
  readonly daily?: readonly string[];
  /** Told the task's name when a job failed; never its payload. */
  readonly failed: (task: string) => void;
};

/** UTC: in the small hours of Mexico. */
const DAILY = '40 9 * * *';

/** Takes jobs from the queue as they come due, one at a time. */
export const startJobRunner = async ({ url, tasks, daily = [], failed }: JobRunnerOptions): Promise<JobRunner> => {
  const runner = await run({
    connectionString: url, schema: 'queue', concurrency: 1, pollInterval: 5_000, noHandleSignals: true, maxPoolSize: 2,
    crontab: daily.map((task) => `${DAILY} ${task} ?fill=1d&jobKey=${task}`).join('\n'),
    logger: new Logger(() => () => undefined),
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload as Record<string, string>)])),
  });
  runner.events.on('job:error', ({ job }) => { failed(job.task_identifier); });
  return { stop: () => runner.stop() };
};
