/** What the address keeps of a report. */
export interface ReportAddress {
  readonly report?: string;
  readonly class?: string;
  readonly upTo?: string;
}

export interface Wanted {
  readonly report: 'class-summary';
  readonly classId: string;
  readonly year: number;
  /** None: the whole year. */
  readonly upToPeriod: number | undefined;
}

interface Offered {
  readonly reports: readonly { readonly key: 'class-summary' }[];
  readonly classes: readonly {
    readonly id: string;
    readonly year: number;
    readonly periods: readonly { readonly number: number }[];
  }[];
}

/** The address's wishes as far as they are on offer, the first sheet and class otherwise; none when there is nothing to choose. */
export function wantedOf({ reports, classes }: Offered, address: ReportAddress): Wanted | undefined {
  const report = (reports.find(({ key }) => key === address.report) ?? reports[0])?.key;
  const group = classes.find(({ id }) => id === address.class) ?? classes[0];
  if (!report || !group) return undefined;
  const upToPeriod = group.periods.find(({ number }) => String(number) === address.upTo)?.number;
  return { report, classId: group.id, year: group.year, upToPeriod };
}
