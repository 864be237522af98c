import { notFound } from '@parta/chassis/errors';
import { classSummary } from '../class-summary/class-summary.ts';
import type { Key, ReportDefinition } from './report-definition.ts';

/** Every report that this release makes; a new one is a folder and a line here. [RPT-3] */
export const reportCatalogue: readonly ReportDefinition[] = [classSummary];

export function definitionOf(key: Key): ReportDefinition {
  const found = reportCatalogue.find((definition) => definition.key === key);
  if (!found) throw notFound('report-not-found');
  return found;
}
