import { runCommand } from './command.ts';
import type { BaseConfig } from './config.ts';
import { endInOrder } from './end-in-order.ts';
import { type ServiceDefinition, startService } from './service.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A service as a process of its own: starts it, and ends it in order on a signal, an error or the supervisor's death. With a
 * command as its first argument it does that instead and ends.
 */
export async function runProcess<Config extends BaseConfig>(
  definition: ServiceDefinition<Config>,
  config: Config,
  environment: Environment,
): Promise<void> {
  const [command, ...rest] = process.argv.slice(2);
  if (command !== undefined) return runCommand(definition, { config, environment, command, args: rest });
  await endInOrder(environment, () => startService(definition, config));
}
