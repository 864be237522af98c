type Json = Readonly<Record<string, unknown>>;

/**
 * What a version of an event may not do any more: readers of yesterday still parse it, and readers of today still parse
 * what lies in the topics since yesterday. So only optional fields may come; a new member of an enum or union too is a new
 * version. Answers one line for each break, none = compatible. [DESIGN §3]
 */
export function eventBreaks(before: unknown, after: unknown, place = ''): string[] {
  if (!isObject(before) || !isObject(after)) return same(before, after) ? [] : [`${place}: changed`];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const at = `${place}/${name}`;
    if (told.has(name)) return [];
    if (name === 'properties') return propertyBreaks(before, after, place);
    if (name === 'required') return requiredBreaks(before, after, place);
    if (name === '$defs') return memberBreaks(inner(before, name), inner(after, name), at);
    if (lists.has(name)) return listBreaks(before[name], after[name], at);
    return eventBreaks(before[name], after[name], at);
  });
}

/** Words for people. */
const told = new Set(['description', 'title', 'examples', '$schema', '$id']);
const lists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);

function propertyBreaks(before: Json, after: Json, place: string): string[] {
  return memberBreaks(inner(before, 'properties'), inner(after, 'properties'), place);
}

function memberBreaks(before: Json, after: Json, place: string): string[] {
  return Object.entries(before).flatMap(([name, schema]) =>
    name in after ? eventBreaks(schema, after[name], `${place}/${name}`) : [`${place}/${name}: vanished`],
  );
}

function requiredBreaks(before: Json, after: Json, place: string): string[] {
  const [old, now] = [before, after].map((schema) => (schema['required'] ?? []) as string[]) as [string[], string[]];
  const added = now.filter((name) => !old.includes(name)).map((name) => `${place}/${name}: is required now`);
  const dropped = old.filter((name) => !now.includes(name)).map((name) => `${place}/${name}: is not certain any more`);
  return [...added, ...dropped];
}

function listBreaks(before: unknown, after: unknown, place: string): string[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [`${place}: changed`];
  if (before.length !== after.length) return [`${place}: another number of members`];
  return before.flatMap((member: unknown, index) => eventBreaks(member, after[index], `${place}/${index}`));
}

const inner = (schema: Json, name: string): Json => (isObject(schema[name]) ? schema[name] : {});
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
