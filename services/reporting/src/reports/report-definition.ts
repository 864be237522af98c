import type { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import type { ReportKey, ReportParameters } from '@parta/contracts/http/reporting/reports';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { TableModel } from '@parta/contracts/values/table-model';

export type Parameters = z.infer<typeof ReportParameters>;
export type Key = z.infer<typeof ReportKey>;

/** Whose sheet it is, and the moment at which it is made. */
export interface ReportScene {
  readonly institution: { readonly name: string; readonly kind: 'school' | 'college'; readonly timeZone: string };
  readonly today: CalendarDate;
  readonly asOf: Date;
}

export interface DescribedReport {
  /** Holds no names: the page that checks a paper shows it to anyone. */
  readonly title: string;
  /** Without extension. */
  readonly fileName: string;
  readonly table: TableModel;
}

/** What a paper or a sheet says about itself. */
export interface Imprint {
  readonly checkCode: string;
  readonly edition: number;
  readonly madeBy: string;
  readonly parameters: Parameters;
}

/**
 * One standard report = one folder: facts from the read model and a pure table of them. Screen, XLSX, PDF, queue, archive and
 * check all come from the table, so a new report touches nothing else than the catalogue. [RPT-3]
 */
export interface ReportDefinition {
  readonly key: Key;
  readonly title: string;
  readonly description: string;
  /** Reads all that the sheet is made of as one row, in the institution's scope. */
  read(parameters: Parameters): Statement;
  /** The row of `read` as the sheet. @throws DomainError `class-not-found` */
  describe(row: unknown, scene: ReportScene, parameters: Parameters): DescribedReport;
}
