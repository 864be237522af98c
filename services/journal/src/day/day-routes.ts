import { implement, type Routes } from '@parta/chassis/http/mount';
import { dayContract } from '@parta/contracts/http/journal/day';
import type { ShowTeacherDay } from './teacher-day.ts';

export const dayRoutes = (teacherDay: ShowTeacherDay): Routes =>
  implement(dayContract, { teacherDay: async ({ query }, actor) => teacherDay(actor, query.date) });
