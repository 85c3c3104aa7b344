import { acuteIllnesses } from './acute-table.ts';
import { childrenCourses, childrenIllnesses } from './children-table.ts';
import { chronicCourses } from './chronic-table.ts';
import { longCourses } from './long-course-table.ts';
import { metabolicCourses } from './metabolic-table.ts';
import { moodCourses } from './mood-table.ts';
import type { Acute, Course } from './story.ts';
import { womenCourses, womenIllnesses } from './women-table.ts';

/** Every course and illness that a story may name. */
export const courses: Readonly<Record<string, Course>> = { ...metabolicCourses, ...longCourses, ...chronicCourses, ...moodCourses, ...womenCourses, ...childrenCourses };
export const illnesses: Readonly<Record<string, Acute>> = { ...acuteIllnesses, ...womenIllnesses, ...childrenIllnesses };
