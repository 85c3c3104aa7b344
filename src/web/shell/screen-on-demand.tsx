import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { Loading } from '../design/states.tsx';

export type ScreenOnDemand = ComponentType & {
  /** Fetches the code; showing the screen does it too. */
  readonly load: () => Promise<void>;
};

/**
 * A screen whose code is fetched when it is first shown, or before. Not React's own `lazy`: React holds back what
 * replaces a placeholder until 300 ms after the last one, and a screen asks for its data only when it is shown.
 */
export const screenOnDemand = <Name extends string>(fetchCode: () => Promise<Record<Name, ComponentType>>, name: Name): ScreenOnDemand => {
  let loaded: ComponentType | null = null;
  let loading: Promise<void> | null = null;
  const fetchOnce = async (): Promise<void> => {
    try {
      loaded = (await fetchCode())[name];
    } catch (error) {
      // the next one who shows it asks again
      loading = null;
      throw error;
    }
  };
  const load = (): Promise<void> => loading ??= fetchOnce();
  const Screen = () => {
    const [outcome, setOutcome] = useState<{ readonly failure: unknown } | 'shown' | null>(null);
    useEffect(() => {
      if (loaded === null) load().then(() => { setOutcome('shown'); }, (failure: unknown) => { setOutcome({ failure }); });
    }, []);
    if (outcome !== null && outcome !== 'shown') throw outcome.failure;
    const Loaded = loaded;
    return Loaded === null ? <Loading /> : <Loaded />;
  };
  return Object.assign(Screen, { load });
};
