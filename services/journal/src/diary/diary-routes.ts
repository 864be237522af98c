import { implement, type Routes } from '@parta/chassis/http/mount';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import type { ShowDiarySubjects } from './diary-subjects.ts';
import type { ShowDiaryWeek } from './diary-week.ts';
import type { ListDiaries } from './list-diaries.ts';

interface UseCases {
  readonly listDiaries: ListDiaries;
  readonly diaryWeek: ShowDiaryWeek;
  readonly diarySubjects: ShowDiarySubjects;
}

export const diaryRoutes = (use: UseCases): Routes =>
  implement(diaryContract, {
    listDiaries: async (_input, actor) => ({ students: [...(await use.listDiaries(actor))] }),
    diaryWeek: async ({ params, query }, actor) => use.diaryWeek(actor, params.studentId, query.week),
    diarySubjects: async ({ params }, actor) => use.diarySubjects(actor, params.studentId),
  });
