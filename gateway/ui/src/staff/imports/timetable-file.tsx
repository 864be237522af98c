import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../api/api-problem.ts';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { DateInput } from '../controls/date-input.tsx';
import { DropBox } from '../controls/drop-box.tsx';
import { Refusal } from '../controls/refusal.tsx';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

const mostBytes = 32 * 1024 * 1024;
type Brief = AnswerOf<'curriculum.listTimetableImports'>['imports'][number];

/** First step: the file, and from which day its timetable holds. Earlier imports stand below. */
export function TimetableFile({ onOpen }: { onOpen: (importId: string) => void }) {
  const { t } = useTexts('imports');
  const [publishFrom, setPublishFrom] = useState('');
  const upload = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > mostBytes) throw new ApiProblem({ status: 413, code: 'timetable-too-large' });
      const body = new Uint8Array(await file.arrayBuffer());
      const query = { fileName: file.name.slice(0, 200), ...(publishFrom && { publishFrom }) };
      return call('curriculum.importTimetable', { query, body });
    },
    onSuccess: ({ importId }) => onOpen(importId),
  });
  return (
    <div className={styles['page']}>
      <div className={styles['narrow']}>
        <DateInput label={t('publishFrom')} hint={t('publishFromHint')} value={publishFrom} onChange={setPublishFrom} />
        <DropBox
          label={t('dropTimetable')}
          hint={t('timetableLimits')}
          endings={['.fet', '.xml']}
          busy={upload.isPending}
          onFile={(file) => upload.mutate(file)}
        />
        <Refusal error={upload.error} namespace="imports" />
        <p className="second">{t('sameFile')}</p>
      </div>
      <Earlier onOpen={onOpen} />
    </div>
  );
}

function Earlier({ onOpen }: { onOpen: (importId: string) => void }) {
  const { t } = useTexts('imports');
  const answer = useQuery({
    queryKey: ['imports', 'timetable', 'all'],
    queryFn: ({ signal }) => call('curriculum.listTimetableImports', { signal }),
  });
  const imports = answer.data?.imports ?? [];
  return (
    <section className={styles['earlier']} aria-labelledby="earlier">
      <h2 id="earlier">{t('earlier')}</h2>
      <Refusal error={answer.data ? null : answer.error} namespace="imports" />
      {answer.data && imports.length === 0 && <p className="quiet">{t('noEarlier')}</p>}
      {imports.length > 0 && (
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('madeOf')}</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <tr key={one.importId}>
                <th scope="row">
                  <button type="button" className="btn link" onClick={() => onOpen(one.importId)}>
                    {one.fileName}
                  </button>
                </th>
                <td className={one.state === 'failed' ? 'bad' : undefined}>{t(`importStates.${one.state}`)}</td>
                <td>{one.failure?.message ?? createdOf(one, (created) => t('createdAll', { count: created }))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function createdOf({ counts }: Brief, say: (created: number) => string): string {
  return say(Object.values(counts).reduce((sum, one) => sum + (one?.created ?? 0), 0));
}
