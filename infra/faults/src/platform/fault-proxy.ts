import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What happens to what goes through. */
export type ProxyMode =
  | 'pass'
  /** Nothing gets through and nobody is told: a cable pulled. */
  | 'freeze'
  /** Questions arrive, answers do not. */
  | 'mute'
  /** Each piece waits a little. */
  | 'slow';

const SLOW_MS = 40;

export interface FaultProxy extends AsyncDisposable {
  readonly port: number;
  /** Where it leads; may be told after the port is known. */
  target: string;
  mode: ProxyMode;
  /** Ends every connection at once, in the middle of whatever it does. */
  cut(): void;
}

type Pairs = Set<readonly [Socket, Socket]>;
interface State {
  target: string;
  mode: ProxyMode;
}

/** A TCP proxy whose ways can be cut, frozen, muted or slowed. */
export async function startFaultProxy(target = ''): Promise<FaultProxy> {
  const pairs: Pairs = new Set();
  const state: State = { target, mode: 'pass' };
  const server = createServer((inner) => join(inner, state, pairs));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of [...pairs].flat()) socket.resetAndDestroy();
  };
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Joins a connection that came in with one to the target; when one of the two ends, both do. */
function join(inner: Socket, state: State, pairs: Pairs): void {
  const [host = '', port = ''] = state.target.split(':');
  const outer = connect(Number(port), host);
  const pair = [inner, outer] as const;
  pairs.add(pair);
  for (const socket of pair) {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      pairs.delete(pair);
      for (const each of pair) each.destroy();
    });
  }
  const slow = (): boolean => state.mode === 'slow';
  forward(inner, outer, () => state.mode !== 'freeze', slow);
  forward(outer, inner, () => state.mode !== 'freeze' && state.mode !== 'mute', slow);
}

/** Pieces go one after the other, each when the way is open. */
function forward(from: Socket, to: Socket, open: () => boolean, slow: () => boolean): void {
  from.on('data', (piece: Buffer) => {
    if (open() && !slow()) {
      if (!to.write(piece)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
      return;
    }
    from.pause();
    void (async () => {
      if (slow()) await delay(SLOW_MS);
      while (!open() && !to.destroyed) await delay(20);
      if (!to.destroyed) to.write(piece);
      from.resume();
    })();
  });
}
