import { endInOrder } from '@parta/chassis/end-in-order';
import { config, environment } from './config.ts';
import { startRounds } from './rounds.ts';
import { targetInside } from './target-inside.ts';

// The doctor where it stays: at the start and each night, in full.
await endInOrder(environment, () => startRounds(config, () => targetInside(config)));
