import { addDays, type CalendarDate } from '@parta/contracts/values/calendar-date';
import type { ClassFacts, StudentFacts } from '../src/class-summary/class-facts.ts';

const day = (text: string): CalendarDate => text as CalendarDate;
const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-800${kind}-${String(number).padStart(12, '0')}`;

const surnames =
  'Абдуллина Агафонов Алиев Бондаренко Васильева Гаджиев Григорян Демченко Ерёмина Жукова Зайцев Ибрагимов Ковалёва Константинопольская-Бжедугова Лебедев Мельниченко Мухина Назаренко Орлов Петросян Рябцев Савченко Тлехас Ушакова Фролов Хачатрян Шевченко Щербакова Юсупов Яковлева'.split(
    ' ',
  );
const subjectNames = [
  ...[
    'Русский язык',
    'Литература',
    'Английский язык',
    'Алгебра',
    'Геометрия',
    'Вероятность и статистика',
    'Информатика',
    'История',
  ],
  ...['Обществознание', 'География', 'Физика', 'Химия', 'Биология', 'Труд (технология)', 'Физическая культура'],
  'Основы безопасности и защиты Родины',
];
const firstDays = ['2026-09-01', '2026-11-02', '2027-01-11', '2027-03-29'];
const lastDays = ['2026-10-23', '2026-12-25', '2027-03-19', '2027-05-26'];
const periods = firstDays.map((from, index) => ({
  id: idOf(1, index + 1),
  number: index + 1,
  name: `${'I II III IV'.split(' ')[index] ?? ''} четверть`,
  from: day(from),
  to: addDays(day(lastDays[index] ?? from), 1),
}));

interface Size {
  readonly students: number;
  readonly subjects: number;
}

/** A class as large as they come: facts for a paper to be laid out and printed. */
export function classOf({ students: count, subjects: subjectCount }: Size): ClassFacts {
  const students = Array.from({ length: count }, (_, index): StudentFacts => {
    const left = index === 20;
    return {
      id: idOf(2, index),
      name: { lastName: surnames[index] ?? `Я${index}`, firstName: 'Елизавета', middleName: 'Александровна' },
      intervals: [{ from: day('2026-09-01'), to: left ? day('2026-10-12') : null }],
      left: left ? { on: day('2026-10-12'), order: '57-у', graduated: false } : null,
    };
  });
  const scheme = { kind: 'quarter', periods } as const;
  const subjects = subjectNames.slice(0, subjectCount).map((name, index) => ({
    id: idOf(3, index),
    name,
    scheme,
    rosters: students.map((student) => ({ studentId: student.id, from: day('2026-09-01'), to: null })),
  }));
  const graded = subjects.flatMap((subject, column) =>
    students
      .filter((student) => student.left === null)
      .map((student, row) => ({
        studentId: student.id,
        subjectId: subject.id,
        of: idOf(1, 1),
        value:
          (row + column) % 17 === 3
            ? ({ kind: 'not-attested' } as const)
            : ({ kind: 'grade', value: 3 + ((row * 7 + column) % 3) } as const),
      })),
  );
  return {
    institution: {
      name: 'Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 12» города Приреченска',
      kind: 'school',
      timeZone: 'Europe/Moscow',
    },
    className: '9Б',
    year: 2026,
    scheme,
    upToPeriod: 1,
    today: day('2026-10-26'),
    asOf: new Date('2026-10-26T07:42:00Z'),
    students,
    subjects,
    results: graded,
    signers: {
      classTeacher: { lastName: 'Каримова', firstName: 'Лилия', middleName: 'Шамилевна' },
      deputy: { lastName: 'Дорохова', firstName: 'Елена', middleName: 'Андреевна' },
      director: { lastName: 'Пшеничный', firstName: 'Виктор', middleName: 'Иванович' },
    },
  };
}
