import { institutionBoard } from './boards/institution.ts';
import { journalBoard } from './boards/journal.ts';
import { kafkaBoard } from './boards/kafka.ts';
import { regionBoard } from './boards/region.ts';
import { grafanaFile } from './grafana-file.ts';
import { rulesFile } from './rules-file.ts';

export const boards = {
  region: regionBoard,
  journal: journalBoard,
  kafka: kafkaBoard,
  institution: institutionBoard,
} as const;

/** Path → text of all that is made here; `npm run generate` writes it, `npm test` holds it to what is committed. */
export function observabilityFiles(): Record<string, string> {
  const made = Object.entries(boards).map(([name, board]) => [
    `infra/observability/grafana/${name}.json`,
    grafanaFile(board),
  ]);
  return {
    'infra/observability/prometheus/rules.yml': rulesFile(),
    ...(Object.fromEntries(made) as Record<string, string>),
  };
}
