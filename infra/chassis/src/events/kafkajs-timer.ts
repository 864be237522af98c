import { createRequire } from 'node:module';

interface RequestQueue {
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  throttledUntil: number;
  pending: readonly unknown[];
  checkPendingRequests(): void;
}

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/network/requestQueue') as {
  prototype: RequestQueue & Record<string, unknown>;
};

if (typeof prototype['scheduleCheckPendingRequests'] !== 'function')
  throw new Error('kafkajs changed: its idle timer is no longer patched');

/**
 * kafkajs 2.2.4 re-arms a 1 ms timer on every connection for ever (tulios/kafkajs#1751): 124 ms of CPU in 5 idle seconds.
 * This one is armed only while requests wait or the broker throttles.
 */
prototype['scheduleCheckPendingRequests'] = function (this: RequestQueue): void {
  if (this.throttleCheckTimeoutId) return;
  const throttledFor = this.throttledUntil - Date.now();
  if (this.pending.length === 0 && throttledFor <= 0) return;
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    Math.max(throttledFor, 10),
  );
};
