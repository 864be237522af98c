import { Socket } from 'node:net';

/** Tells this process that its local supervisor is gone: the other end of the pipe closes even on kill -9. Does nothing in production. */
export function followSupervisor(environment: Readonly<Record<string, string | undefined>>, onGone: () => void): void {
  const fd = Number(environment['PARTA_LIFELINE_FD'] ?? 0);
  if (fd < 3) return;
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
    onGone();
  };
  const pipe = new Socket({ fd, readable: true, writable: false });
  pipe.unref();
  pipe.on('end', tell).on('error', tell).resume();
}
