import { z } from 'zod';

/** Kinds of work with their abbreviation in the column's head. `kind` chooses the edit window. [JRN-2] */
export const workTypes = [
  { key: 'answer', title: 'Ответ на уроке', short: 'ОУ', kind: 'current', needsTopic: false },
  { key: 'homework', title: 'Домашняя работа', short: 'ДЗ', kind: 'current', needsTopic: false },
  { key: 'independent', title: 'Самостоятельная работа', short: 'СР', kind: 'current', needsTopic: false },
  { key: 'control', title: 'Контрольная работа', short: 'КР', kind: 'current', needsTopic: true },
  { key: 'practical', title: 'Практическая работа', short: 'ПР', kind: 'current', needsTopic: true },
  { key: 'laboratory', title: 'Лабораторная работа', short: 'ЛР', kind: 'current', needsTopic: true },
  { key: 'dictation', title: 'Диктант', short: 'Дк', kind: 'current', needsTopic: false },
  { key: 'essay', title: 'Сочинение', short: 'Сч', kind: 'essay', needsTopic: false },
  { key: 'test', title: 'Тест', short: 'Т', kind: 'current', needsTopic: false },
  {
    key: 'monitoring',
    title: 'Практическая работа внутреннего мониторинга',
    short: 'ВМ',
    kind: 'practical',
    needsTopic: true,
  },
] as const;

export const WorkTypeKey = z.enum(workTypes.map((type) => type.key)).meta({ id: 'WorkTypeKey' });
export type WorkTypeKey = z.infer<typeof WorkTypeKey>;

/** Which edit window holds for a work's cells. */
export const WorkKind = z.enum(['current', 'practical', 'essay']).meta({ id: 'WorkKind' });
export type WorkKind = z.infer<typeof WorkKind>;

/** Weight in hundredths: 100 = 1, at most two decimals. */
export const WeightHundredths = z.int().min(0).max(10_000);
