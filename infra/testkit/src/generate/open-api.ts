import { commonProblems, type Contract, type Operation } from '@parta/contracts/kernel/operation';
import { Problem } from '@parta/contracts/kernel/problem';
import type { z } from 'zod';
import { Components, type Json } from './json-schema.ts';

const bearer = 'bearer';

/**
 * OpenAPI 3.1 of the services given, as the gateway offers them: paths below `/api/<service>`, ids of the form
 * `journal.changeCells`. Called with one service for its own file and with all for the merged one. Schemas are zod's own
 * JSON Schema, which 3.1 reads as it is: zod-to-openapi 9.1 lost the null of a nullable union that has an id.
 */
export function openApiOf(title: string, contracts: Readonly<Record<string, Contract>>): Json {
  const components = new Components();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [service, contract] of Object.entries(contracts)) {
    for (const [name, operation] of Object.entries(contract)) {
      const path = `/api/${service}${operation.path}`;
      paths[path] = { ...paths[path], [operation.method]: routeOf(`${service}.${name}`, operation, components) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: Object.keys(contracts).map((name) => ({ name })),
    paths,
    components: { schemas: components.schemas, securitySchemes: { [bearer]: accessToken } },
  };
}

const accessToken = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'Access token of five minutes, answered by identity.signIn and identity.refresh',
};

function routeOf(operationId: string, operation: Operation, components: Components): Json {
  const parameters = parametersOf(operation, components);
  const body = bodyOf(operation, components);
  return {
    operationId,
    tags: [operationId.split('.')[0]],
    summary: operation.summary,
    security: operation.permission === 'public' ? [] : [{ [bearer]: [] }],
    'x-permission': operation.permission,
    'x-idempotency': operation.idempotency,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: {
      [operation.success.status]: successOf(operation, components),
      default: problemsOf(operation, components),
    },
  };
}

function parametersOf({ params, query, idempotency }: Operation, components: Components): Json[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[\\w.:-]{8,100}$' },
  };
  return [
    ...fieldsOf(params, components).map(({ name, schema }) => ({ name, in: 'path', required: true, schema })),
    ...fieldsOf(query, components).map(({ name, schema, required }) => ({ name, in: 'query', required, schema })),
    ...(idempotency === 'stored'
      ? [{ ...key, description: 'The same key again answers what it answered before' }]
      : []),
  ];
}

/** The types of what is read, for the text of an address is no type; required is what must be written. */
function fieldsOf(
  object: z.ZodObject | undefined,
  components: Components,
): { name: string; schema: Json; required: boolean }[] {
  const fields = Object.entries(object?.shape ?? {}) as [string, z.ZodType][];
  return fields.map(([name, field]) => {
    const schema = components.add(field, { io: 'output' });
    return { name, schema, required: !field.safeParse(undefined).success };
  });
}

const binary = { schema: { type: 'string', format: 'binary' } };

function bodyOf({ body, upload }: Operation, components: Components): Json | undefined {
  if (upload)
    return {
      required: true,
      description: `At most ${upload.maxBytes} bytes`,
      content: { 'application/octet-stream': binary },
    };
  return body && { required: true, content: { 'application/json': { schema: components.add(body, { io: 'input' }) } } };
}

function successOf({ success }: Operation, components: Components): Json {
  if ('body' in success) {
    return {
      description: 'Done',
      content: { 'application/json': { schema: components.add(success.body, { io: 'output' }) } },
    };
  }
  if ('file' in success)
    return { description: 'The file', content: Object.fromEntries(success.file.map((type) => [type, binary])) };
  if ('stream' in success)
    return { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } };
  return { description: 'Done' };
}

/** The operation's own codes first: they are what a caller must handle. */
function problemsOf({ problems, permission, idempotency }: Operation, components: Components): Json {
  const common = commonProblems.filter((code) => {
    if (code === 'permission-missing') return permission !== 'public' && permission !== 'signed-in';
    if (code === 'unauthenticated') return permission !== 'public';
    if (code.startsWith('idempotency-') || code === 'in-progress') return idempotency === 'stored';
    return true;
  });
  const codes = [...problems, ...common];
  return {
    description: `Problems: ${codes.join(', ')}`,
    'x-problem-codes': codes,
    content: { 'application/problem+json': { schema: components.add(Problem, { io: 'output' }) } },
  };
}
