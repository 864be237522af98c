import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { migratedServices } from './schema-sql.ts';

const repository = join(import.meta.dirname, '../../../..');
type Kind = "institution's" | "user's own" | "organisation's" | 'lookup' | 'plumbing';

/** Tables without a row policy: keys that lead to an id, and what carries messages. All others must have one. */
const unguarded: Readonly<Record<string, Kind>> = {
  ...{ code_lookup: 'lookup', login_lookup: 'lookup', check_code: 'lookup' },
  // opaque ids that every service asks for, and the one root of the tree
  ...{ revocation: 'lookup', tree_root: 'lookup' },
  ...{
    outbox: 'plumbing',
    inbox: 'plumbing',
    dead_letter: 'plumbing',
    epoch: 'plumbing',
    aggregate_version: 'plumbing',
  },
};

interface Table {
  readonly name: string;
  readonly kind: Kind | undefined;
}

/** Each table of a schema with its kind, by its forced policies; a partition is reached through its parent only. */
function kindsOf(schema: string): readonly Table[] {
  const names = [...schema.matchAll(/^CREATE TABLE public\.(\w+) \(/gm)].map(([, name = '']) => name);
  const parts = new Set([...schema.matchAll(/ATTACH PARTITION public\.(\w+)/g)].map(([, name = '']) => name));
  return names.filter((name) => !parts.has(name)).map((name) => ({ name, kind: kindOf(schema, name) }));
}

function kindOf(schema: string, table: string): Kind | undefined {
  const isForced =
    schema.includes(`ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY;`) &&
    schema.includes(`ALTER TABLE ONLY public.${table} FORCE ROW LEVEL SECURITY;`);
  if (!isForced) return unguarded[table];
  const policies = schema
    .split('\n')
    .filter((line) => new RegExp(`^CREATE POLICY \\w+ ON public\\.${table} `).test(line));
  if (policies.some((line) => line.includes('USING ((path @>'))) return "organisation's";
  if (policies.some((line) => line.includes("USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'")))
    return "user's own";
  const own = "USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'";
  return policies.some((line) => line.includes(own)) ? "institution's" : undefined;
}

const schemaOf = (service: string): string => readFileSync(join(repository, 'services', service, 'schema.sql'), 'utf8');

describe('the catalogue of tables (DESIGN §4)', () => {
  it.each(migratedServices(repository))('each table of %s is of one of the five kinds', (service) => {
    const tables = kindsOf(schemaOf(service));
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter(({ kind }) => kind === undefined)).toEqual([]);
  });

  it.each(['save', 'revision', 'revision_note'])(
    'the history in %s can be added to and read by the service, no more',
    (table) => {
      expect(kindOf(schemaOf('journal'), table)).toBe("institution's");
      const grants = schemaOf('journal').match(
        new RegExp(`^GRANT .* ON TABLE public\\.${table} TO journal_app;$`, 'gm'),
      );
      expect(grants).toEqual([`GRANT SELECT,INSERT ON TABLE public.${table} TO journal_app;`]);
    },
  );

  it('a table that was left without a policy has no kind', () => {
    expect(kindsOf('CREATE TABLE public.secret (\n);')).toEqual([{ name: 'secret', kind: undefined }]);
  });
});
