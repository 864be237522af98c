import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

interface Options {
  /** `input` = what a writer must give, `output` = what a reader is certain to get. */
  readonly io: 'input' | 'output';
  readonly target?: 'draft-7' | 'draft-2020-12';
}

/** JSON Schema of a zod schema as people read it: readers ignore fields that they do not know, and a format stands for its pattern. */
export const jsonSchemaOf = (schema: z.ZodType, { io, target = 'draft-2020-12' }: Options): Json =>
  z.toJSONSchema(schema, {
    target,
    io,
    override: ({ jsonSchema: made }) => {
      if (made.format !== undefined) delete made.pattern;
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum;
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum;
      if (made.additionalProperties === false) delete made.additionalProperties;
    },
  });

/** Schemas with an id, gathered in one place of a document that refers to them. */
export class Components {
  readonly schemas: Record<string, unknown> = {};

  /**
   * A schema that refers to those with an id, itself included, and does not hold them.
   * @throws Error when two schemas share an id
   */
  add(schema: z.ZodType, options: Options): Json {
    const text = JSON.stringify(jsonSchemaOf(schema, options)).replaceAll(
      /"#\/(\$defs|definitions)\//g,
      '"#/components/schemas/',
    );
    const { $schema: _, $defs, definitions, ...rest } = JSON.parse(text) as Record<string, unknown>;
    for (const [id, inner] of Object.entries({ ...asObject($defs), ...asObject(definitions) })) this.#keep(id, inner);
    return rest;
  }

  #keep(id: string, schema: unknown): void {
    const known = this.schemas[id];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two schemas are called ${id}`);
    this.schemas[id] = schema;
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
