import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';

/** Columns of a class list: «Фамилия», «Имя», «Отчество», «Дата рождения», and two guardians. [CNT-9] */
export const importColumns = [
  'lastName',
  'firstName',
  'middleName',
  'birthDate',
  'guardian1Name',
  'guardian1Relation',
  'guardian2Name',
  'guardian2Relation',
] as const;

export const ImportField = z.enum(importColumns).meta({ id: 'ImportField' });

export const ImportRow = z
  .object({
    /** Line of the sheet, as a person counts: the heading is 1. */
    line: z.int(),
    values: z.partialRecord(ImportField, z.string()),
    state: z.enum(['new', 'known', 'wrong', 'imported']),
    problems: z.array(z.object({ field: ImportField.nullable(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ImportRow' });

export const ImportPreview = z
  .object({
    importId: z.uuid(),
    fileName: z.string(),
    state: z.enum(['preview', 'applied']),
    rows: z.array(ImportRow),
    counts: z.object({ new: z.int(), known: z.int(), wrong: z.int(), imported: z.int() }),
  })
  .meta({ id: 'ImportPreview' });

const id = z.object({ importId: z.uuid() });

export const importsContract = contract({
  previewImport: {
    method: 'post',
    path: '/imports',
    summary: 'Read a class list (XLSX or CSV) row by row; nothing is written to the class yet',
    permission: 'people.import',
    idempotency: 'none',
    query: z.object({ classId: z.uuid(), fileName: z.string().max(200) }),
    upload: { maxBytes: 5 * 1024 * 1024 },
    success: { status: 201, body: ImportPreview },
    problems: ['class-not-found', 'file-not-readable', 'file-too-large', 'columns-missing', 'too-many-rows'],
  },
  getImport: {
    method: 'get',
    path: '/imports/{importId}',
    summary: 'A preview again',
    permission: 'people.import',
    idempotency: 'none',
    params: id,
    success: { status: 200, body: ImportPreview },
    problems: ['import-not-found'],
  },
  mendImportRow: {
    method: 'patch',
    path: '/imports/{importId}/rows/{line}',
    summary: 'Mend one row in place',
    permission: 'people.import',
    idempotency: 'natural',
    params: z.object({ importId: z.uuid(), line: z.coerce.number().int() }),
    body: z.object({ values: z.partialRecord(ImportField, z.string().max(200)) }),
    success: { status: 200, body: ImportRow },
    problems: ['import-not-found', 'row-not-found', 'already-applied'],
  },
  applyImport: {
    method: 'post',
    path: '/imports/{importId}/apply',
    summary: 'Enrol the good rows by one order; wrong rows stay in the preview with their reasons',
    permission: 'people.import',
    idempotency: 'natural',
    params: id,
    body: z.object({
      orderNumber: z.string().trim().min(1).max(40),
      orderDate: CalendarDate,
      effectiveFrom: CalendarDate,
    }),
    success: { status: 200, body: ImportPreview },
    problems: ['import-not-found', 'nothing-to-import'],
  },
});
