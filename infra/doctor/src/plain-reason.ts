const CONSTRAINT = /violates ([\w -]+ constraint) "(\w+)"/;
const ERROR_NAME = /^(\w*Error|error)\b/;

/**
 * Why a message was put aside, without anything that the reason quotes of its payload: the kind of error, the fields of a schema,
 * the name of a constraint. The whole text is shown by `replay-dead-letters` on the terminal of whoever repairs.
 */
export function plainReason(reason: string): string {
  if (reason === 'no envelope') return 'заголовки не читаются';
  const constraint = CONSTRAINT.exec(reason);
  if (constraint) return `${constraint[1]} ${constraint[2]}`;
  const fields = fieldsOf(reason);
  if (fields.length > 0) return `не подходит под схему: ${fields.join(', ')}`;
  return ERROR_NAME.exec(reason)?.[1] ?? 'причина в таблице dead_letter';
}

/** Of zod's error, whose message is JSON; one that was cut off tells its fields all the same. */
function fieldsOf(reason: string): readonly string[] {
  if (!reason.startsWith('ZodError')) return [];
  const paths = [...reason.matchAll(/"path":\s*\[([^\]]*)\]/g)].map(([, path = '']) =>
    path
      .split(',')
      .map((part) => part.trim().replaceAll('"', ''))
      // keys of a record may be names; fields of our contracts are plain words
      .map((part) => (/^[a-z][A-Za-z]*$/.test(part) ? part : '*'))
      .join('.'),
  );
  return [...new Set(paths)].slice(0, 5);
}
