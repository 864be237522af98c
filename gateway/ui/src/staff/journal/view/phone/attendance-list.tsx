import type { AttendanceCode } from '@parta/contracts/values/mark';
import { memo } from 'react';
import { initialsOf, shortNameOf } from '../../../../format/person-name.ts';
import { useTexts } from '../../../../i18n.ts';
import { textOfValue } from '../../model/cell-sign.ts';
import { shown } from '../../model/cell-view.ts';
import { isAbsent } from '../../model/lesson-view.ts';
import { attendanceTarget, isEnrolled, type LessonColumn, type Student, whyShut } from '../../model/page-model.ts';
import { type Plan, planAttendance } from '../../model/writes.ts';
import { planPorts } from '../../naming.ts';
import { useJournal, useJournalState, useStudentRevision } from '../journal-context.ts';
import styles from './phone.module.css';

interface Props {
  readonly column: LessonColumn;
  readonly canType: boolean;
  readonly carryOut: (plan: Plan) => void;
}

/** Everybody is there until a letter is pressed; reasons appear at its left only where somebody is absent, so no button moves. */
export function AttendanceList(props: Props) {
  const students = useJournalState((state) => state.model.students);
  return (
    <ul>
      {students.map((student) => (
        <AttendanceRow key={student.studentId} student={student} {...props} />
      ))}
    </ul>
  );
}

const AttendanceRow = memo(function AttendanceRow({
  student,
  column,
  canType,
  carryOut,
}: Props & { student: Student }) {
  const { t } = useTexts('journal');
  const store = useJournal();
  useStudentRevision(student.studentId);
  const state = store.getState();
  const { value, happening } = shown(state, attendanceTarget(column, student.studentId));
  const code = value as AttendanceCode | null;
  const isOut = !isEnrolled(student, column.lesson.date);
  const isShut = !canType || whyShut(state.model, student, column, 'attendance') !== null;
  const press = (wanted: AttendanceCode) =>
    carryOut(planAttendance(store.getState(), { student, column }, code === wanted ? null : wanted, planPorts));
  return (
    <li className={isOut ? styles['gone'] : code ? styles['has'] : undefined}>
      <span className={styles['no']}>{student.number || ''}</span>
      <span className={styles['n']}>
        <span className="name">
          <span>{student.lastName}</span>
          <i> {initialsOf(student)}</i>
        </span>
      </span>
      {!isOut && (
        <span className={`${styles['four']} ${styles[happening] ?? ''}`} role="group" aria-label={shortNameOf(student)}>
          {offered(code, state.model.page.canSetReasons).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={code === one}
              aria-disabled={isShut}
              aria-label={t(`phone.codes.${one}`)}
              onClick={() => press(one)}
            >
              {textOfValue(one)}
            </button>
          ))}
        </span>
      )}
    </li>
  );
});

const reasons: readonly AttendanceCode[] = ['ill', 'excused'];

function offered(code: AttendanceCode | null, canSetReasons: boolean): readonly AttendanceCode[] {
  const known = isAbsent(code) ? reasons.filter((one) => canSetReasons || one === code) : [];
  return [...known, code === 'unexcused' ? 'unexcused' : 'absent', 'late'];
}
