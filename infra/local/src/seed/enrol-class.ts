import { importsContract } from '@parta/contracts/http/contingent/imports';
import { addDays, type CalendarDate } from '@parta/contracts/values/calendar-date';
import { fullName } from '@parta/contracts/values/person';
import { makeFamily } from './demo-names.ts';
import type { Random } from './seeded-random.ts';
import type { SeedPerson } from './seed-person.ts';

interface Enrolment {
  readonly classId: string;
  readonly year: number;
  readonly count: number;
  readonly from: CalendarDate;
  /** Number of the order. */
  readonly order: string;
  readonly random: Random;
  /** Age of most on 1 September. */
  readonly age?: number;
}

const russianDate = (date: CalendarDate): string => date.split('-').toReversed().join('.');

/** Enrols a class by a list, as the secretary does in August. [CNT-9] */
export async function enrolClass(
  administrator: SeedPerson,
  { classId, year, count, from, order, random, age = 12 }: Enrolment,
): Promise<void> {
  const born = `${year - age}-03-01` as CalendarDate;
  const lines = Array.from({ length: count }, () => {
    const { child, mother, father } = makeFamily(random);
    const birth = russianDate(addDays(born, random.below(330)));
    return [
      child.lastName,
      child.firstName,
      child.middleName,
      birth,
      fullName(mother),
      father ? fullName(father) : '',
    ].join(';');
  });
  const csv = ['Фамилия;Имя;Отчество;Дата рождения;Мать;Отец', ...lines].join('\r\n');
  const imports = administrator.client('contingent', importsContract);
  const preview = await imports.previewImport({
    query: { classId, fileName: 'список.csv' },
    body: new TextEncoder().encode(csv),
  });
  const orderDate = addDays(from, -5);
  await imports.applyImport({
    params: { importId: preview.importId },
    body: { orderNumber: order, orderDate, effectiveFrom: from },
  });
}
