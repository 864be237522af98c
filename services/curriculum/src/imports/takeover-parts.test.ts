import { describe, expect, it } from '@jest/globals';
import { groupName } from '../teaching-groups/group-name.ts';
import { bellSlots } from './bell-slots.ts';
import { boundedKey } from './bounded-key.ts';
import { matchByKey } from './external-key-store.ts';
import { personNameOf } from './person-name-of.ts';

describe('names of an imported file (CUR-4)', () => {
  it.each([
    ['Вакансия 1', null, 'Вакансия', true],
    ['Титова', 'А.', 'Титова', false],
    ['О’Нил', 'К.', "О'Нил", true],
    ['###', null, 'Без фамилии', true],
    ['Я'.repeat(90), null, 'Я'.repeat(60), true],
  ])('«%s» is a name that contingent takes', (lastName, firstName, expected, cleaned) => {
    const teacher = { key: 'x', line: 1, displayName: lastName, lastName, firstName, middleName: null };
    expect(personNameOf(teacher)).toEqual({
      name: { lastName: expected, firstName: firstName ?? '', middleName: null },
      cleaned,
    });
  });

  it.each([
    [['b'], '9Б'],
    [['b1'], '9Б, п/г 1'],
    [['b', 'a'], '9А, 9Б'],
    [['s'], 'СВ11-П1'],
    [['ten', 'a'], '9А, 10А'],
  ])('teaching group of %j is «%s»', (ids, expected) => {
    const one = (id: string, name: string, parentId: string | null = null) => [id, { id, name, parentId }] as const;
    const classes = new Map([
      ...[one('a', '9А'), one('b', '9Б'), one('b1', 'п/г 1', 'b'), one('ten', '10А')],
      ...[one('w', 'СВ11'), one('s', 'СВ11-П1', 'w')],
    ]);
    expect(groupName(ids, classes)).toBe(expected);
  });

  it('keeps keys within contingent’s bound, and different ones different', () => {
    const long = 'х'.repeat(250);
    expect(boundedKey('Титова')).toBe('Титова');
    expect(boundedKey(long).length).toBeLessThan(200);
    expect(boundedKey(`${long}1`)).not.toBe(boundedKey(`${long}2`));
  });

  it('finds a thing by key, else by name, and makes each once', () => {
    const items = [
      { key: 'k1', name: 'Химия' },
      { key: 'k2', name: 'Физика' },
      { key: 'k3', name: 'Право' },
      { key: 'k4', name: 'Право' },
    ];
    const { ids, made, unkept } = matchByKey(items, new Map([['k1', 'one']]), new Map([['Физика', 'two']]));
    expect([ids.get('k1'), ids.get('k2'), ids.get('k3') === ids.get('k4')]).toEqual(['one', 'two', true]);
    expect([made.map(({ item }) => item.key), [...unkept.keys()]]).toEqual([['k3'], ['k2', 'k3', 'k4']]);
  });
});

describe('bells of an imported file (CUR-7)', () => {
  const bell = (slot: number, start: string | null, end: string | null) => ({
    key: `${slot}`,
    line: slot,
    slot,
    name: `${slot}`,
    start,
    end,
  });

  it('takes the times that there are and puts the others after them', () => {
    const { slots, lost } = bellSlots([bell(1, null, null), bell(2, '10:10', '11:40'), bell(3, null, null)]);
    expect(slots).toEqual([
      { slot: 1, startsAt: '08:30', endsAt: '10:00' },
      { slot: 2, startsAt: '10:10', endsAt: '11:40' },
      { slot: 3, startsAt: '11:50', endsAt: '13:20' },
    ]);
    expect(lost).toEqual([]);
  });

  it('loses none without telling', () => {
    const many = Array.from({ length: 24 }, (_, index) => bell(index + 1, null, null));
    const { slots, lost } = bellSlots(many);
    expect(slots.length + lost.length).toBe(24);
    expect(slots.every(({ startsAt, endsAt }) => startsAt < endsAt)).toBe(true);
  });
});
