import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import { shortName } from '@parta/contracts/values/person';
import { z } from 'zod';
import { todayIn } from '../institution/today-in.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

type Pages = Success<typeof pagesContract.listPages>;
export type ListPages = (
  actor: Actor,
  filter: { readonly year: number | undefined; readonly classId: string | undefined },
) => Promise<Pages>;

const Row = z.object({
  id: z.uuid(),
  subject_name: z.string(),
  name: z.string(),
  year: z.int(),
  can_write: z.boolean(),
  teachers: z.array(z.object({ lastName: z.string(), firstName: z.string(), middleName: z.string().nullable() })),
});

/** `$1` person, `$2` today, `$3` year or null, `$4` class or null, `$5` whether every page. */
const pagesOf = `
  select p.id, p.subject_name, p.name, p.year,
    exists (select 1 from page_teacher t where t.page_id = p.id and t.person_id = $1
      and t.from_date <= $2 and (t.to_date is null or t.to_date > $2)) as can_write,
    coalesce((select jsonb_agg(distinct jsonb_build_object('lastName', n.last_name, 'firstName', n.first_name, 'middleName', n.middle_name))
      from page_teacher t join person n on n.person_id = t.person_id
      where t.page_id = p.id and (t.to_date is null or t.to_date > $2)), '[]') as teachers
  from page p
  where ($3::int is null or p.year = $3)
    and ($4::uuid is null or exists (select 1 from page_class pc join class c on c.class_id = pc.class_id
      where pc.page_id = p.id and $4 in (c.class_id, c.parent_id)))
    and ($5 or exists (select 1 from page_teacher t where t.page_id = p.id and t.person_id = $1)
      or exists (select 1 from page_class pc join class c on c.class_id = pc.class_id
        join class_teacher t on t.class_id in (c.class_id, c.parent_id)
        where pc.page_id = p.id and t.person_id = $1 and t.from_date <= $2 and (t.to_date is null or t.to_date > $2)))
  order by can_write desc, p.subject_order, p.subject_name, p.name, p.id limit 2000`;

/** Pages that the actor may open: own ones, those of an own class, or all for the administration; own ones stand first. */
export function buildListPages({ readInTenant, clock }: Dependencies): ListPages {
  return async (actor, { year, classId }) =>
    readInTenant(actor, async (read) => {
      const today = await todayIn(read, clock);
      const all = actor.roles.some((role) => ['deputy', 'director', 'study-head'].includes(role));
      const values = [actor.personId, today, year ?? null, classId ?? null, all];
      const [rows] = await read([{ name: 'pages.list', text: pagesOf, values }]);
      return {
        pages: z
          .array(Row)
          .parse(rows)
          .map(({ subject_name, name, can_write, teachers, ...row }) => ({
            ...row,
            subjectName: subject_name,
            groupName: name,
            canWrite: can_write,
            teachers: teachers.map(shortName),
          })),
      };
    });
}
