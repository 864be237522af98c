const levels: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
const omitted = new Set(['level', 'time', 'msg', 'service', 'pid', 'hostname']);

/** A structured log line as people read it; any other line stays as it is. */
export function readableLine(line: string): string {
  const entry = parse(line);
  if (!entry) return line;
  const rest = Object.entries(entry).filter(([name]) => !omitted.has(name));
  const fields = rest.map(([name, value]) => ` ${name}=${textOf(value)}`).join('');
  return `${levels[Number(entry['level'])] ?? 'INFO'} ${textOf(entry['msg'] ?? '')}${fields}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'stack' in value) return String(value.stack);
  return JSON.stringify(value);
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
