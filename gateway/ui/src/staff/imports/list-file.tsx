import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem } from '../../api/api-problem.ts';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { EmptyState } from '../../shell/failure.tsx';
import { ChoiceBox } from '../controls/choice-box.tsx';
import { DropBox } from '../controls/drop-box.tsx';
import { Refusal } from '../controls/refusal.tsx';
import { useWording } from '../controls/wording.ts';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

const mostBytes = 5 * 1024 * 1024;

interface Choosing {
  readonly classes: AnswerOf<'contingent.listClasses'>['classes'];
  readonly classId: string | undefined;
  readonly onClass: (id: string) => void;
}

/** First step: whose list, which file. */
export function ListFile({ classes, classId, onClass }: Choosing) {
  const { t } = useTexts('imports');
  const say = useWording('imports');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: async ({ file, into }: { file: File; into: string }) => {
      if (file.size > mostBytes) throw new ApiProblem({ status: 413, code: 'file-too-large' });
      const body = new Uint8Array(await file.arrayBuffer());
      return call('contingent.previewImport', { query: { classId: into, fileName: file.name.slice(0, 200) }, body });
    },
    onSuccess: (preview, { into }) => {
      queries.setQueryData(['imports', 'list', preview.importId], preview);
      void navigate({ to: '/imports', search: { class: into, import: preview.importId } });
    },
  });
  if (classes.length === 0) return <EmptyState>{say('noClasses')}</EmptyState>;
  const sorted = classes.toSorted(
    (a, b) => b.year - a.year || a.grade - b.grade || a.name.localeCompare(b.name, 'ru', { numeric: true }),
  );
  return (
    <div className={styles['page']}>
      <div className={styles['narrow']}>
        <ChoiceBox
          label={say('intoClass')}
          labelShown
          choices={sorted.map(({ id, name, year, students }) => ({
            id,
            text: name,
            hint: t('classHint', { year, students }),
          }))}
          selected={classId}
          onChoose={onClass}
        />
        {classId ? (
          <DropBox
            label={t('dropList')}
            hint={t('listLimits')}
            endings={['.xlsx', '.csv']}
            busy={upload.isPending}
            onFile={(file) => upload.mutate({ file, into: classId })}
          />
        ) : (
          <p className="second">{say('chooseFirst')}</p>
        )}
        <Refusal error={upload.error} namespace="imports" />
        <section className={styles['columns']}>
          <h2>{t('columnsTitle')}</h2>
          <p>{t('columnsNeeded')}</p>
          <p className="second">{t('columnsKnown')}</p>
          <p className="second">{t('nothingYet')}</p>
        </section>
      </div>
    </div>
  );
}
