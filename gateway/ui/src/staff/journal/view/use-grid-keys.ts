import { type KeyboardEvent, useCallback } from 'react';
import { keyOf } from '../model/cell-key.ts';
import type { JournalState } from '../model/journal-state.ts';
import { sizeOf } from '../model/journal-state.ts';
import { intentOf, type KeyIntent } from '../model/key-intent.ts';
import { attendanceTarget, markTarget } from '../model/page-model.ts';
import { moveSelection, type Selection, selectCell } from '../model/selection.ts';
import {
  type Commented,
  commentedAt,
  copyText,
  type Plan,
  planClear,
  planComment,
  planPaste,
  planSign,
} from '../model/writes.ts';
import { t } from '../../../i18n.ts';
import { planPorts, shutText } from '../naming.ts';
import type { JournalStore } from '../sending/journal-store.ts';

/** What keys do beyond the grid's own state. */
export interface GridCommands {
  readonly canWrite: () => boolean;
  readonly notice: (text: string) => void;
  readonly togglePanel: () => void;
  readonly help: () => void;
  readonly comment: (commented: Commented) => void;
  readonly period: (step: -1 | 1) => void;
}

export interface GridKeys {
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onCopy: (data: DataTransfer) => void;
  readonly onPaste: (text: string) => void;
  readonly perform: (intent: KeyIntent) => void;
  readonly carryOut: (plan: Plan) => void;
}

/** Writes what was planned, where this tab may write, and says why some of it can't be. */
const useCarryOut = (store: JournalStore, commands: GridCommands): GridKeys['carryOut'] =>
  useCallback(
    (plan) => {
      if (!commands.canWrite()) return;
      const [refusal] = plan.refusals;
      const { selection, model } = store.getState();
      commands.notice(refusal ? shutText(refusal, model.columns[selection.column]) : '');
      store.dispatch({ type: 'write', writes: plan.writes, newWorks: plan.newWorks });
    },
    [store, commands],
  );

export function useGridKeys(store: JournalStore, commands: GridCommands): GridKeys {
  const carryOut = useCarryOut(store, commands);
  const perform = useCallback(
    (intent: KeyIntent) => {
      const state = store.getState();
      switch (intent.type) {
        case 'write':
          return carryOut(planSign(state, intent.sign, planPorts));
        case 'clear':
          return carryOut(planClear(state, planPorts));
        case 'undo':
        case 'redo':
          return commands.canWrite() ? store.dispatch({ type: intent.type }) : undefined;
        case 'toggle-panel':
          return commands.togglePanel();
        case 'comment':
          return askComment(state, commands);
        case 'help':
          return commands.help();
        case 'period':
          return commands.period(intent.step);
        case 'move':
        case 'edge':
        case 'select-all':
        case 'next-refused':
          commands.notice('');
          return store.dispatch({ type: 'select', selection: selectionAfter(state, intent) });
      }
    },
    [store, commands, carryOut],
  );

  return {
    perform,
    carryOut,
    onKey(event) {
      const intent = intentOf(event);
      if (!intent || leavesGrid(store.getState(), event, intent)) return;
      event.preventDefault();
      perform(intent);
    },
    onCopy: (data) => data.setData('text/plain', copyText(store.getState())),
    onPaste: (text) => carryOut(planPaste(store.getState(), text, planPorts)),
  };
}

/** Opens the dialog for the active value, or says why there is none to open. */
function askComment(state: JournalState, commands: GridCommands): void {
  if (!commands.canWrite()) return;
  const commented = commentedAt(state, state.selection.row, state.selection.column);
  if (!commented) return commands.notice(t('journal:comment.noValue'));
  const [shut] = planComment(state, commented, { comment: commented.comment, ports: planPorts }).refusals;
  if (shut) commands.notice(shutText(shut, commented.column));
  else commands.comment(commented);
}

/** Tab walks the columns and, at the end of the line, leaves the grid: the keyboard is never caught. */
function leavesGrid(state: JournalState, { key, shiftKey }: KeyboardEvent, intent: KeyIntent): boolean {
  if (key !== 'Tab' || intent.type !== 'move') return false;
  return state.selection.column === (shiftKey ? 0 : sizeOf(state.model).columns - 1);
}

type Movement = Extract<KeyIntent, { type: 'move' | 'edge' | 'next-refused' | 'select-all' }>;

function selectionAfter(state: JournalState, intent: Movement): Selection {
  const size = sizeOf(state.model);
  const { selection } = state;
  switch (intent.type) {
    case 'move':
      return moveSelection(selection, intent, size);
    case 'edge':
      if (intent.edge === 'first') return selectCell(0, 0);
      if (intent.edge === 'last') return selectCell(size.rows - 1, size.columns - 1);
      return selectCell(selection.row, intent.edge === 'row-start' ? 0 : size.columns - 1);
    case 'select-all':
      return { row: 0, column: selection.column, anchorRow: size.rows - 1, anchorColumn: selection.column };
    case 'next-refused':
      return nextRefused(state) ?? selection;
  }
}

/** The next refused or conflicting cell of this page after the active one, row by row, round and round. */
export function nextRefused(state: JournalState): Selection | undefined {
  const { model, selection } = state;
  const marked = { ...state.unsent.refused, ...state.unsent.conflicts };
  const found: number[] = [];
  for (const [row, { studentId }] of model.students.entries()) {
    for (const [index, column] of model.columns.entries()) {
      const mark = markTarget(column, studentId);
      const letter = column.kind === 'lesson' && column.first ? attendanceTarget(column, studentId) : undefined;
      if ([mark, letter].some((target) => target && keyOf(target) in marked))
        found.push(row * model.columns.length + index);
    }
  }
  const here = selection.row * model.columns.length + selection.column;
  const next = found.find((place) => place > here) ?? found[0];
  return next === undefined
    ? undefined
    : selectCell(Math.floor(next / model.columns.length), next % model.columns.length);
}
