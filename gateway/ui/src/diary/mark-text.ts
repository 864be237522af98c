import type { MarkValue, ResultValue } from '@parta/contracts/values/mark';
import { t as translate } from '../i18n.ts';

const t = (key: string): string => translate(`diary:${key}`);

/** As a chip shows it: «5», «зач», «•». */
export function markSign(mark: MarkValue): string {
  if (mark.kind === 'grade') return String(mark.value);
  return mark.kind === 'due' ? t('due') : t(mark.passed ? 'pass' : 'fail');
}

/** As it is read out: «5», «зачёт», «долг». */
export function markWords(mark: MarkValue): string {
  if (mark.kind === 'grade') return String(mark.value);
  return mark.kind === 'due' ? t('dueFull') : t(mark.passed ? 'passFull' : 'failFull');
}

export function resultSign(result: ResultValue): string {
  if (result.kind === 'grade') return String(result.value);
  return result.kind === 'pass' ? t(result.passed ? 'pass' : 'fail') : t(`results.${result.kind}`);
}

/** Hundredths as people write them: 150 is «1,5», 200 is «2». */
export const weightText = (hundredths: number): string => String(hundredths / 100).replace('.', ',');

/** An average always has two places: «4,50». */
export const averageText = (hundredths: number): string => (hundredths / 100).toFixed(2).replace('.', ',');
