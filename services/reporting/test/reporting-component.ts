import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildReporting } from '../src/app.ts';
import type { SmallSchool } from './small-school.ts';

export const PUBLIC_URL = 'https://parta.example';

/** The whole service on its own database, with the real browser and a queue that looks for dead workers every second. */
export const startReporting = (): Promise<Component> =>
  startComponent({
    definition: { name: 'reporting', build: buildReporting },
    migrations: new URL('../migrations/', import.meta.url),
    config: {
      PUBLIC_URL,
      CHROMIUM_PATH: process.env['CHROMIUM_PATH'],
      CHROMIUM_FOLDER: join(tmpdir(), 'parta'),
      QUEUE_SUPERVISE_SECONDS: 1,
    },
  });

export const classTeacherOf = ({ id }: SmallSchool): TestActor => ({
  userId: id.teacherUser,
  personId: id.teacher,
  institutionId: id.institution,
  roles: ['teacher', 'class-teacher'],
});

export const directorOf = ({ id }: SmallSchool): TestActor => ({
  personId: id.director,
  institutionId: id.institution,
  roles: ['director'],
});

/** Every event that the job's stream sends until it ends by itself. */
export async function followJob(component: Component, actor: TestActor, jobId: string): Promise<string[]> {
  const response = await fetch(`${component.service.url}/jobs/${jobId}/progress`, {
    headers: { authorization: `Bearer ${component.issuer.sign(actor)}` },
  });
  const text = await response.text();
  return [...text.matchAll(/"stage":"(\w+)"/g)].map((match) => match[1] ?? '');
}
