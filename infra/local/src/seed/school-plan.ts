/** A subject of the federal plans with its hours a week by grade 1 to 11. */
export interface PlannedSubject {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly hours: readonly number[];
  /** Who teaches it; `primary` = the class's own teacher in grades 1 to 4. */
  readonly specialty: string;
  /** Taught in two subgroups from this grade on. */
  readonly dividedFrom?: number;
}

type Row = readonly [key: string, name: string, shortName: string, specialty: string, hours: readonly number[]];

const subject = (...[key, name, shortName, specialty, hours]: Row): PlannedSubject => ({
  key,
  name,
  shortName,
  specialty,
  hours,
});

/** Hours a week as the federal plans of 2023 give them for a five-day week; in primary classes one teacher has most subjects. */
export const schoolPlan: readonly PlannedSubject[] = [
  subject('russian', 'Русский язык', 'Рус. яз.', 'russian', [5, 5, 5, 5, 5, 6, 4, 3, 3, 2, 2]),
  subject('reading', 'Литературное чтение', 'Лит. чт.', 'primary', [4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0]),
  subject('literature', 'Литература', 'Лит-ра', 'russian', [0, 0, 0, 0, 3, 3, 2, 2, 3, 3, 3]),
  {
    ...subject('english', 'Иностранный язык (английский)', 'Англ. яз.', 'english', [0, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3]),
    dividedFrom: 5,
  },
  subject('maths', 'Математика', 'Матем.', 'maths', [4, 4, 4, 4, 5, 5, 0, 0, 0, 0, 0]),
  subject('algebra', 'Алгебра', 'Алгебра', 'maths', [0, 0, 0, 0, 0, 0, 3, 3, 3, 4, 4]),
  subject('geometry', 'Геометрия', 'Геом.', 'maths', [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2]),
  subject('probability', 'Вероятность и статистика', 'Вер. и ст.', 'maths', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]),
  subject('informatics', 'Информатика', 'Информ.', 'informatics', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]),
  subject('world', 'Окружающий мир', 'Окр. мир', 'primary', [2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0]),
  subject('history', 'История', 'История', 'history', [0, 0, 0, 0, 2, 2, 2, 2, 3, 2, 2]),
  subject('society', 'Обществознание', 'Общ-во', 'history', [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2]),
  subject('geography', 'География', 'Геогр.', 'geography', [0, 0, 0, 0, 1, 1, 2, 2, 2, 1, 1]),
  subject('physics', 'Физика', 'Физика', 'physics', [0, 0, 0, 0, 0, 0, 2, 2, 3, 2, 2]),
  subject('chemistry', 'Химия', 'Химия', 'chemistry', [0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1]),
  subject('biology', 'Биология', 'Биол.', 'chemistry', [0, 0, 0, 0, 1, 1, 1, 2, 2, 1, 1]),
  subject('art', 'Изобразительное искусство', 'ИЗО', 'art', [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]),
  subject('music', 'Музыка', 'Музыка', 'art', [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]),
  subject('labour', 'Труд (технология)', 'Труд', 'labour', [1, 1, 1, 1, 2, 2, 2, 1, 1, 0, 0]),
  subject('sport', 'Физическая культура', 'Физ-ра', 'sport', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
  subject('safety', 'Основы безопасности и защиты Родины', 'ОБЗР', 'sport', [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
  subject('project', 'Индивидуальный проект', 'Проект', 'informatics', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
];

const ofPrimaryTeacher: readonly string[] = ['russian', 'reading', 'maths', 'world', 'labour', 'art'];

/** Who teaches a subject to a class of this grade. */
export const specialtyOf = ({ key, specialty }: PlannedSubject, grade: number): string =>
  grade <= 4 && ofPrimaryTeacher.includes(key) ? 'primary' : specialty;

export const hoursOf = ({ hours }: PlannedSubject, grade: number): number => hours[grade - 1] ?? 0;

/** «5: АБ» as the classes 5А and 5Б. */
export const demoGrades = (
  letters: Readonly<Record<number, string>>,
): readonly { readonly name: string; readonly grade: number }[] =>
  Object.entries(letters).flatMap(([grade, row]) =>
    [...row].map((letter) => ({ name: `${grade}${letter}`, grade: Number(grade) })),
  );
