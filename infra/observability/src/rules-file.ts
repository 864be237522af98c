import { type Alert, runbookOf } from './alert.ts';
import { budgetAlerts, recordings } from './budget-alerts.ts';
import { causeAlerts, surroundingAlerts } from './cause-alerts.ts';
import { type Data, yamlOf } from './yaml.ts';

export const alerts: readonly Alert[] = [...budgetAlerts, ...causeAlerts, ...surroundingAlerts];

const ruleOf = ({ name, severity, expr, lasting, summary, description }: Alert): Data => ({
  alert: name,
  expr,
  for: lasting,
  labels: { severity },
  annotations: { summary, description, runbook_url: runbookOf(name) },
});

const groupOf = (name: string, rules: readonly Data[]): Data => ({ name, rules });

/** The text of `prometheus/rules.yml`. */
export function rulesFile(): string {
  const groups = [
    groupOf(
      'parta-slo',
      recordings.map(({ record, labels, expr }) => ({ record, expr, labels })),
    ),
    groupOf('parta-budgets', budgetAlerts.map(ruleOf)),
    groupOf('parta-causes', causeAlerts.map(ruleOf)),
    groupOf('parta-surroundings', surroundingAlerts.map(ruleOf)),
  ];
  return `# Made from infra/observability/src by npm run generate: change it there.${yamlOf({ groups })}\n`;
}
