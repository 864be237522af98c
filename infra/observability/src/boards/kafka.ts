import type { Board } from '../board.ts';

/** The way of a fact from the owner's commit to everyone's copy. */
export const kafkaBoard: Board = {
  uid: 'parta-kafka',
  title: 'Парта: события и Kafka',
  source: 'prometheus',
  rows: [
    {
      title: 'Отправка',
      panels: [
        {
          title: 'Возраст самого старого неотправленного события',
          unit: 's',
          limit: 60,
          queries: [{ ask: 'max by (service) (outbox_oldest_seconds)', legend: '{{service}}' }],
        },
        {
          title: 'Ждут отправки',
          unit: 'short',
          queries: [{ ask: 'max by (service) (outbox_rows)', legend: '{{service}}' }],
        },
        {
          title: 'Отправлено',
          unit: 'ops',
          queries: [{ ask: 'sum by (service) (rate(relay_published_total[5m]))', legend: '{{service}}' }],
        },
      ],
    },
    {
      title: 'Приём',
      panels: [
        {
          title: 'Отставание групп',
          unit: 'short',
          limit: 1000,
          queries: [{ ask: 'max by (group, topic) (consumer_lag) > 0', legend: '{{group}} {{topic}}' }],
        },
        {
          title: 'Обработано по исходам',
          unit: 'ops',
          queries: [
            { ask: 'sum by (service, outcome) (rate(events_handled_total[5m]))', legend: '{{service}} {{outcome}}' },
          ],
        },
        {
          title: 'Отложенные сообщения',
          unit: 'short',
          limit: 1,
          queries: [{ ask: 'max by (service, topic) (dead_letters)', legend: '{{service}} {{topic}}' }],
        },
      ],
    },
    {
      title: 'Доставка',
      panels: [
        {
          title: 'От записи до действия, p99',
          unit: 's',
          limit: 1,
          queries: [
            {
              ask: 'histogram_quantile(0.99, sum by (le, service) (rate(event_delivery_seconds_bucket[5m])))',
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Отметка видна в дневнике: время доставки',
          unit: 's',
          limit: 1,
          queries: [0.5, 0.95, 0.99].map((share) => ({
            ask: `histogram_quantile(${share}, sum by (le) (rate(event_delivery_seconds_bucket{service="notifications", topic="journal.pages"}[5m])))`,
            legend: `p${share * 100}`,
          })),
        },
        {
          title: 'Kafka отвечает',
          unit: 'bool_on_off',
          queries: [{ ask: 'min by (service) (dependency_up{dependency="kafka"})', legend: '{{service}}' }],
        },
      ],
    },
  ],
};
