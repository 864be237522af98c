import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { answerHeaders, helmetForAnswers, helmetForPages, pageHeaders } from './security-headers.ts';

type Writes = (request: Request, response: Response, next: () => void) => unknown;

/** What a handler writes to an answer, and whether it goes on. */
function writtenBy(handler: Writes) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  let wentOn = false;
  handler(request as Request, response as Response, () => (wentOn = true));
  return { headers: { ...response.getHeaders() }, wentOn };
}

const urls = [undefined, 'http://school.example', 'https://school.example'];

describe('security headers', () => {
  test.each(urls)('for %s are those that helmet writes to each answer', (publicUrl) => {
    const written = writtenBy(pageHeaders(publicUrl));
    expect(written).toEqual(writtenBy(helmetForPages(publicUrl)));
    expect(written.wentOn).toBe(true);
    expect(Object.keys(written.headers).length).toBeGreaterThan(10);
    expect(writtenBy(answerHeaders(publicUrl))).toEqual(writtenBy(helmetForAnswers(publicUrl)));
  });

  test('of an answer leave nothing to run, frame, guess or read elsewhere', () => {
    expect(writtenBy(answerHeaders('https://school.example')).headers).toEqual({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test.each([pageHeaders, answerHeaders])('insist on https only where people come by it (%#)', (headers) => {
    const insists = (publicUrl: string) => 'strict-transport-security' in writtenBy(headers(publicUrl)).headers;
    expect([insists('http://school.example'), insists('https://school.example')]).toEqual([false, true]);
  });
});
