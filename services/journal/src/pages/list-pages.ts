import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import { shortName } from '@parta/contracts/values/person';
import { z } from 'zod';
import { todayIn } from '../institution/today-in.ts';

interface Dependencies {
  readonly inTenant: InTenant;
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

/** Pages that the actor may open: own ones, those of an own class, or all for the administration; own ones stand first. */
export function buildListPages({ inTenant, clock }: Dependencies): ListPages {
  return async (actor, { year, classId }) =>
    inTenant(actor, async (trx) => {
      const today = await todayIn(trx, clock);
      const all = actor.roles.some((role) => ['deputy', 'director', 'study-head'].includes(role));
      const { rows } = await trx.raw<{ rows: unknown[] }>(
        `select p.id, p.subject_name, p.name, p.year,
           exists (select 1 from page_teacher t where t.page_id = p.id and t.person_id = :person
             and t.from_date <= :today and (t.to_date is null or t.to_date > :today)) as can_write,
           coalesce((select jsonb_agg(distinct jsonb_build_object('lastName', n.last_name, 'firstName', n.first_name, 'middleName', n.middle_name))
             from page_teacher t join person n on n.person_id = t.person_id
             where t.page_id = p.id and (t.to_date is null or t.to_date > :today)), '[]') as teachers
         from page p
         where (:year::int is null or p.year = :year)
           and (:class::uuid is null or exists (select 1 from page_class pc join class c on c.class_id = pc.class_id
             where pc.page_id = p.id and :class in (c.class_id, c.parent_id)))
           and (:all or exists (select 1 from page_teacher t where t.page_id = p.id and t.person_id = :person)
             or exists (select 1 from page_class pc join class c on c.class_id = pc.class_id
               join class_teacher t on t.class_id in (c.class_id, c.parent_id)
               where pc.page_id = p.id and t.person_id = :person and t.from_date <= :today and (t.to_date is null or t.to_date > :today)))
         order by can_write desc, p.subject_order, p.subject_name, p.name, p.id limit 2000`,
        { person: actor.personId, today, year: year ?? null, class: classId ?? null, all },
      );
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
