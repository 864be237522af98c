import { z } from 'zod';

/** A bounded page of a list: at most `limit` items after `after`, and where to go on. */
export const ListQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
