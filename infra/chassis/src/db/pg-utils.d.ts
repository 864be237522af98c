/** What the driver makes of a parameter before it leaves; its types leave the module out. */
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
