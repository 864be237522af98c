import { events } from '@parta/contracts/events/all';
import { contracts } from '@parta/contracts/http/all';
import { helmFiles } from '@parta/helm/helm-files';
import { observabilityFiles } from '@parta/observability/observability-files';
import { asyncApiOf, eventSchemaOf } from './async-api.ts';
import { openApiOf } from './open-api.ts';
import { operationTableOf } from './operation-table.ts';

const folder = 'contracts/generated';
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Path → text of all that is made from the contracts, of the rules and boards, and what the charts hold of them. */
export function generatedFiles(): Record<string, string> {
  const services = Object.entries(contracts).map(([name, contract]): [string, string] => [
    `${folder}/${name}.openapi.json`,
    json(openApiOf(`Parta ${name}`, { [name]: contract })),
  ]);
  const schemas = events.map((event): [string, string] => [
    `${folder}/schemas/${event.type}.json`,
    json(eventSchemaOf(event)),
  ]);
  return {
    ...Object.fromEntries(services),
    ...Object.fromEntries(schemas),
    [`${folder}/openapi.json`]: json(openApiOf('Parta', contracts)),
    [`${folder}/asyncapi.json`]: json(asyncApiOf(events)),
    [`${folder}/operations.json`]: operationLines(),
    ...observabilityFiles(),
    ...helmFiles(),
  };
}

/** A line an operation: the browser loads it, and a diff shows what came. */
function operationLines(): string {
  const rows = Object.entries(operationTableOf(contracts)).map(
    ([id, place]) => `  ${JSON.stringify(id)}: ${JSON.stringify(place)}`,
  );
  return `{\n${rows.join(',\n')}\n}\n`;
}
