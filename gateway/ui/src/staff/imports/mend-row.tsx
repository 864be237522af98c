import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { Refusal } from '../controls/refusal.tsx';
import { type Field, type ImportRow, type Preview, withRow } from './row-filter.ts';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

/** The reasons of one row and a field for each that can be mended in place; Enter sends. */
export function MendRow({ row, importId }: { row: ImportRow; importId: string }) {
  const { t } = useTexts('imports');
  const queries = useQueryClient();
  const fields = [...new Set(row.problems.flatMap(({ field }) => field ?? []))];
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const mend = useMutation({
    mutationFn: () => {
      const given = Object.fromEntries(fields.map((field) => [field, values[field] ?? row.values[field] ?? '']));
      return call('contingent.mendImportRow', { params: { importId, line: row.line }, body: { values: given } });
    },
    onSuccess: async (mended) => {
      const key = ['imports', 'list', importId];
      queries.setQueryData<Preview>(key, (old) => old && withRow(old, mended));
      // rows are judged against each other: mending one can free another
      await queries.invalidateQueries({ queryKey: key });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mend.isPending) mend.mutate();
  };
  return (
    <form className={styles['fix']} onSubmit={submit}>
      <span id={`why-${row.line}`}>{row.problems.map(({ message }) => message).join('; ')}</span>
      {fields.map((field, index) => (
        <label key={field}>
          <span className={fields.length > 1 ? 'small' : 'sr'}>{t(`fields.${field}`)}</span>
          <input
            className="field"
            id={index === 0 ? `mend-${row.line}` : undefined}
            aria-label={t('fieldOf', { field: t(`fields.${field}`), line: row.line })}
            aria-invalid="true"
            aria-describedby={`why-${row.line}`}
            maxLength={200}
            value={values[field] ?? row.values[field] ?? ''}
            onChange={(event) => setValues({ ...values, [field]: event.target.value })}
          />
        </label>
      ))}
      {fields.length > 0 && (
        <button type="submit" className="btn" aria-disabled={mend.isPending}>
          {t('accept')}
        </button>
      )}
      <Refusal error={mend.error} namespace="imports" />
    </form>
  );
}
