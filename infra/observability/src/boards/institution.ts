import type { Board } from '../board.ts';

const mine = `institution_id = '\${institution}'::uuid`;

/**
 * One school or college. Its figures come from Postgres by views that hold no personal data (grafana/*-views.sql): a label for each
 * of a region's thousand institutions would multiply every series by a thousand.
 */
export const institutionBoard: Board = {
  uid: 'parta-institution',
  title: 'Парта: одна организация',
  source: 'journal',
  choices: [
    {
      name: 'institution',
      label: 'Организация',
      source: 'identity',
      ask: 'select short_name as __text, id::text as __value from watch_institution order by short_name',
    },
  ],
  rows: [
    {
      title: 'Журнал',
      panels: [
        {
          title: 'Сохранения за час',
          unit: 'short',
          queries: [
            {
              ask: `select date_trunc('hour', saved_at) as time, count(*) as "сохранения" from watch_save where ${mine} and $__timeFilter(saved_at) group by 1 order by 1`,
            },
          ],
        },
        {
          title: 'Изменённые клетки по видам',
          unit: 'short',
          queries: [
            {
              ask: `select date_trunc('hour', saved_at) as time, kind as metric, sum(cells) as value from watch_cells where ${mine} and $__timeFilter(saved_at) group by 1, 2 order by 1`,
            },
          ],
        },
        {
          title: 'Последнее сохранение',
          unit: 'short',
          shown: 'number',
          queries: [{ ask: `select max(saved_at) as "последнее" from watch_save where ${mine}` }],
        },
        {
          title: 'Сколько учителей сохраняли в час',
          unit: 'short',
          queries: [
            {
              ask: `select hour as time, authors as "учителя" from watch_authors where ${mine} and $__timeFilter(hour) order by 1`,
            },
          ],
        },
        {
          title: 'Страницы журнала',
          unit: 'short',
          shown: 'table',
          queries: [
            {
              ask: `select year as "год", count(*) as "страниц", count(*) filter (where seq = 0) as "без записей" from watch_page where ${mine} group by 1 order by 1`,
            },
          ],
        },
        {
          title: 'Страницы, где больше всего правок',
          unit: 'short',
          shown: 'table',
          queries: [
            {
              ask: `select subject_name as "предмет", name as "группа", seq as "сохранений" from watch_page where ${mine} order by seq desc limit 20`,
            },
          ],
        },
      ],
    },
    {
      title: 'События',
      panels: [
        {
          title: 'Ждут отправки',
          unit: 'short',
          shown: 'number',
          queries: [{ ask: `select count(*) as "ждут" from watch_outbox where ${mine}` }],
        },
        {
          title: 'Отложенные сообщения',
          unit: 'short',
          shown: 'table',
          queries: [
            {
              ask: `select type as "событие", count(*) as "сообщений", max(created_at) as "последнее" from watch_dead_letter where ${mine} group by 1 order by 2 desc`,
            },
          ],
        },
      ],
    },
  ],
};
