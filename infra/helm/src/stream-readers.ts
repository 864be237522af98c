/**
 * Service → owners of the streams that it consumes: what Kafka lets it read. Beside it each may write its own streams.
 * A test holds it to the handlers of the services.
 */
export const streamReaders: Readonly<Record<string, readonly string[]>> = {
  contingent: ['identity'],
  curriculum: ['contingent', 'identity'],
  identity: ['contingent'],
  journal: ['contingent', 'curriculum', 'identity'],
  notifications: ['contingent', 'curriculum', 'identity', 'journal'],
  reporting: ['contingent', 'curriculum', 'identity', 'journal'],
};
