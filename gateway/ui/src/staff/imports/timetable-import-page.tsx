import './imports-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { ImportHead } from './import-head.tsx';
import { TimetableFile } from './timetable-file.tsx';
import { TimetableResult } from './timetable-result.tsx';
import { useTexts } from '../../i18n.ts';

const askAgainMilliseconds = 500;

/** A FET file of the institution's own timetabler: file, taking over with its progress, result. [CUR-4, CUR-7] */
export function Page() {
  const { t } = useTexts('imports');
  const { import: importId }: { import?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const answer = useQuery({
    queryKey: ['imports', 'timetable', importId ?? ''],
    queryFn: ({ signal }) => call('curriculum.getTimetableImport', { params: { importId: importId ?? '' }, signal }),
    enabled: importId !== undefined,
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'running' ? askAgainMilliseconds : false),
    refetchIntervalInBackground: true,
  });
  const shown = importId ? answer.data : undefined;
  const step = shown ? (shown.state === 'running' ? 1 : 2) : 0;
  const open = (id: string | undefined) =>
    void navigate({ to: '/timetable-import', search: id === undefined ? {} : { import: id } });
  return (
    <>
      <ImportHead current="timetable" steps={[t('step.file'), t('step.takeOver'), t('step.result')]} step={step} />
      {importId && answer.error && !answer.data ? (
        <Failure error={answer.error} namespace="imports" onRetry={() => void answer.refetch()} />
      ) : shown ? (
        <TimetableResult report={shown} away={answer.error} onOther={() => open(undefined)} />
      ) : importId ? (
        <Skeleton />
      ) : (
        <TimetableFile onOpen={open} />
      )}
    </>
  );
}
