import { describe, expect, it } from '@jest/globals';
import { brokerSignIn } from './config.ts';

const whole = { KAFKA_USERNAME: 'kafka-journal', KAFKA_PASSWORD: 'secret', KAFKA_CA: '-----BEGIN CERTIFICATE-----' };

describe('how a process signs in to Kafka', () => {
  it('is told by three variables together, or not at all', () => {
    expect(brokerSignIn(whole)).toEqual({
      username: 'kafka-journal',
      password: 'secret',
      authority: '-----BEGIN CERTIFICATE-----',
    });
    expect(brokerSignIn({})).toBeUndefined();
  });

  it.each(Object.keys(whole))('is refused without %s: nobody goes to a broker unnamed by mistake', (name) => {
    expect(() => brokerSignIn({ ...whole, [name]: undefined })).toThrow('belong together');
  });
});
