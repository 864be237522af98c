export interface Figure {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The values of one figure in the text that `/metrics` answers. */
export function figuresOf(text: string, name: string): readonly Figure[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (match?.[1] !== name) return [];
    const labels = [...(match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]);
    return [{ labels: Object.fromEntries(labels) as Record<string, string>, value: Number(match[3]) }];
  });
}
