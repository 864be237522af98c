import type { Knex } from 'knex';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import { parseScene, readScene } from '../reports/scene-queries.ts';
import { type Archived, findArchived, findCode, isReplaced } from './archive-queries.ts';
import { normaliseCheckCode } from './check-code.ts';

/** What anyone who holds the paper may know: nothing of a person. [RPT-4] */
export interface PaperCheck {
  readonly code: string;
  readonly title: string;
  readonly institution: string;
  readonly madeAt: string;
  readonly sha256: string;
  readonly state: 'valid' | 'replaced';
}

export interface CheckPaper {
  /** @throws DomainError `code-unknown` */
  describe(code: string): Promise<PaperCheck>;
  /** Whether a file with this SHA-256 (hex) is the archived one. @throws DomainError `code-unknown` */
  isGenuine(code: string, sha256: string): Promise<boolean>;
}

export function buildCheckPaper({ inTenant, db }: { inTenant: InTenant; db: Knex }): CheckPaper {
  const find = async <T>(code: string, read: (trx: Knex.Transaction, archived: Archived) => Promise<T>): Promise<T> => {
    const found = await findCode(db, normaliseCheckCode(code));
    if (!found) throw notFound('code-unknown');
    return inTenant({ institutionId: found.institutionId }, async (trx) => {
      const archived = await findArchived(trx, found.archiveId);
      if (!archived) throw notFound('code-unknown');
      return read(trx, archived);
    });
  };
  return {
    describe: (code) =>
      find(code, async (trx, archived) => {
        const [scenes] = await pipeline(trx, [readScene]);
        const { institution } = parseScene(scenes, archived.madeAt);
        return {
          code: archived.checkCode,
          title: archived.title,
          institution: institution.name,
          madeAt: archived.madeAt.toISOString(),
          sha256: archived.sha256,
          state: (await isReplaced(trx, archived.archiveId)) ? 'replaced' : 'valid',
        };
      }),
    isGenuine: (code, sha256) => find(code, (_, archived) => Promise.resolve(archived.sha256 === sha256)),
  };
}
