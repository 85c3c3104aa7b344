import type { Route } from '#platform/http/route.ts';
import type { ChartingDeps } from './dependencies.ts';
import { phraseRoutes } from './phrase-routes.ts';
import { templateRoutes } from './template-routes.ts';

/** Charting's ways in. */
export const chartingRoutes = (deps: ChartingDeps): readonly Route[] => [...phraseRoutes(deps), ...templateRoutes(deps)];
