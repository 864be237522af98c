type Json = Readonly<Record<string, unknown>>;
type Side = 'request' | 'response';

interface Documents {
  readonly before: Json;
  readonly after: Json;
  /** Pairs of references under comparison: a schema may hold itself. */
  readonly open: Set<string>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * What the HTTP interface may not do any more: an operation, a field of an answer or a member of an enum must not vanish,
 * a type must not change, and a caller of yesterday must not lack what is required today. One line for each break. [DESIGN §3]
 */
export function apiBreaks(before: Json, after: Json): string[] {
  const documents = { before, after, open: new Set<string>() };
  return Object.entries(objectAt(before, 'paths')).flatMap(([path, item]) =>
    methods
      .filter((method) => isObject(item) && method in item)
      .flatMap((method) => {
        const now = objectAt(objectAt(objectAt(after, 'paths'), path), method);
        const place = `${method} ${path}`;
        return 'responses' in now
          ? operationBreaks(objectAt(item, method), now, place, documents)
          : [`${place}: vanished`];
      }),
  );
}

function operationBreaks(before: Json, after: Json, place: string, documents: Documents): string[] {
  const renamed = before['operationId'] === after['operationId'] ? [] : [`${place}: operationId changed`];
  const body = (operation: Json): Json => objectAt(operation, 'requestBody');
  const newBody =
    body(before)['required'] !== true && body(after)['required'] === true ? [`${place}: a body is required now`] : [];
  return [
    ...renamed,
    ...newBody,
    ...parameterBreaks(before, after, place, documents),
    ...contentBreaks(body(before), body(after), { place: `${place} body`, side: 'request', documents }),
    ...Object.entries(objectAt(before, 'responses')).flatMap(([status, answer]) => {
      const now = objectAt(after, 'responses')[status];
      if (!isObject(now)) return [`${place} ${status}: vanished`];
      return contentBreaks(answer, now, { place: `${place} ${status}`, side: 'response', documents });
    }),
  ];
}

function parameterBreaks(before: Json, after: Json, place: string, documents: Documents): string[] {
  const listOf = (operation: Json): Json[] => (operation['parameters'] ?? []) as Json[];
  const named = (one: Json): string => `${String(one['in'])} ${String(one['name'])}`;
  const old = new Map(listOf(before).map((one) => [named(one), one]));
  return listOf(after).flatMap((one) => {
    const was = old.get(named(one));
    const required =
      one['required'] === true && was?.['required'] !== true ? [`${place} ${named(one)}: is required now`] : [];
    if (!was) return required;
    const at = { place: `${place} ${named(one)}`, side: 'request', documents } as const;
    return [...required, ...schemaBreaks(was['schema'], one['schema'], at)];
  });
}

interface At {
  readonly place: string;
  readonly side: Side;
  readonly documents: Documents;
}

function contentBreaks(before: unknown, after: unknown, at: At): string[] {
  return Object.entries(objectAt(before, 'content')).flatMap(([type, media]) => {
    const now = objectAt(after, 'content')[type];
    return isObject(now)
      ? schemaBreaks(objectAt(media, 'schema'), now['schema'], at)
      : [`${at.place} ${type}: vanished`];
  });
}

function schemaBreaks(before: unknown, after: unknown, at: At): string[] {
  const { documents, place, side } = at;
  const pair = `${side} ${referenceOf(before)} ${referenceOf(after)}`;
  if (documents.open.has(pair)) return [];
  const isPair = referenceOf(before) !== '' && referenceOf(after) !== '';
  if (isPair) documents.open.add(pair);
  const old = resolve(before, documents.before);
  const now = resolve(after, documents.after);
  const breaks = [
    ...typeBreaks(old, now, place),
    ...enumBreaks(old, now, place),
    ...fieldBreaks(old, now, at),
    ...branchBreaks(old, now, at),
    ...('items' in old ? schemaBreaks(old['items'], now['items'], { ...at, place: `${place}[]` }) : []),
  ];
  if (isPair) documents.open.delete(pair);
  return breaks;
}

/** An answer may not begin to be of a further type, a request may not cease to be. */
function typeBreaks(before: Json, after: Json, place: string): string[] {
  const changed = ['type', 'const'].filter((word) => JSON.stringify(before[word]) !== JSON.stringify(after[word]));
  return changed.map((word) => `${place}: ${word} changed`);
}

function enumBreaks(before: Json, after: Json, place: string): string[] {
  const members = after['enum'];
  if (!Array.isArray(before['enum'])) return [];
  if (!Array.isArray(members)) return [`${place}: enum changed`];
  return before['enum']
    .filter((member) => !members.includes(member))
    .map((member) => `${place}: member ${String(member)} vanished`);
}

function fieldBreaks(before: Json, after: Json, at: At): string[] {
  const { place, side } = at;
  const required = (schema: Json): string[] => (schema['required'] ?? []) as string[];
  const now = objectAt(after, 'properties');
  const fields = Object.entries(objectAt(before, 'properties')).flatMap(([name, schema]) => {
    if (name in now) return schemaBreaks(schema, now[name], { ...at, place: `${place}.${name}` });
    return side === 'response' ? [`${place}.${name}: vanished`] : [];
  });
  const [from, to] = side === 'request' ? [after, before] : [before, after];
  const word = side === 'request' ? 'is required now' : 'is not certain any more';
  const changed = required(from).filter((name) => !required(to).includes(name) && (side === 'request' || name in now));
  return [...fields, ...changed.map((name) => `${place}.${name}: ${word}`)];
}

/** Each branch of before must still be met by one of now, whatever their order. */
function branchBreaks(before: Json, after: Json, at: At): string[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((word) => {
    const old = (before[word] ?? []) as unknown[];
    const now = (after[word] ?? []) as unknown[];
    const lost = old.filter((branch) => !now.some((one) => schemaBreaks(branch, one, at).length === 0));
    return lost.map((branch) => `${at.place}: branch ${old.indexOf(branch) + 1} of ${word} vanished or changed`);
  });
}

const referenceOf = (schema: unknown): string =>
  isObject(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : '';

function resolve(schema: unknown, document: Json): Json {
  const reference = referenceOf(schema);
  if (reference === '') return isObject(schema) ? schema : {};
  const found = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => objectAt(at, name), document);
  return resolve(found, document);
}

const objectAt = (value: unknown, name: string): Json => {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : {};
};
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
