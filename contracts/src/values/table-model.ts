import { z } from 'zod';

const Cell = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.object({ text: z.string(), note: z.int().optional(), style: z.enum(['italic', 'bold', 'struck']).optional() }),
]);

/**
 * What a report is before it is a screen, a sheet or a paper: `plain` columns carry values, `sum` columns are added up,
 * `ratio` columns hide numerator and denominator, so that totals are computed again from sums, never averaged. [reports §0]
 */
export const TableModel = z
  .object({
    key: z.string(),
    title: z.string(),
    subtitle: z.array(z.string()),
    institution: z.string(),
    /** «Данные на …»: what the read model had seen. */
    asOf: z.iso.datetime(),
    timeZone: z.string(),
    orientation: z.enum(['portrait', 'landscape']),
    columns: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        /** Columns of one group share a heading above. */
        group: z.string().nullable(),
        kind: z.enum(['plain', 'sum', 'ratio']),
        type: z.enum(['text', 'integer', 'mark', 'average', 'percent', 'hours', 'date']),
        width: z.enum(['narrow', 'normal', 'wide']),
      }),
    ),
    rows: z.array(z.object({ kind: z.enum(['item', 'total', 'left']), cells: z.array(Cell) })),
    footnotes: z.array(z.string()),
    signatures: z.array(z.object({ position: z.string(), name: z.string().nullable() })),
    /** A due result is missing: the sheet is preliminary and can't be signed. */
    incomplete: z.array(z.string()),
    emptyReason: z.string().nullable(),
  })
  .meta({ id: 'TableModel' });
export type TableModel = z.infer<typeof TableModel>;
