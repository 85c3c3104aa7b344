import { acuteIllnesses } from './acute-table.ts';
import { metabolicCourses } from './metabolic-table.ts';
import type { Acute, Course } from './story.ts';

/** Every course and illness that a story may name. */
export const courses: Readonly<Record<string, Course>> = { ...metabolicCourses };
export const illnesses: Readonly<Record<string, Acute>> = { ...acuteIllnesses };
