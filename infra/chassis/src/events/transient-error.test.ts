import { describe, expect, it } from '@jest/globals';
import { isTransient } from './transient-error.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('an error of the database that may pass', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '08006', '53300', '40P01', '25006'])('%s is waited for', (code) => {
    expect(isTransient(coded(code))).toBe(true);
    expect(isTransient(new AggregateError([coded(code)]))).toBe(true);
  });

  it.each(['23505', '42501', '22P02', '57014', ''])('%s is the fault of the message', (code) => {
    expect(isTransient(coded(code))).toBe(false);
  });

  it('knows the texts of a lost connection', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient('Connection terminated')).toBe(false);
  });
});
