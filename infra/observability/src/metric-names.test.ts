import { expect, test } from '@jest/globals';
import { metricNames } from './metric-names.ts';

test.each([
  ['max by (service) (outbox_oldest_seconds) > 60', ['outbox_oldest_seconds']],
  ['1 - sum(rate(a_bucket{le="0.1"}[5m])) / sum(rate(a_count[5m]))', ['a_bucket', 'a_count']],
  [
    'parta_slo:error_ratio:rate1h{slo="x"} > 0.5 and on (slo) b or absent(c)',
    ['parta_slo:error_ratio:rate1h', 'b', 'c'],
  ],
  ['time() - min(d) > 14 * 86400', ['d']],
])('the figures of %s', (expression, names) => {
  expect(metricNames(expression)).toEqual(names);
});
