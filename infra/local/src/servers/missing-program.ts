const packages = {
  postgres: { debian: 'postgresql', mac: 'postgresql@15' },
  'redis-server': { debian: 'redis-server', mac: 'redis' },
  java: { debian: 'default-jre-headless', mac: 'openjdk' },
  mvn: { debian: 'maven', mac: 'maven' },
} as const;
export type NeededProgram = keyof typeof packages;

/** What to say when the machine lacks programs: each by name, and the one command that installs them all. */
export function tellMissing(missing: readonly NeededProgram[], platform: NodeJS.Platform = process.platform): string {
  const kind = platform === 'darwin' ? 'mac' : 'debian';
  const install = kind === 'mac' ? 'brew install' : 'sudo apt-get install -y';
  return [
    `Missing on this machine: ${missing.join(', ')}.`,
    `Install with:  ${install} ${missing.map((program) => packages[program][kind]).join(' ')}`,
    'Or start a Docker engine, or name running servers in POSTGRES_URL, REDIS_URL, KAFKA_BROKERS.',
  ].join('\n');
}
