import type { Board } from '../board.ts';

const journal = 'service="journal"';
const operations = ['getPage', 'changeCells', 'diaryWeek'];
const quantile = (operation: string, share: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(http_request_seconds_bucket{${journal}, operation="${operation}"}[5m])))`;

/** The service that is scaled on its own: what it does, how fast, and what it waits for. */
export const journalBoard: Board = {
  uid: 'parta-journal',
  title: 'Парта: журнал',
  source: 'prometheus',
  rows: [
    {
      title: 'Работа учителей',
      panels: [
        {
          title: 'Клетки: записано, разошлись, отклонено',
          unit: 'ops',
          queries: [{ ask: 'sum by (outcome) (rate(journal_cells_total[5m]))', legend: '{{outcome}}' }],
        },
        {
          title: 'Клетки по видам',
          unit: 'ops',
          queries: [{ ask: 'sum by (kind) (rate(journal_cells_total{outcome="applied"}[5m]))', legend: '{{kind}}' }],
        },
        {
          title: 'Запросы по операциям',
          unit: 'reqps',
          queries: [
            { ask: `sum by (operation) (rate(http_request_seconds_count{${journal}}[5m]))`, legend: '{{operation}}' },
          ],
        },
      ],
    },
    {
      title: 'Скорость',
      panels: operations.map((operation) => ({
        title: `${operation}: время ответа`,
        unit: 's',
        limit: operation === 'changeCells' ? 0.5 : 0.2,
        queries: [0.5, 0.95, 0.99].map((share) => ({ ask: quantile(operation, share), legend: `p${share * 100}` })),
      })),
    },
    {
      title: 'Чего ждёт',
      panels: [
        {
          title: 'Соединения с Postgres',
          unit: 'short',
          queries: [{ ask: `sum by (pool, state) (pool_connections{${journal}})`, legend: '{{pool}}: {{state}}' }],
        },
        {
          title: 'Ожидание соединения, p99',
          unit: 's',
          limit: 0.1,
          queries: [
            {
              ask: `histogram_quantile(0.99, sum by (le) (rate(pool_wait_seconds_bucket{${journal}}[5m])))`,
              legend: 'p99',
            },
          ],
        },
        {
          title: 'Задержка цикла событий, p99',
          unit: 's',
          limit: 0.2,
          queries: [{ ask: `nodejs_eventloop_lag_p99_seconds{${journal}}`, legend: '{{instance}}' }],
        },
      ],
    },
    {
      title: 'Копии',
      panels: [
        {
          title: 'Готовые и все копии',
          unit: 'short',
          queries: [
            { ask: 'max(replicas_ready{upstream="journal"})', legend: 'готовы' },
            { ask: 'max(replicas_known{upstream="journal"})', legend: 'все' },
          ],
        },
        {
          title: 'Куча V8',
          unit: 'bytes',
          queries: [{ ask: `nodejs_heap_size_used_bytes{${journal}}`, legend: '{{instance}}' }],
        },
        {
          title: 'Процессор на запрос, секунд',
          unit: 's',
          queries: [
            {
              ask: `sum(rate(process_cpu_seconds_total{${journal}}[5m])) / sum(rate(http_request_seconds_count{${journal}}[5m]))`,
              legend: 'журнал',
            },
          ],
        },
      ],
    },
  ],
};
