import type { Board } from '../board.ts';
import { objectives } from '../objectives.ts';

const gateway = 'service="gateway"';
const quantile = (share: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(http_request_seconds_bucket{${gateway}}[5m])))`;

/** The whole region at a glance: are the promises kept, is everything up, how busy is it. */
export const regionBoard: Board = {
  uid: 'parta-region',
  title: 'Парта: регион',
  source: 'prometheus',
  rows: [
    {
      title: 'Обещания',
      panels: objectives.map(({ slo, promise, target }) => ({
        title: promise,
        unit: 'percentunit',
        limit: Number((1 - target).toFixed(6)),
        queries: [
          { ask: `parta_slo:error_ratio:rate1h{slo="${slo}"}`, legend: 'нарушено за час' },
          { ask: `parta_slo:error_ratio:rate6h{slo="${slo}"}`, legend: 'нарушено за 6 часов' },
        ],
      })),
    },
    {
      title: 'Запросы',
      panels: [
        {
          title: 'Запросы по службам',
          unit: 'reqps',
          queries: [{ ask: 'sum by (service) (rate(http_request_seconds_count[5m]))', legend: '{{service}}' }],
        },
        {
          title: 'Ответы 5xx и ушедшие, не дождавшись (499)',
          unit: 'reqps',
          queries: [
            {
              ask: `sum by (operation, status) (rate(http_request_seconds_count{${gateway}, status=~"5..|499"}[5m]))`,
              legend: '{{operation}} {{status}}',
            },
          ],
        },
        {
          title: 'Время ответа шлюза',
          unit: 's',
          queries: [0.5, 0.95, 0.99].map((share) => ({ ask: quantile(share), legend: `p${share * 100}` })),
        },
      ],
    },
    {
      title: 'Процессы',
      panels: [
        {
          title: 'Готовые копии',
          unit: 'short',
          queries: [{ ask: 'max by (upstream) (replicas_ready)', legend: '{{upstream}}' }],
        },
        {
          title: 'Копии, переставшие получать запросы',
          unit: 'short',
          queries: [{ ask: 'sum by (upstream) (increase(replicas_dropped_total[15m]))', legend: '{{upstream}}' }],
        },
        {
          title: 'Открытые потоки',
          unit: 'short',
          queries: [{ ask: 'sum by (service) (streams_open)', legend: '{{service}}' }],
        },
        {
          title: 'Процессор, ядер',
          unit: 'short',
          queries: [{ ask: 'sum by (service) (rate(process_cpu_seconds_total[5m]))', legend: '{{service}}' }],
        },
        {
          title: 'Память',
          unit: 'bytes',
          queries: [{ ask: 'sum by (service) (process_resident_memory_bytes)', legend: '{{service}}' }],
        },
        {
          title: 'Загрузка цикла событий',
          unit: 'percentunit',
          queries: [{ ask: 'max by (service) (event_loop_utilization)', legend: '{{service}}' }],
        },
      ],
    },
    {
      title: 'Окружение',
      panels: [
        {
          title: 'Postgres, Kafka, Redis',
          unit: 'bool_on_off',
          queries: [{ ask: 'min by (dependency) (dependency_up)', legend: '{{dependency}}' }],
        },
        {
          title: 'Последняя проверка doctor: 0 хорошо, 1 внимание, 2 неисправность',
          unit: 'short',
          shown: 'table',
          queries: [{ ask: 'max by (check) (parta_doctor_state)' }],
        },
        {
          title: 'Возраст резервной копии',
          unit: 's',
          shown: 'number',
          queries: [{ ask: 'time() - min(parta_backup_last_success_seconds)' }],
        },
      ],
    },
  ],
};
