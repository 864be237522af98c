import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Listens on a free port of this machine and tells its address as the first line. */
export function listenAndTell(app: Express): void {
  const server = app.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
  server.keepAliveTimeout = 65_000;
  process.on('SIGTERM', () => process.exit(0));
}
