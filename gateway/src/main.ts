import closeWithGrace from 'close-with-grace';
import { followSupervisor } from '@parta/chassis/lifeline';
import { config, environment } from './config.ts';
import { startGateway } from './gateway.ts';

const gateway = await startGateway(config);
const closing = closeWithGrace({ delay: 8000 }, async () => {
  await gateway[Symbol.asyncDispose]();
});
followSupervisor(environment, () => closing.close());
