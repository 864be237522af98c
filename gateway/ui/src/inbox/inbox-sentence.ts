import type { InboxFact } from '@parta/contracts/values/inbox-fact';
import type { AttendanceCode, MarkValue, ResultValue } from '@parta/contracts/values/mark';
import { weekOf } from '../diary/week-address.ts';
import { dayMonth } from '../format/russian-date.ts';
import { registerTexts, t as translate } from '../i18n.ts';
import texts from '../locales/ru/inbox.json' with { type: 'json' };

registerTexts('inbox', texts);

const t = (key: string, values: Record<string, unknown> = {}): string => translate(`inbox:${key}`, values);

/** One sentence of what happened, in the reader's language: «Алгебра: 5 за контрольную работу, 12 окт». */
export function sentenceOf(fact: InboxFact, institutionKind?: string): string {
  const about = { subject: fact.subjectName, day: dayMonth(fact.date), context: institutionKind };
  switch (fact.kind) {
    case 'mark':
      return markSentence(fact, about);
    case 'attendance':
      return attendanceSentence(fact, about);
    case 'homework':
      return t('homework', { ...about, text: fact.text });
    case 'result':
      return resultSentence(fact);
  }
}

function markSentence(fact: Extract<InboxFact, { kind: 'mark' }>, about: Record<string, unknown>): string {
  const values = {
    ...about,
    before: markText(fact.before),
    after: markText(fact.after),
    work: workText(fact.workTitle),
  };
  if (fact.after === null) return t(fact.before?.kind === 'due' ? 'mark.removedDue' : 'mark.removed', values);
  // the value as it was: what came is the teacher's comment
  if (values.before === values.after) return t('mark.commented', values);
  if (fact.before !== null) return t('mark.changed', values);
  return t(fact.after.kind === 'due' ? 'mark.due' : 'mark.set', values);
}

function attendanceSentence(fact: Extract<InboxFact, { kind: 'attendance' }>, about: Record<string, unknown>): string {
  const values = { ...about, before: absenceText(fact.before), after: absenceText(fact.after) };
  if (fact.after === null) return t('attendance.removed', values);
  if (fact.before === fact.after) return t('attendance.commented', values);
  if (fact.before !== null) return t('attendance.changed', values);
  const keys = {
    absent: 'set',
    late: 'late',
    ill: 'setWithReason',
    excused: 'setWithReason',
    unexcused: 'setWithReason',
  };
  return t(`attendance.${keys[fact.after]}`, { ...values, after: capital(values.after) });
}

function resultSentence(fact: Extract<InboxFact, { kind: 'result' }>): string {
  const values = {
    subject: fact.subjectName,
    period: fact.periodName,
    before: resultText(fact.before),
    after: resultText(fact.after),
  };
  if (fact.after === null) return t('result.removed', values);
  return t(fact.before === null ? 'result.set' : 'result.changed', values);
}

/** «5», «зачёт», «долг». */
export function markText(mark: MarkValue | null): string {
  if (mark === null) return '';
  if (mark.kind === 'grade') return String(mark.value);
  if (mark.kind === 'due') return t('dueMark');
  return t(mark.passed ? 'pass' : 'fail');
}

export function resultText(result: ResultValue | null): string {
  if (result === null) return '';
  if (result.kind === 'grade') return String(result.value);
  return result.kind === 'pass' ? t(result.passed ? 'pass' : 'fail') : t(`results.${result.kind}`);
}

export const absenceText = (code: AttendanceCode | null): string => (code === null ? '' : t(`absent.${code}`));

/** A kind of work is declined; a title that the teacher has written is quoted as it is. */
function workText(title: string): string {
  const known = (texts.works as Readonly<Record<string, string>>)[title];
  return known ? t('workFor', { work: known }) : t('workNamed', { work: title });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where the diary shows this fact: the week at its lesson or work, for a result the subject. */
export function diaryAddressOf(fact: InboxFact): string {
  const search = new URLSearchParams({ student: fact.studentId });
  if (fact.kind === 'result') {
    search.set('view', 'results');
    return `/diary/subjects?${search.toString()}`;
  }
  search.set('week', weekOf(fact.date));
  if (fact.kind === 'mark') search.set('work', fact.workId);
  else search.set('lesson', fact.lessonId);
  return `/diary?${search.toString()}`;
}
