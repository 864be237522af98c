import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 as id } from '@parta/contracts/kernel/uuid';
import { type Component, messageOf, startComponent } from '@parta/testkit/component';
import { buildNotifications } from '../src/app.ts';

const from = '2026-09-01';
type Saved = z.input<typeof pageChangedV1.data>;

describe('notifications over HTTP', () => {
  let notifications: Component;
  let institutionId: string;
  const student = { personId: '', userId: '' };
  const guardian = { personId: '', userId: '' };
  const stranger = { personId: '', userId: '' };
  let pageId: string;

  beforeAll(async () => {
    notifications = await startComponent({
      definition: { name: 'notifications', build: buildNotifications },
      migrations: new URL('../migrations/', import.meta.url),
    });
  });
  afterAll(async () => {
    await notifications[Symbol.asyncDispose]();
  });

  const at = (key: string, version = 1) => ({ institutionId, root: key, key, version });

  beforeEach(async () => {
    institutionId = id();
    pageId = id();
    const classId = id();
    for (const who of [student, guardian, stranger]) Object.assign(who, { personId: id(), userId: id() });
    const account = (who: typeof student, role: 'student' | 'guardian'): OutgoingEvent =>
      accountV1.of(at(who.userId), { ...who, state: 'active', roles: [{ role, from, to: null }] });
    await notifications.publish([
      personV1.of(at(student.personId), {
        personId: student.personId,
        kinds: ['student'],
        name: { lastName: 'Белов', firstName: 'Борис', middleName: null },
        consent: 'given',
      }),
      account(student, 'student'),
      account(guardian, 'guardian'),
      account(stranger, 'guardian'),
      relationV1.of(at(id()), {
        relationId: id(),
        guardianId: guardian.personId,
        studentId: student.personId,
        kind: 'father',
        from,
        to: null,
      }),
      classV1.of(at(classId), {
        classId,
        parentId: null,
        year: 2026,
        name: '5Б',
        grade: 5,
        classTeachers: [],
        members: [{ studentId: student.personId, from, to: null }],
      }),
      teachingGroupV1.of(at(pageId), {
        id: pageId,
        year: 2026,
        subject: { id: id(), name: 'Физика', shortName: 'Физ', order: 1 },
        name: '5Б',
        classIds: [classId],
        teachers: [],
        hoursPerWeek: 2,
        periodSchemeId: id(),
        scale: 'five',
        state: 'open',
      }),
    ]);
  });

  const saved = (seq: number, value: number, when = new Date(), over: Partial<Saved> = {}): OutgoingEvent =>
    pageChangedV1.of(at(pageId, seq), {
      pageId,
      year: 2026,
      subjectId: id(),
      seq,
      head: 'h',
      at: when.toISOString(),
      by: id(),
      records: [{ lessonId: id(), date: '2026-11-02', before: null, after: { topic: 'Свет', homework: '§ 3' } }],
      works: [],
      marks: [
        {
          workId: id(),
          lessonId: id(),
          studentId: student.personId,
          date: '2026-11-02',
          workTitle: 'Тест',
          before: null,
          after: { kind: 'grade', value },
        },
      ],
      attendance: [],
      results: [],
      ...over,
    });
  const inbox = (who: typeof student) =>
    notifications.as(inboxContract, { ...who, institutionId, roles: ['guardian'] });

  it('tells student and guardian of a mark and of homework, nobody else (NTF-2, IAM-8)', async () => {
    await notifications.publish([saved(1, 5)]);
    for (const who of [student, guardian]) {
      const { items, unread } = await inbox(who).listInbox();
      expect(items.map((item) => item.fact.kind)).toEqual(['homework', 'mark']);
      expect(items[1]?.fact).toMatchObject({ subjectName: 'Физика', studentName: 'Борис Белов', after: { value: 5 } });
      expect(unread).toBe(2);
    }
    expect((await inbox(stranger).listInbox()).items).toEqual([]);
  });

  it('tells of a result by its period, and of homework nobody who was not on the page that day (NTF-2)', async () => {
    const periodId = id();
    await notifications.publish([
      calendarV1.of(at(id()), {
        ...{ yearId: id(), year: 2026, from, to: '2027-05-27', state: 'open', weekDays: 5 },
        ...{ holidays: [], workingSaturdays: [], bells: [] },
        schemes: [
          {
            ...{ id: id(), name: 'Четверти', kind: 'quarter' },
            periods: [{ id: periodId, number: 1, name: 'I четверть', from, to: '2026-10-24' }],
          },
        ],
      }),
    ]);
    await notifications.publish([
      saved(1, 5, new Date(), {
        marks: [],
        records: [{ lessonId: id(), date: '2026-08-31', before: null, after: { topic: '', homework: '§ 1' } }],
        results: [{ periodId, studentId: student.personId, before: null, after: { kind: 'grade', value: 4 } }],
      }),
    ]);
    const { items } = await inbox(guardian).listInbox();
    expect(items.map((item) => item.fact)).toMatchObject([
      { kind: 'result', periodName: 'I четверть', date: '2026-10-23', studentName: 'Борис Белов' },
    ]);
  });

  it('pages back from a position, and shows what was read as read', async () => {
    await notifications.publish([saved(1, 5), saved(2, 4)]);
    await inbox(student).markRead({ body: { upTo: 1 } });
    const newest = await inbox(student).listInbox({ query: { limit: 2 } });
    expect(newest).toMatchObject({ position: 4, unread: 3, items: [{ position: 4 }, { position: 3 }] });
    const older = await inbox(student).listInbox({ query: { before: 3 } });
    expect(older.items).toMatchObject([
      { position: 2, read: false },
      { position: 1, read: true },
    ]);
    expect(await inbox(student).listInbox({ query: { before: 1 } })).toEqual({ position: 4, unread: 3, items: [] });
  });

  it('tells of a save once, however often it is delivered (NTF-2)', async () => {
    const message = messageOf(saved(1, 5));
    await notifications.broker.publish([message, message]);
    await notifications.service.settle();
    expect((await inbox(student).listInbox()).items).toHaveLength(2);
  });

  it('does not report what happened long ago (NTF-2)', async () => {
    await notifications.publish([saved(1, 5, new Date(Date.now() - 20 * 86_400_000))]);
    expect((await inbox(student).listInbox()).items).toEqual([]);
  });

  it('remembers what was read, never backwards', async () => {
    await notifications.publish([saved(1, 5)]);
    expect(await inbox(student).markRead({ body: { upTo: 99 } })).toEqual({ unread: 0 });
    expect(await inbox(student).markRead({ body: { upTo: 1 } })).toEqual({ unread: 0 });
    await notifications.publish([saved(2, 4)]);
    expect((await inbox(student).listInbox()).unread).toBe(2);
  });

  it('streams what is new within a second and replays what a gap missed (NTF-2)', async () => {
    await notifications.publish([saved(1, 5)]);
    await using live = await openStream({});
    expect(await live.next()).toMatchObject({ event: 'state', data: { position: 2, unread: 2 } });
    await notifications.publish([saved(2, 3)]);
    expect([await live.next(), await live.next(), await live.next()].map((each) => each.event).toSorted()).toEqual([
      'item',
      'item',
      'state',
    ]);
    await using resumed = await openStream({ 'last-event-id': '3' });
    expect(await resumed.next()).toMatchObject({ event: 'state' });
    expect(await resumed.next()).toMatchObject({ event: 'item', id: '4' });
  });

  interface Sent {
    readonly event: string | undefined;
    readonly id: string | undefined;
    readonly data: unknown;
  }

  /** The guardian's stream, event by event. */
  async function openStream(headers: Record<string, string>): Promise<AsyncDisposable & { next(): Promise<Sent> }> {
    const leaving = new AbortController();
    const token = notifications.issuer.sign({ ...guardian, institutionId, roles: ['guardian'] });
    const response = await fetch(`${notifications.service.url}/stream`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: leaving.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    const next = async (): Promise<Sent> => {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end < 0) {
          text += decoder.decode((await reader.read()).value, { stream: true });
          continue;
        }
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        if (field('data') !== undefined)
          return { event: field('event'), id: field('id'), data: JSON.parse(field('data') ?? 'null') };
      }
    };
    return {
      next,
      [Symbol.asyncDispose]: async () => {
        leaving.abort();
        await reader.cancel().catch(() => undefined);
      },
    };
  }
});
