import { implement, type Routes } from '@parta/chassis/http/mount';
import { checksContract } from '@parta/contracts/http/reporting/reports';
import type { CheckPaper } from './check-paper.ts';

export const checkRoutes = ({ checkPaper }: { checkPaper: CheckPaper }): Routes =>
  implement(checksContract, {
    getCheck: ({ params }) => checkPaper.describe(params.code),
    checkFile: async ({ params, body }) => ({ genuine: await checkPaper.isGenuine(params.code, body.sha256) }),
  });
