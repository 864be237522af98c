import { setImmediate } from 'node:timers/promises';
import { readEnvelope } from '@parta/chassis/events/envelope';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { movementRecordedV1 } from '@parta/contracts/events/contingent/movement-recorded.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { importsContract } from '@parta/contracts/http/contingent/imports';
import { ordersContract } from '@parta/contracts/http/contingent/orders';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import type { Role } from '@parta/contracts/kernel/roles';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type Component, startComponent } from '@parta/testkit/component';
import { buildContingent } from '../src/app.ts';

export const now = new Date('2026-11-20T09:00:00Z');
export const date = (text: string): CalendarDate => CalendarDate.parse(text);

export const startContingent = (): Promise<Component> =>
  startComponent({
    definition: { name: 'contingent', build: buildContingent },
    migrations: new URL('../migrations/', import.meta.url),
    clock: { now: () => now },
  });

interface Acting {
  readonly institutionId?: string;
  readonly role?: Role;
}

/** Clients of one institution of its own, as the holder of a role. */
export function officeOf(component: Component, { institutionId = uuidV7(), role = 'secretary' }: Acting = {}) {
  const actor = { institutionId, roles: [role], at: now };
  return {
    institutionId,
    actor,
    people: component.as(peopleContract, actor),
    classes: component.as(classesContract, actor),
    orders: component.as(ordersContract, actor),
    imports: component.as(importsContract, actor),
  };
}
export type Office = ReturnType<typeof officeOf>;

export async function makeClass({ classes }: Office, name: string, grade = 7): Promise<string> {
  const id = uuidV7();
  await classes.createClass({ body: { id, year: 2026, name, grade } });
  return id;
}

interface Enrolment {
  readonly studentId: string;
  readonly lastName: string;
  readonly classId: string;
  readonly from?: string;
}

/** An order of one line that enrols a new student. */
export const enrolment = ({ studentId, lastName, classId, from = '2026-09-01' }: Enrolment) => ({
  orderId: uuidV7(),
  number: '118-с',
  date: '2026-08-28',
  kind: 'enrolment' as const,
  lines: [
    {
      ...{ lineId: uuidV7(), studentId, toClassId: classId, effectiveFrom: from, birthDate: '2013-05-04' },
      name: { lastName, firstName: 'Анна', middleName: 'Павловна' },
    },
  ],
});

export async function enrol(office: Office, classId: string, lastName: string): Promise<string> {
  const studentId = uuidV7();
  await office.orders.recordOrder({ body: enrolment({ studentId, lastName, classId }) });
  return studentId;
}

interface Published {
  readonly type: string;
  readonly institutionId: string;
  readonly root: string;
  readonly key: string;
  readonly version: number;
  readonly data: unknown;
}

const topics = [personV1, staffV1, relationV1, classV1, movementRecordedV1].map(({ topic }) => topic);

/** Everything that the service publishes, as it stands on the wire. */
export function listen({ broker, service }: Component) {
  const published: Published[] = [];
  const subscription = broker.subscribe({
    group: 'listener',
    topics,
    handle: async (message) => {
      const envelope = readEnvelope(message);
      if (envelope) published.push({ ...envelope, data: JSON.parse(message.value ?? 'null') as unknown });
    },
  });
  return {
    /** Events of an institution so far, of one type, oldest first within a key. */
    of: async (institutionId: string, type: string): Promise<readonly Published[]> => {
      await service.settle();
      while ((await broker.lag('listener', topics)) > 0) await setImmediate();
      return published.filter((one) => one.institutionId === institutionId && one.type === type);
    },
    stop: () => subscription.stop(),
  };
}
