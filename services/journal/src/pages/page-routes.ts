import { invalid } from '@parta/chassis/errors';
import { implement, type Routes } from '@parta/chassis/http/mount';
import type { Exchange } from '@parta/chassis/http/exchange';
import type { Actor } from '@parta/chassis/auth/actor';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import type { OnceRequest } from '@parta/chassis/db/once';
import type { ChangeCells } from '../cells/change-cells.ts';
import type { CellHistory } from '../history/cell-history.ts';
import type { RecordLesson } from '../records/record-lesson.ts';
import type { AddWork } from '../works/add-work.ts';
import type { ChangeWork, RemoveWork } from '../works/change-work.ts';
import type { GetPage } from './get-page.ts';
import type { ListPages } from './list-pages.ts';

interface UseCases {
  readonly listPages: ListPages;
  readonly getPage: GetPage;
  readonly changeCells: ChangeCells;
  readonly recordLesson: RecordLesson;
  readonly addWork: AddWork;
  readonly changeWork: ChangeWork;
  readonly removeWork: RemoveWork;
  readonly cellHistory: CellHistory;
}

export const pageRoutes = (use: UseCases): Routes =>
  implement(pagesContract, {
    listPages: async ({ query }, actor) => use.listPages(actor, { year: query.year, classId: query.classId }),
    getPage: async ({ params, query }, actor) => use.getPage(actor, params.pageId, query.periodId),
    changeCells: async ({ params, body }, actor, exchange) =>
      use.changeCells(actor, {
        pageId: params.pageId,
        changes: body.changes,
        once: onceOf('changeCells', actor, exchange),
      }),
    recordLesson: async ({ params, body }, actor) => use.recordLesson(actor, { ...params, ...body }),
    addWork: async ({ params, body }, actor) => use.addWork(actor, { ...params, ...body, weight: body.weight }),
    changeWork: async ({ params, body: { typeKey, title, weight, baseVersion } }, actor) =>
      use.changeWork(actor, { ...params, baseVersion, typeKey, title, weight }),
    removeWork: async ({ params }, actor) => {
      await use.removeWork(actor, params);
      return undefined;
    },
    cellHistory: async ({ params, query }, actor) => {
      const targetIds = [query.workId, query.lessonId, query.periodId].filter((id) => id !== undefined);
      if (targetIds.length === 0) throw invalid('invalid-request');
      return use.cellHistory(actor, { pageId: params.pageId, studentId: query.studentId, targetIds });
    },
  });

function onceOf(operation: string, actor: Actor, { idempotency }: Exchange): OnceRequest {
  if (!idempotency) throw invalid('idempotency-key-required');
  return { userId: actor.userId, assignmentId: actor.assignmentId, operation, ...idempotency };
}
