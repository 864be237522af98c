import type { RenderReport } from '../jobs/run-job.ts';
import { paperOf } from '../paper/paper.ts';
import { writeSheet } from '../sheet/write-sheet.ts';
import type { Renderer } from './renderer.ts';

/** A described report as the bytes of its file. */
export const buildRenderReport =
  ({ renderer, publicUrl }: { renderer: Renderer; publicUrl: string }): RenderReport =>
  (format, report, imprint) =>
    format === 'xlsx' ? writeSheet(report, imprint) : renderer.print(paperOf({ report, imprint, publicUrl }));
