import { flushCompileCache } from 'node:module';
import closeWithGrace from 'close-with-grace';
import { followSupervisor } from './lifeline.ts';

/**
 * Starts what a process is, and ends it in order on a signal, an error or the supervisor's death; who is still starting when the
 * supervisor dies ends at once.
 */
export async function endInOrder(
  environment: Readonly<Record<string, string | undefined>>,
  start: () => Promise<AsyncDisposable>,
): Promise<void> {
  let end = (): void => process.exit(1);
  followSupervisor(environment, () => end());
  const running = await start();
  const closing = closeWithGrace({ delay: 8000 }, async () => {
    await running[Symbol.asyncDispose]();
  });
  end = () => void closing.close();
  // where a cache is given, what was compiled is kept now: a process that is killed keeps nothing
  flushCompileCache();
}
