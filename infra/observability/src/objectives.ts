/** What is promised to people, as a ratio of good to all over 30 days. Windows of Prometheus are put in for `window`. */
export interface Objective {
  readonly slo: string;
  readonly alert: string;
  /** Share of the good, below 1. */
  readonly target: number;
  readonly promise: string;
  readonly bad: (window: string) => string;
  readonly all: (window: string) => string;
}

const rate = (series: string, window: string): string => `sum(rate(${series}[${window}]))`;

/** Answers slower than the bucket's border; a failed answer is a matter of availability, not of speed. */
function slower(selector: string, seconds: number): Pick<Objective, 'bad' | 'all'> {
  const all = (window: string): string => rate(`http_request_seconds_count{${selector}}`, window);
  return {
    all,
    bad: (window) => `${all(window)} - ${rate(`http_request_seconds_bucket{${selector}, le="${seconds}"}`, window)}`,
  };
}

const answered = (operation: string): string => `service="gateway", operation="${operation}", status!~"5.."`;
const marks = 'service="notifications", topic="journal.pages"';

/** [DESIGN §11; 99.9 % of the time from 6 to 2 o'clock is 72 seconds a day] */
export const objectives: readonly Objective[] = [
  {
    slo: 'availability',
    alert: 'AvailabilityBudgetBurns',
    target: 0.999,
    promise: '99,9 % запросов к шлюзу без ответа 5xx',
    // without a single failure there is no series of failures
    bad: (window) => `(${rate('http_request_seconds_count{service="gateway", status=~"5.."}', window)} or vector(0))`,
    all: (window) => rate('http_request_seconds_count{service="gateway"}', window),
  },
  {
    slo: 'page',
    alert: 'PageLatencyBudgetBurns',
    target: 0.95,
    promise: '95 % страниц журнала за 200 мс',
    ...slower(answered('journal.getPage'), 0.2),
  },
  {
    slo: 'save',
    alert: 'SaveLatencyBudgetBurns',
    target: 0.99,
    promise: '99 % сохранений за 500 мс',
    ...slower(answered('journal.changeCells'), 0.5),
  },
  {
    slo: 'delivery',
    alert: 'DeliveryBudgetBurns',
    target: 0.99,
    promise: '99 % отметок видны в дневнике за 1 с',
    all: (window) => rate(`event_delivery_seconds_count{${marks}}`, window),
    bad: (window) =>
      `${rate(`event_delivery_seconds_count{${marks}}`, window)} - ${rate(`event_delivery_seconds_bucket{${marks}, le="1"}`, window)}`,
  },
];
