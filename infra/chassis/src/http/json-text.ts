/** JSON that is written already, by the database say; an answer takes it as it is, neither parsed nor written again. */
export class JsonText<T> {
  /** Kept apart until the end: joined, one Cyrillic letter would make a string of two bytes a letter of all of it. */
  readonly pieces: readonly string[];
  /** What the text says; there for the compiler alone. */
  declare readonly says?: T;

  constructor(...pieces: readonly string[]) {
    this.pieces = pieces;
  }

  toBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0));
    let end = 0;
    for (const piece of this.pieces) end += bytes.write(piece, end);
    return bytes;
  }
}

/** The fields of an object, each as a value or as what says it. */
type Fields<T> = { readonly [Name in keyof T]: T[Name] | JsonText<T[Name]> };

/** An object of which some fields are written already. A field that is undefined is left out, as everywhere in JSON. */
export function writeObject<T extends object>(fields: Fields<T>): JsonText<T> {
  const pieces = Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    const said = value instanceof JsonText ? value.pieces : [JSON.stringify(value)];
    return said[0] === undefined ? [] : [`,${JSON.stringify(name)}:`, ...said];
  });
  return new JsonText('{', pieces[0]?.slice(1) ?? '', ...pieces.slice(1), '}');
}
