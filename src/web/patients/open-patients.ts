import { systemClock } from '#kernel/clock.ts';
import { freshId } from '../api/fresh-id.ts';
import { createPatientTabs } from './patient-tabs.ts';
import type { News, PatientTabs, Shown } from './patient-tabs.ts';

const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('amate.patients') : null;
let leaveScreen: () => void = () => undefined;

/** How this tab leaves its patient's screen when another tab asks for it. */
export const onLeavePatient = (leave: () => void): (() => void) => {
  leaveScreen = leave;
  return () => { leaveScreen = () => undefined; };
};

/** The tabs of this browser. */
export const patientTabs: PatientTabs = createPatientTabs({
  tell: (news) => { channel?.postMessage(news); },
  now: () => systemClock.now().getTime(),
  after: (milliseconds, run) => { setTimeout(run, milliseconds); },
  tab: freshId(),
  leave: () => { leaveScreen(); },
});

channel?.addEventListener('message', (event: MessageEvent) => { patientTabs.hear(event.data as News); });
if (typeof window === 'object') {
  let left: Shown | null = null;
  window.addEventListener('pagehide', () => {
    left = patientTabs.view().own;
    patientTabs.show(null);
  });
  // brought back by the browser as it was, patient and all
  window.addEventListener('pageshow', (event) => { if (event.persisted && left !== null) patientTabs.show({ ...left, id: left.patientId }); });
}
