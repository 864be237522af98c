import { notFound } from '@parta/chassis/errors';
import type { ReportDefinition } from '../reports/report-definition.ts';
import { assembleFacts, classScheme } from './assemble-facts.ts';
import { buildClassSummary } from './build-table.ts';
import { parseClass, readClass } from './class-queries.ts';
import { roman, titleOf, yearText } from './wording.ts';

/** Sheet S-06, for a college under the name of S-14. [000 §7.4; 001 §3.5.3; 002 §5, §8.6] */
export const classSummary: ReportDefinition = {
  key: 'class-summary',
  title: 'Сводная ведомость учёта успеваемости',
  description: 'Отметки класса или группы по всем предметам за периоды учебного года',
  read: readClass,
  describe: (row, { institution, today, asOf }, { year, upToPeriod: asked }) => {
    const rows = parseClass(row);
    if (!rows) throw notFound('class-not-found');
    const scheme = classScheme(rows);
    const upToPeriod = asked === undefined ? null : Math.min(asked, Math.max(1, scheme.periods.length));
    const className = rows.class.name;
    const span = upToPeriod === null ? '' : ` ${roman(upToPeriod)}`;
    return {
      title: titleOf({ institution, className, year, scheme, upToPeriod }),
      fileName: `Сводная ведомость ${className} ${yearText(year).replace('/', '-')}${span}`,
      table: buildClassSummary(assembleFacts(rows, { institution, upToPeriod, today, asOf })),
    };
  },
};
