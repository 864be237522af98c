import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';

export const Light = z.enum(['done', 'partly', 'missing', 'not-due']).meta({ id: 'Light' });

export const dayContract = contract({
  teacherDay: {
    method: 'get',
    path: '/day',
    summary:
      'A teacher’s lessons of one day with four lights each, and what is late with the day on which it closes [JRN-10]',
    permission: 'journal.day.read',
    idempotency: 'none',
    query: z.object({ date: CalendarDate.optional() }),
    success: {
      status: 200,
      body: z.object({
        date: CalendarDate,
        today: CalendarDate,
        lessons: z.array(
          z.object({
            lessonId: z.uuid(),
            pageId: z.uuid(),
            slot: z.int(),
            startsAt: z.string(),
            endsAt: z.string(),
            room: z.string().nullable(),
            subjectName: z.string(),
            groupName: z.string(),
            topic: z.string(),
            students: z.int(),
            marked: z.int(),
            absent: z.int(),
            lights: z.object({ topic: Light, homework: Light, attendance: Light, marks: Light }),
          }),
        ),
        late: z.array(
          z.object({
            pageId: z.uuid(),
            lessonId: z.uuid(),
            date: CalendarDate,
            groupName: z.string(),
            subjectName: z.string(),
            missing: z.array(z.enum(['topic', 'homework', 'attendance', 'marks'])),
            closesOn: CalendarDate.nullable(),
          }),
        ),
      }),
    },
    problems: [],
  },
});
