import type { Replicas } from './replicas.ts';

const EVERY_MS = 1000;
const PATIENCE_MS = 900;

/** Asks every replica each second whether it is ready. Answers how to stop. */
export function probeReplicas(services: Iterable<Replicas>): () => void {
  const all = [...services];
  const round = (): void => {
    for (const replicas of all) {
      for (const url of replicas.urls) void probe(url).then((result) => replicas.probed(url, result));
    }
  };
  round();
  const timer = setInterval(round, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function probe(url: string): Promise<'ready' | 'refusing' | 'silent'> {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return response.ok ? 'ready' : 'refusing';
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'silent' : 'refusing';
  }
}
