export const serverNames = ['postgres', 'redis', 'kafka'] as const;
export type ServerName = (typeof serverNames)[number];

/** Where a server comes from: named by the environment, from a Docker engine, or a process of our own. */
export type ServerKind = 'given' | 'docker' | 'own';

/** Speaks of steps as they happen; `detail` may come often and replaces the one before. */
export type Progress = (step: string) => void;
