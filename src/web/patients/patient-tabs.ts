/** Who is on the screen of one tab. Names go from tab to tab through memory alone; nothing is stored. */
export type Shown = { readonly tab: string; readonly since: number; readonly patientId: string; readonly name: string; /** Tells namesakes apart. */ readonly recordNumber: string };

export type ShownPatient = { readonly id: string; readonly name: string; readonly recordNumber: string };

export type OpenPatients = {
  /** The patient of this tab. */
  readonly own: Shown | null;
  /** Other patients whom other tabs had open before, the earliest first, each once. */
  readonly earlier: readonly Shown[];
  /** This tab's patient is one too many: one of the earlier ones is to be closed, or this one not opened. */
  readonly isTooMany: boolean;
};

/** Of two open patients one is told from the other; of three no longer (wrong-patient guard). */
const MOST_OPEN = 2;

export type News =
  | { readonly is: 'who' }
  | { readonly is: 'shown'; readonly shown: Shown }
  | { readonly is: 'gone'; readonly tab: string }
  | { readonly is: 'close'; readonly patientId: string };

/** What lies outside: the channel between the tabs, the clock, a way to wait. */
export type TabPorts = {
  readonly tell: (news: News) => void;
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => void;
  readonly tab: string;
  /** Another tab asks this one to let go of its patient. */
  readonly leave: () => void;
};

// A tab that crashed or was frozen says nothing: before asking anything, those that live are counted anew.
const ANSWERS_WITHIN_MS = 250;

export type PatientTabs = {
  readonly hear: (news: News) => void;
  readonly show: (patient: ShownPatient | null) => void;
  readonly close: (patientId: string) => void;
  readonly view: () => OpenPatients;
  readonly onChange: (listener: () => void) => () => void;
};

/** Counts the patients open in the tabs of one browser, and holds the one too many back. */
export const createPatientTabs = ({ tell, now, after, tab, leave }: TabPorts): PatientTabs => {
  let own: Shown | null = null;
  let heard = new Map<string, Shown>();
  let isCounted = false;
  let counting = 0;
  const listeners = new Set<() => void>();

  // only the newcomer counts and asks: whoever was there before goes on undisturbed
  const earlierThan = (mine: Shown): readonly Shown[] => [...heard.values()]
    .filter(({ patientId, since, tab: other }) => patientId !== mine.patientId && (since < mine.since || (since === mine.since && other < tab)))
    .sort((one, other) => one.since - other.since || one.tab.localeCompare(other.tab))
    .filter(({ patientId }, at, all) => all.findIndex((each) => each.patientId === patientId) === at);
  const look = (): OpenPatients => {
    const earlier = own === null ? [] : earlierThan(own);
    return { own, earlier, isTooMany: isCounted && earlier.length >= MOST_OPEN };
  };
  let view = look();
  const changed = (): void => {
    view = look();
    for (const listener of listeners) listener();
  };
  const count = (): void => {
    counting += 1;
    const round = counting;
    isCounted = false;
    heard = new Map();
    tell({ is: 'who' });
    after(ANSWERS_WITHIN_MS, () => {
      if (round !== counting) return;
      isCounted = true;
      changed();
    });
  };

  return {
    hear: (news) => {
      if (news.is === 'who') { if (own !== null) tell({ is: 'shown', shown: own }); return; }
      if (news.is === 'close') { if (own?.patientId === news.patientId) leave(); return; }
      if (news.is === 'shown') heard.set(news.shown.tab, news.shown);
      else heard.delete(news.tab);
      changed();
    },
    show: (patient) => {
      if (patient?.id === own?.patientId) return;
      own = patient === null ? null : { tab, since: now(), patientId: patient.id, name: patient.name, recordNumber: patient.recordNumber };
      tell(own === null ? { is: 'gone', tab } : { is: 'shown', shown: own });
      if (own !== null) count();
      changed();
    },
    close: (patientId) => {
      heard = new Map([...heard].filter(([, shown]) => shown.patientId !== patientId));
      tell({ is: 'close', patientId });
      changed();
    },
    view: () => view,
    onChange: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
};
