import './imports-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { ImportHead } from './import-head.tsx';
import { ListFile } from './list-file.tsx';
import { ListPreview } from './list-preview.tsx';
import { useTexts } from '../../i18n.ts';

/** A class list from a spreadsheet: file, check of every row, enrolment. [CNT-9] */
export function Page() {
  const { t } = useTexts('imports');
  const address: { class?: string; import?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const importId = address.import;
  const preview = useQuery({
    queryKey: ['imports', 'list', importId ?? ''],
    queryFn: ({ signal }) => call('contingent.getImport', { params: { importId: importId ?? '' }, signal }),
    enabled: importId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const classes = useQuery({
    queryKey: ['classes'],
    queryFn: ({ signal }) => call('contingent.listClasses', { query: {}, signal }),
  });
  const shown = importId ? preview.data : undefined;
  const step = shown ? (shown.state === 'applied' ? 3 : 1) : 0;
  const failed = importId ? preview : classes;
  return (
    <>
      <ImportHead current="list" steps={[t('step.file'), t('step.check'), t('step.write')]} step={step} />
      {failed.error && !failed.data ? (
        <Failure error={failed.error} namespace="imports" onRetry={() => void failed.refetch()} />
      ) : shown ? (
        <ListPreview
          preview={shown}
          className={classes.data?.classes.find(({ id }) => id === address.class)?.name ?? ''}
          classId={address.class}
        />
      ) : classes.data && !importId ? (
        <ListFile
          classes={classes.data.classes}
          classId={address.class}
          onClass={(id) => void navigate({ to: '/imports', search: { class: id }, replace: true })}
        />
      ) : (
        <Skeleton />
      )}
    </>
  );
}
