import type { ImportProblem, ProblemCode } from '../fet/import-plan.ts';

/** What the plan reports, and what only the taking over can know. */
export type TakeoverCode =
  | ProblemCode
  | 'name-cleaned'
  | 'name-shortened'
  | 'bell-without-place'
  | 'entry-without-bell'
  | 'hours-cut';

export interface TakeoverProblem extends Omit<ImportProblem, 'code'> {
  readonly code: TakeoverCode;
}

type Params = ImportProblem['params'];

const texts: Readonly<Record<TakeoverCode, (params: Params) => string>> = {
  'activities-without-time': ({ count, of }) =>
    `У ${count} из ${of} занятий нет места в сетке: расписание не составлено, перенесена только нагрузка`,
  'activity-comment-ignored': ({ comment }) => `Примечание к занятию не переносится: «${comment}»`,
  'activity-inactive': () => 'Занятие выключено в файле и не переносится',
  'activity-without-students': () => 'Занятие без учащихся не переносится',
  'activity-without-teacher': () => 'У занятия не указан преподаватель: назначьте его в нагрузке',
  'bell-end-guessed': ({ start, end }) => `Конец занятия в файле не указан, принято ${start}–${end}`,
  'bell-order': () => 'Звонок начинается раньше, чем кончается предыдущий: проверьте время',
  'bell-without-time': ({ slot }) =>
    `В названии ${slot}-го звонка нет времени, принято обычное: поправьте его в звонках года`,
  'bell-without-place': ({ slot }) => `Звонок ${slot} не помещается в учебный день и не переносится`,
  'constraint-ignored': ({ count }) =>
    `Пожелания этого вида (${count}) нужны только составителю расписания и не переносятся`,
  'course-guessed': ({ course }) => `Курс определён по названию: ${course}`,
  'day-repeated': () => 'День уже есть в этой неделе, повтор не переносится',
  'day-unknown': () => 'По названию не понять, какой это день недели; занятия этого дня не переносятся',
  'duplicate-activity': ({ firstLine }) => `Занятие с таким номером уже есть в строке ${firstLine}`,
  'duplicate-name': ({ firstLine }) =>
    firstLine === undefined ? 'Такое название уже было' : `Такое название уже есть в строке ${firstLine}`,
  'duration-invalid': () => 'Продолжительность занятия не указана или неверна',
  'empty-name': () => 'Нет названия',
  'entry-without-bell': ({ slot }) => `У занятия нет времени: звонок ${slot} не перенесён`,
  'grade-unknown': () => 'Класс или курс по названию не определить, принят первый: поправьте в карточке',
  'hours-cut': ({ hours }) => `Часов в неделю больше, чем бывает (${hours}): записано 60`,
  'longer-than-day': ({ duration, hours }) => `Занятие длиннее учебного дня: ${duration} при ${hours} звонках`,
  'mode-unsupported': ({ mode }) => `Режим «${mode}» прочитан как обычный`,
  'name-cleaned': () => 'Из имени убраны знаки, которых в именах не бывает',
  'name-shortened': () => 'Название слишком длинное и сокращено',
  'no-days': () => 'В файле нет учебных дней',
  'no-hours': () => 'В файле нет звонков',
  'past-end-of-day': ({ day, hour }) => `Занятие не помещается в день: ${day}, ${hour}`,
  'place-taken': ({ day, hour }) => `У группы на это время уже стоит занятие того же предмета: ${day}, ${hour}`,
  'qualified-subjects-ignored': ({ count }) =>
    `Список предметов преподавателя (${count}) не переносится: нагрузка говорит сама за себя`,
  'several-teachers': ({ teachers }) => `Занятие ведут несколько преподавателей: ${teachers}`,
  'students-in-two-years': () => 'Группа уже есть в другом потоке, взята первая',
  'tag-ignored': ({ count }) => `Метка занятий (${count}) не переносится`,
  'teacher-name-incomplete': () => 'Имя и отчество не указаны: дополните карточку сотрудника',
  'time-outside-grid': ({ day, hour }) => `Такого дня или звонка в файле нет: ${day}, ${hour}`,
  'time-repeated': () => 'Занятие поставлено в сетку дважды, взято первое место',
  'unknown-activity': () => 'Такого занятия в файле нет',
  'unknown-building': ({ building }) => `Корпуса «${building}» в файле нет, кабинет перенесён без него`,
  'unknown-room': ({ room }) => `Кабинета «${room}» в файле нет`,
  'unknown-students': ({ students }) => `Учащихся «${students}» в файле нет`,
  'unknown-subject': ({ subject }) => `Предмета «${subject}» в файле нет`,
  'unknown-teacher': ({ teacher }) => `Преподавателя «${teacher}» в файле нет`,
};

/** The one place that says a problem in words. */
export const problemMessage = ({ code, params }: Pick<TakeoverProblem, 'code' | 'params'>): string =>
  texts[code](params);

export type FailureCode =
  | 'interrupted'
  | 'session-ended'
  | 'contingent-refused'
  | 'contingent-unavailable'
  | 'outside-year'
  | 'internal-error';

const failures: Readonly<Record<FailureCode, string>> = {
  interrupted: 'Импорт прерван. Загрузите файл ещё раз: сделанное сохранится, работа продолжится',
  'session-ended': 'Сеанс закончился. Войдите и загрузите файл ещё раз: работа продолжится',
  'contingent-refused': 'Сотрудники или классы не приняты. Проверьте права и данные и загрузите файл ещё раз',
  'contingent-unavailable': 'Сотрудники и классы сейчас недоступны. Загрузите файл ещё раз позже: работа продолжится',
  'outside-year': 'День публикации не входит в учебный год',
  'internal-error': 'Импорт не удался. Загрузите файл ещё раз; если не поможет, обратитесь в поддержку',
};

export const failureOf = (code: FailureCode): { code: FailureCode; message: string } => ({
  code,
  message: failures[code],
});
