import { createHash } from 'node:crypto';

/** The same UUID for the same name, here and in the database (`bench_id`), so that nothing has to be read back. */
export function benchId(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  const shaped = `${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17)}`;
  return shaped.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** As owner of a database. Inlined by the planner. */
export const benchIdFunction = `
  create or replace function bench_id(name text) returns uuid language sql immutable strict parallel safe as $$
    select overlay(overlay(md5(name) placing '8' from 13) placing 'a' from 17)::uuid $$;
`;
