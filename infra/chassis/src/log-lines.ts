import sonicBoom from 'sonic-boom';

/** Bytes of lines that wait for a slow reader; what comes beyond is dropped, for it would fill the memory. */
const WAITING_BYTES = 4 * 2 ** 20;

let shared: sonicBoom.SonicBoom | undefined;

/**
 * Standard output for the lines of a log. A reader that is slow or gone costs lines and never the service: pino's own destination
 * would, as its process ends, try for ever to write to a broken pipe, with the event loop held.
 */
export function standardOutput(): sonicBoom.SonicBoom {
  shared ??= open();
  return shared;
}

function open(): sonicBoom.SonicBoom {
  const lines = new sonicBoom.SonicBoom({ fd: 1, maxLength: WAITING_BYTES });
  // the next line tries again; of a pipe that stays broken there is nobody left to tell
  lines.on('error', () => undefined);
  process.on('exit', () => {
    try {
      lines.flushSync();
    } catch {
      // nobody reads the last lines
    }
  });
  return lines;
}
