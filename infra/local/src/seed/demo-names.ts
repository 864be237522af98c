import type { PersonName } from '@parta/contracts/values/person';
import type { Random } from './seeded-random.ts';

const surnames =
  `Абрамов Авдеев Агафонов Белов Богданов Большаков Быков Васильев Власов Волков Воронин Гаврилов Герасимов Громов Гусев Данилов
  Дементьев Дорофеев Егоров Ефимов Жданов Жуков Завьялов Захаров Зимин Зуев Игнатьев Ильин Калинин Карпов Киселёв Ковалёв Козлов Комаров
  Королёв Крылов Кузьмин Лазарев Лебедев Логинов Макаров Мартынов Медведев Миронов Морозов Назаров Никитин Новиков Орехов Осипов Панов Петухов
  Поляков Пономарёв Родионов Рыбаков Савельев Семёнов Сергеев Сидоров Соболев Соколов Степанов Тарасов Терентьев Тихонов Уваров Устинов Фадеев
  Филатов Фомин Харитонов Цветков Чернов Шаров Шестаков Щербаков Юдин Яковлев`.split(/\s+/);

const boys =
  `Александр Алексей Андрей Артём Богдан Вадим Виктор Глеб Григорий Даниил Денис Дмитрий Егор Иван Игорь Илья Кирилл Константин
  Лев Макар Максим Матвей Михаил Никита Николай Олег Павел Пётр Роман Руслан Савелий Семён Сергей Степан Тимофей Фёдор Ярослав`.split(
    /\s+/,
  );

const girls =
  `Алина Алиса Анастасия Анна Варвара Василиса Вера Вероника Виктория Дарья Диана Ева Евгения Екатерина Елена Елизавета Злата Ирина
  Карина Кира Ксения Лидия Маргарита Мария Милана Надежда Ольга Полина Светлана Софья Таисия Татьяна Ульяна Юлия Яна`.split(
    /\s+/,
  );

const fathers: readonly (readonly [string, string, string])[] = [
  ['Александр', 'Александрович', 'Александровна'],
  ['Алексей', 'Алексеевич', 'Алексеевна'],
  ['Андрей', 'Андреевич', 'Андреевна'],
  ['Виктор', 'Викторович', 'Викторовна'],
  ['Владимир', 'Владимирович', 'Владимировна'],
  ['Дмитрий', 'Дмитриевич', 'Дмитриевна'],
  ['Иван', 'Иванович', 'Ивановна'],
  ['Игорь', 'Игоревич', 'Игоревна'],
  ['Михаил', 'Михайлович', 'Михайловна'],
  ['Николай', 'Николаевич', 'Николаевна'],
  ['Олег', 'Олегович', 'Олеговна'],
  ['Павел', 'Павлович', 'Павловна'],
  ['Роман', 'Романович', 'Романовна'],
  ['Сергей', 'Сергеевич', 'Сергеевна'],
];

export type Sex = 'male' | 'female';

const surnameOf = (base: string, sex: Sex): string => (sex === 'male' ? base : `${base}а`);

export function makeName(random: Random, sex: Sex = random.chance(0.5) ? 'male' : 'female'): PersonName {
  const [, son, daughter] = random.pick(fathers);
  return {
    lastName: surnameOf(random.pick(surnames), sex),
    firstName: random.pick(sex === 'male' ? boys : girls),
    middleName: sex === 'male' ? son : daughter,
  };
}

export interface Family {
  readonly child: PersonName;
  readonly mother: PersonName;
  readonly father: PersonName | null;
}

/** A child with parents of the same surname; the middle name is the father's. */
export function makeFamily(random: Random): Family {
  const sex: Sex = random.chance(0.5) ? 'male' : 'female';
  const base = random.pick(surnames);
  const [father, son, daughter] = random.pick(fathers);
  const grandfather = random.pick(fathers);
  return {
    child: {
      lastName: surnameOf(base, sex),
      firstName: random.pick(sex === 'male' ? boys : girls),
      middleName: sex === 'male' ? son : daughter,
    },
    mother: { ...makeName(random, 'female'), lastName: surnameOf(base, 'female') },
    father: random.chance(0.55) ? { lastName: base, firstName: father, middleName: grandfather[1] } : null,
  };
}
