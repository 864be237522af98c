import { endInOrder } from '@parta/chassis/end-in-order';
import { config, environment } from './config.ts';
import { startGateway } from './gateway.ts';

await endInOrder(environment, () => startGateway(config));
