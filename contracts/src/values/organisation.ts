import { z } from 'zod';

/** Node of the tree region → municipality → institution; an institution is a school or a college. [ORG-1] */
export const OrganisationKind = z
  .enum(['region', 'municipality', 'school', 'college'])
  .meta({ id: 'OrganisationKind' });
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** IANA name of a zone that this runtime knows. */
export const TimeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}, 'unknown time zone');
