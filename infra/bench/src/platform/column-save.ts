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

/** One cell of a column with its next value, and what to do with the answer. */
export interface CellSave {
  readonly asked: Asked;
  readonly workId: string;
  readonly studentId: string;
  readonly value: number;
  /** @throws Error when the cell was not written */
  answered(body: Buffer): void;
}

interface Wish {
  readonly studentId: string;
  readonly value: number;
}

/** A column of a work, written again and again by one client: each save changes every cell, or one. */
export class ColumnSave {
  // made once: the load's own share of the machine is to be small
  readonly #pageId: string;
  readonly #workId: string;
  readonly #students: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #versions = new Map<string, number>();
  readonly #turns = new Map<string, number>();
  #turn = 0;

  constructor({ institution, page, lesson }: Place, token: string) {
    this.#pageId = benchId(names.page(institution, page));
    this.#workId = benchId(names.work(institution, page, lesson));
    this.#students = Array.from({ length: schoolOf30.students }, (_, student) =>
      benchId(names.student(institution, student)),
    );
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  get #column(): readonly string[] {
    return this.#students.slice(0, CELLS);
  }

  /** The next save; `prefix` is the service's part of the address at the gateway. */
  next(prefix = ''): Asked {
    const value = 3 + (this.#turn++ % 3);
    return this.#ask(
      this.#column.map((studentId) => ({ studentId, value })),
      prefix,
    );
  }

  /** @throws Error when a cell of the save was not written */
  answered(body: Buffer): void {
    this.#learn(body, this.#column);
  }

  nextCell(student: number, prefix = ''): CellSave {
    const studentId = this.#students[student] ?? '';
    const turn = this.#turns.get(studentId) ?? 0;
    this.#turns.set(studentId, turn + 1);
    const value = 2 + (turn % 4);
    return {
      ...{ workId: this.#workId, studentId, value },
      asked: this.#ask([{ studentId, value }], prefix),
      answered: (body) => this.#learn(body, [studentId]),
    };
  }

  #ask(wishes: readonly Wish[], prefix: string): Asked {
    const changes = wishes.map(({ studentId, value }) => ({
      ...{ kind: 'mark', workId: this.#workId, studentId },
      baseVersion: this.#versions.get(studentId) ?? 0,
      mark: { kind: 'grade', value },
    }));
    return {
      method: 'POST',
      path: `${prefix}/pages/${this.#pageId}/changes`,
      headers: { ...this.#headers, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ changes }),
    };
  }

  /** A first save learns what an earlier row left in a cell; after it a conflict is a failure. */
  #learn(body: Buffer, studentIds: readonly string[]): void {
    const { outcomes, seq } = JSON.parse(body.toString()) as CellsAnswer;
    for (const [index, studentId] of studentIds.entries()) {
      const outcome = outcomes[index];
      const isFirst = !this.#versions.has(studentId);
      if (outcome?.status !== 'applied' && !(outcome?.status === 'conflict' && isFirst))
        throw new Error(`a cell was not written: ${JSON.stringify(outcome)}`);
      this.#versions.set(studentId, outcome.version ?? seq);
    }
  }
}
