import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const place = (traceFlags: number) => ({ traceId: trace, spanId: span, traceFlags, isRemote: true });

describe('traceparent', () => {
  it.each([
    ['recorded', `00-${trace}-${span}-01`, place(1)],
    ['not recorded', `00-${trace}-${span}-00`, place(0)],
    ['flags of a later level are not ours', `00-${trace}-${span}-03`, place(1)],
    ['all but our flag', `00-${trace}-${span}-fe`, place(0)],
    ['a later version says more', `01-${trace}-${span}-01-what-comes`, place(1)],
    ['a later version says the same', `cc-${trace}-${span}-01`, place(1)],
    ['version 00 says no more', `00-${trace}-${span}-01-more`, undefined],
    ['a later version runs on', `01-${trace}-${span}-011`, undefined],
    ['the version that is none', `ff-${trace}-${span}-01`, undefined],
    ['no trace', `00-${'0'.repeat(32)}-${span}-01`, undefined],
    ['no span', `00-${trace}-${'0'.repeat(16)}-01`, undefined],
    ['capitals', `00-${trace.toUpperCase()}-${span}-01`, undefined],
    ['too short', `00-${trace.slice(1)}-${span}-01`, undefined],
    ['too long', `00-${trace}0-${span}-01`, undefined],
    ['no flags', `00-${trace}-${span}`, undefined],
    ['spaces', ` 00-${trace}-${span}-01`, undefined],
    ['two of them', `00-${trace}-${span}-01, 00-${trace}-${span}-01`, undefined],
    ['a line more', `00-${trace}-${span}-01\n`, undefined],
    ['nothing', '', undefined],
    ['no header', undefined, undefined],
  ])('%s', (_what, text, expected) => {
    expect(parseTraceparent(text)).toEqual(expected);
  });

  it('reads what it writes, and nothing else ends the reader', () => {
    const hex = (length: number) =>
      fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((text) => !/^0+$/.test(text));
    const places = fc.record({ traceId: hex(32), spanId: hex(16), traceFlags: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(places, (own) =>
        expect(parseTraceparent(formatTraceparent(own))).toEqual({ ...own, isRemote: true }),
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => expect(parseTraceparent(text)).toBeUndefined()));
  });
});
