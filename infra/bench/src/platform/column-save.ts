import { randomUUID } from 'node:crypto';
import type { Asked } from '../load/http-sender.ts';
import { benchId } from './bench-id.ts';
import { names, schoolOf30 } from './seed-region.ts';

export const CELLS = 25;

interface CellsAnswer {
  readonly outcomes: readonly { readonly status: string; readonly version?: number }[];
  readonly seq: number;
}

export interface Place {
  readonly institution: number;
  readonly page: number;
  readonly lesson: number;
}

const PAGES_A_CLIENT = 3;

/** A client's own pages, so that clients do not wait for each other's locks. */
export const placesOf = (client: number): readonly Place[] =>
  Array.from({ length: PAGES_A_CLIENT }, (_, index) => {
    const number = client * PAGES_A_CLIENT + index;
    const [institution, page] = [Math.floor(number / schoolOf30.pages), number % schoolOf30.pages];
    return { institution, page, lesson: schoolOf30.lessons - 1 };
  });

/** A column of a work, written again and again by one client: each save changes every cell. */
export class ColumnSave {
  readonly #place: Place;
  readonly #headers: Readonly<Record<string, string>>;
  #version = 0;
  #turn = 0;

  constructor(place: Place, token: string) {
    this.#place = place;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  get pageId(): string {
    return benchId(names.page(this.#place.institution, this.#place.page));
  }

  /** The next save; `prefix` is the service's part of the address at the gateway. */
  next(prefix = ''): Asked {
    const { institution, page, lesson } = this.#place;
    const value = 3 + (this.#turn++ % 3);
    const workId = benchId(names.work(institution, page, lesson));
    const changes = Array.from({ length: CELLS }, (_, student) => ({
      kind: 'mark',
      workId,
      studentId: benchId(names.student(institution, student)),
      baseVersion: this.#version,
      mark: { kind: 'grade', value },
    }));
    return {
      method: 'POST',
      path: `${prefix}/pages/${this.pageId}/changes`,
      headers: { ...this.#headers, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ changes }),
    };
  }

  readonly #cells = new Map<string, { version: number; turns: number }>();
  #asked: string | undefined;

  /** One cell of the column with its next value. */
  nextCell(student: number, prefix = ''): { asked: Asked; workId: string; studentId: string; value: number } {
    const { institution, page, lesson } = this.#place;
    const workId = benchId(names.work(institution, page, lesson));
    const studentId = benchId(names.student(institution, student));
    const cell = this.#cells.get(studentId) ?? { version: 0, turns: 0 };
    this.#cells.set(studentId, cell);
    this.#asked = studentId;
    const value = 2 + (cell.turns++ % 4);
    const change = { kind: 'mark', workId, studentId, baseVersion: cell.version, mark: { kind: 'grade', value } };
    return {
      ...{ workId, studentId, value },
      asked: {
        method: 'POST',
        path: `${prefix}/pages/${this.pageId}/changes`,
        headers: { ...this.#headers, 'idempotency-key': randomUUID() },
        body: JSON.stringify({ changes: [change] }),
      },
    };
  }

  /** A first save learns what an earlier row left in the cell. */
  cellAnswered(body: Buffer): void {
    const { outcomes, seq } = JSON.parse(body.toString()) as CellsAnswer;
    const cell = this.#cells.get(this.#asked ?? '');
    if (cell) cell.version = outcomes[0]?.version ?? seq;
  }

  /** A first save learns what an earlier row left in the column. @throws Error when a cell of the save was not written */
  answered(body: Buffer): void {
    const { outcomes, seq } = JSON.parse(body.toString()) as CellsAnswer;
    const other = outcomes.find(({ status }) => status !== 'applied');
    if (other && (other.status !== 'conflict' || this.#version > 0)) {
      throw new Error(`a cell was not written: ${JSON.stringify(other)}`);
    }
    this.#version = other?.version ?? seq;
  }
}
