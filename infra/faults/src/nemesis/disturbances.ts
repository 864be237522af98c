import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPlatform } from '../platform/fault-platform.ts';
import type { ProxyMode } from '../platform/fault-proxy.ts';
import type { Surroundings } from './surroundings.ts';
import { fillOutboxDisk } from './fill-outbox-disk.ts';
import { publishPoison, replayTopic } from './disturb-topic.ts';

/** One thing that goes wrong, and is put right again before it resolves. */
export interface Disturbance {
  readonly name: string;
  /** How often it is chosen beside the others; 1 unless told. */
  readonly share?: number;
  readonly run: (surroundings: Surroundings) => Promise<void>;
}

const killed = (service: string, index = 0): Disturbance => ({
  name: `${service} ${index} killed`,
  share: 2,
  run: async ({ platform: { platform } }) => {
    platform.kill(service, index, 'SIGKILL');
    await platform.whenReady(service, index);
  },
});

/** Stopped longer than a consumer's session lasts, it comes back and finds its partitions given away. */
const halted = (service: string, index: number, seconds: number): Disturbance => ({
  name: `${service} ${index} halted for ${seconds} s`,
  run: async ({ platform: { platform } }) => {
    platform.kill(service, index, 'SIGSTOP');
    await delay(seconds * 1000);
    platform.kill(service, index, 'SIGCONT');
  },
});

const away = (service: string, index: number): Disturbance => ({
  name: `${service} ${index} leaves and joins`,
  run: async ({ platform: { platform } }) => {
    await platform.stopReplica(service, index);
    await delay(1500);
    await platform.startReplica(service, index);
  },
});

/** The whole group of a server's processes: it runs under a guard, which alone would be hit otherwise. */
function signalServer({ servers }: FaultPlatform, name: 'postgres' | 'redis' | 'kafka', signal: NodeJS.Signals): void {
  const pid = servers.programs[name]?.pid;
  if (pid !== undefined) process.kill(-pid, signal);
}

const serverKilled = (name: 'postgres' | 'redis' | 'kafka'): Disturbance => ({
  name: `${name} killed`,
  run: async ({ platform }) => {
    signalServer(platform, name, 'SIGKILL');
    await delay(100);
    await platform.servers.programs[name]?.whenReady();
  },
});

const serverHalted = (name: 'redis' | 'kafka', seconds: number): Disturbance => ({
  name: `${name} halted for ${seconds} s`,
  run: async ({ platform }) => {
    signalServer(platform, name, 'SIGSTOP');
    await delay(seconds * 1000);
    signalServer(platform, name, 'SIGCONT');
  },
});

type Way = keyof FaultPlatform['proxies'];

const wayCut = (way: Way): Disturbance => ({
  name: `the way to ${way} cut`,
  run: async ({ platform }) => {
    for (let turn = 0; turn < 5; turn++) {
      platform.proxies[way].cut();
      await delay(200);
    }
  },
});

const wayIn = (way: Way, mode: ProxyMode, seconds: number): Disturbance => ({
  name: `the way to ${way}: ${mode} for ${seconds} s`,
  run: async ({ platform }) => {
    const proxy = platform.proxies[way];
    proxy.mode = mode;
    await delay(seconds * 1000);
    // what waited is thrown away: a question may have arrived whose answer never comes
    if (mode !== 'slow') proxy.cut();
    proxy.mode = 'pass';
  },
});

const clockJump = (service: string): Disturbance => ({
  name: `the clock of ${service} jumps`,
  run: async ({ platform, random }) => {
    platform.clock(service, (random.chance(0.5) ? 1 : -1) * (30_000 + random.below(600_000)));
    await delay(3000);
    platform.clock(service, 0);
    await delay(200);
  },
});

/** Everything that a run may do to the platform. */
export const disturbances: readonly Disturbance[] = [
  ...[killed('journal'), killed('journal', 1), killed('notifications'), killed('reporting'), killed('gateway')],
  ...[halted('journal', 0, 3), halted('journal', 1, 13), halted('notifications', 0, 13), halted('reporting', 0, 4)],
  halted('gateway', 0, 2),
  ...[away('journal', 1), away('notifications', 1)],
  ...[serverKilled('postgres'), serverKilled('redis'), serverKilled('kafka')],
  ...[serverHalted('redis', 3), serverHalted('kafka', 5)],
  ...[wayCut('postgres'), wayCut('redis'), wayCut('kafka'), wayCut('gateway')],
  ...[wayIn('postgres', 'freeze', 3), wayIn('postgres', 'mute', 2), wayIn('postgres', 'slow', 4)],
  ...[wayIn('kafka', 'freeze', 5), wayIn('kafka', 'mute', 3), wayIn('kafka', 'slow', 4)],
  ...[wayIn('redis', 'freeze', 3), wayIn('redis', 'mute', 3)],
  ...[wayIn('gateway', 'mute', 2), wayIn('gateway', 'slow', 3)],
  { name: 'no disk left for the outbox', run: ({ platform }) => fillOutboxDisk(platform, 2500) },
  { name: 'poison among the events', run: publishPoison },
  { name: 'a topic replayed from offset 0', run: replayTopic },
  clockJump('journal'),
];
