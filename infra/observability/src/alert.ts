/** Page = somebody is woken; ticket = somebody looks at it in working hours. */
export type Severity = 'page' | 'ticket';

export interface Alert {
  readonly name: string;
  readonly severity: Severity;
  readonly expr: string;
  /** How long it has to be so. */
  readonly lasting: string;
  /** For operators, in their language; with Prometheus' own placeholders. */
  readonly summary: string;
  readonly description: string;
}

export const runbookOf = (alert: string): string => `infra/observability/runbooks/${alert}.md`;
