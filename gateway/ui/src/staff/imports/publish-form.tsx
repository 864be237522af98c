import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { Icon } from '../../shell/icon.tsx';
import { fullDate, todayIn } from '../controls/calendar-day.ts';
import { DateInput } from '../controls/date-input.tsx';
import { Refusal } from '../controls/refusal.tsx';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

/** The file's timetable: already holding from a day, or the day from which it shall. */
export function PublishForm({ versionId }: { versionId: string }) {
  const { t } = useTexts('imports');
  const queries = useQueryClient();
  const today = todayIn(useSession().acting.timeZone);
  const [from, setFrom] = useState(today);
  const [firstWeek, setFirstWeek] = useState('');
  const versions = useQuery({
    queryKey: ['timetable', 'versions'],
    queryFn: ({ signal }) => call('curriculum.listVersions', { query: {}, signal }),
  });
  const version = versions.data?.versions.find(({ id }) => id === versionId);
  const publish = useMutation({
    mutationFn: () => {
      const body = { from, ...(firstWeek && { firstWeekIsA: firstWeek }) };
      return call('curriculum.publishVersion', { params: { versionId }, body });
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['timetable'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!publish.isPending) publish.mutate();
  };
  if (version?.state === 'published')
    return (
      <p className={styles['done']} role="status">
        <Icon name="calendar" className="i ok" />
        <span>
          {t('published', { date: version.publishedFrom ? fullDate(version.publishedFrom) : '' })}
          {publish.data && ` ${t('publishedCounts', publish.data)}`}
        </span>
        <Link to="/timetable" search={{ of: 'class' }}>
          {t('toTimetable')}
        </Link>
      </p>
    );
  return (
    <form className={styles['publish']} onSubmit={submit}>
      <h2>{t('publishTitle')}</h2>
      <div className={styles['order']}>
        <DateInput label={t('holdsFrom')} required value={from} onChange={setFrom} />
        {(version?.cycleWeeks ?? 1) > 1 && (
          <DateInput label={t('firstWeek')} value={firstWeek} onChange={setFirstWeek} />
        )}
        <button type="submit" className={`btn ${publish.isPending ? '' : 'primary'}`} aria-disabled={publish.isPending}>
          {publish.isPending ? t('publishing') : t('publish')}
        </button>
      </div>
      <Refusal error={publish.error ?? (versions.data ? null : versions.error)} namespace="imports" />
    </form>
  );
}
