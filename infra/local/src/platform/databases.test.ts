import { describe, expect, it } from '@jest/globals';
import { databaseUrl } from './databases.ts';

describe('address of a service’s database', () => {
  it('takes the role at once and keeps what the administrator’s address says', () => {
    expect(
      databaseUrl('postgres://admin:secret@db:5433/postgres?sslmode=require', 'parta_journal', 'journal_app'),
    ).toBe('postgres://admin:secret@db:5433/parta_journal?sslmode=require&options=-c%20role%3Djournal_app');
  });

  it('keeps options that are given', () => {
    const url = databaseUrl('postgres://db/postgres?options=-c%20work_mem%3D8MB', 'a', 'a_app');
    expect(new URL(url).searchParams.get('options')).toBe('-c work_mem=8MB -c role=a_app');
  });
});
