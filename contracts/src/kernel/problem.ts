import { z } from 'zod';

/** RFC 9457 problem details. `code` is from the operation's closed list; `detail` never holds personal data. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    correlationId: z.string().optional(),
    /** For `invalid-request`: where and what, in the order of the schema. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
