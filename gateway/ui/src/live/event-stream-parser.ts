/** One server-sent event as the HTML standard defines it. */
export interface StreamEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string | undefined;
}

export interface EventStreamParser {
  /** Takes the next piece of text, cut wherever the network cut it, and gives the events that it completes. */
  push(text: string): readonly StreamEvent[];
  /** What the server asked to wait before coming back, in milliseconds. */
  readonly retry: number | undefined;
}

/** Reads `text/event-stream` piece by piece; a comment is no event, an event without data neither. */
export function createEventStreamParser(): EventStreamParser {
  let rest = '';
  let retry: number | undefined;
  let name = '';
  let data: string[] = [];
  let id: string | undefined;
  let isFirst = true;

  const field = (line: string): void => {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const key = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (key === 'event') name = value;
    else if (key === 'data') data.push(value);
    else if (key === 'id' && !value.includes('\0')) id = value;
    else if (key === 'retry' && /^\d+$/.test(value)) retry = Number(value);
  };
  const finish = (): readonly StreamEvent[] => {
    const event = data.length > 0 ? [{ name: name || 'message', data: data.join('\n'), id }] : [];
    name = '';
    data = [];
    return event;
  };

  return {
    push: (text) => {
      rest += isFirst ? text.replace(/^\uFEFF/, '') : text;
      isFirst &&= text === '';
      // a carriage return at the very end may be half of a line's end
      const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length;
      const lines = rest.slice(0, whole).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? '') + rest.slice(whole);
      return lines.flatMap((line) => {
        if (line === '') return finish();
        field(line);
        return [];
      });
    },
    get retry() {
      return retry;
    },
  };
}
