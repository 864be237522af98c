import { describe, expect, it } from '@jest/globals';
import { readStartArguments } from './start-arguments.ts';

describe('arguments of npm start', () => {
  it.each([
    [[], {}, undefined],
    [['--replicas', 'journal=3'], { journal: 3 }, undefined],
    [['--replicas=journal=3'], { journal: 3 }, undefined],
    [['--replicas', 'journal=3,reporting=2'], { journal: 3, reporting: 2 }, undefined],
    [['--replicas', 'journal=3', '--replicas', 'identity=2'], { journal: 3, identity: 2 }, undefined],
    [['--port', '8080'], {}, 8080],
  ])('%j', (args, replicas, port) => {
    expect(readStartArguments(args)).toEqual({ replicas, port });
  });

  it.each([
    [['--replicas', 'journal=0']],
    [['--replicas', 'journal']],
    [['--replicas', 'journal=many']],
    [['--port', '99999']],
    [['--clones', '2']],
    [['journal=3']],
  ])('refuses %j', (args) => {
    expect(() => readStartArguments(args)).toThrow();
  });
});
