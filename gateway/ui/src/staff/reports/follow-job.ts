import { call, callForStream } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { isPassing } from '../../api/api-problem.ts';
import { createEventStreamParser } from '../../live/event-stream-parser.ts';

export type Job = AnswerOf<'reporting.getJob'>;

const askAgainMilliseconds = 1000;
const triesWithoutAnswer = 30;

const isOver = ({ state }: Job): boolean => state === 'done' || state === 'failed';

/** Tells every step of a job until it is done or failed; where the stream does not come through, asks once a second. */
export async function followJob(jobId: string, onStep: (job: Job) => void, signal: AbortSignal): Promise<Job> {
  const streamed = await stream(jobId, onStep, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    if (!isPassing(error) && !(error instanceof TypeError)) throw error;
    return undefined;
  });
  return streamed ?? poll(jobId, onStep, signal);
}

async function stream(jobId: string, onStep: (job: Job) => void, signal: AbortSignal): Promise<Job | undefined> {
  const { body } = await callForStream('reporting.followJob', { params: { jobId }, signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const parser = createEventStreamParser();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      for (const event of parser.push(piece.value).filter(({ name }) => name === 'progress')) {
        const job = JSON.parse(event.data) as Job;
        onStep(job);
        if (isOver(job)) return job;
      }
    }
    return undefined;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

async function poll(jobId: string, onStep: (job: Job) => void, signal: AbortSignal): Promise<Job> {
  let failures = 0;
  for (;;) {
    const job = await call('reporting.getJob', { params: { jobId }, signal }).catch((error: unknown) => {
      failures += 1;
      if (!isPassing(error) || failures > triesWithoutAnswer) throw error;
      return undefined;
    });
    if (job) onStep(job);
    if (job && isOver(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds));
    signal.throwIfAborted();
  }
}
