import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import type { Week } from './week-news.ts';

/** Below this width the days stand under each other and the strip of days says which one is read. */
const wide = '(min-width: 900px)';

/** Which day is read now, and how to go to one. Opens at the pointed lesson, else at today. */
export function useShownDay(
  feed: RefObject<HTMLElement | null>,
  week: Week,
  pointed: string | undefined,
): readonly [string | undefined, (date: string) => void] {
  const [shown, setShown] = useState<string>();
  const key = `${week.student.studentId}${week.week}${pointed ?? ''}`;
  const show = (date: string) => {
    sectionOf(date)?.scrollIntoView({ block: 'start' });
    setShown(date);
  };

  // before the first paint: the page opens where it is read, instead of moving there
  useLayoutEffect(() => {
    const lesson = pointed ? document.getElementById(`lesson-${pointed}`) : undefined;
    const today = sectionOf(week.today);
    if (lesson) lesson.scrollIntoView({ block: 'center' });
    else if (today && !matchMedia(wide).matches) today.scrollIntoView({ block: 'start' });
    else feed.current?.scrollTo({ top: 0 });
    const isHere = week.days.some((day) => day.date === week.today);
    setShown(isHere ? week.today : week.days[0]?.date);
    // the key says when another week or lesson is opened; a new answer of the same week does not move the page
  }, [key]);

  useEffect(() => {
    const element = feed.current;
    if (!element || matchMedia(wide).matches) return;
    const read = () => {
      const top = element.getBoundingClientRect().top + 8;
      const sections = [...element.querySelectorAll<HTMLElement>('section[data-date]')];
      const isEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      const last = sections.findLast((section) => section.getBoundingClientRect().top <= top);
      if (!isEnd) setShown(last?.dataset['date'] ?? sections[0]?.dataset['date']);
    };
    element.addEventListener('scroll', read, { passive: true });
    return () => element.removeEventListener('scroll', read);
  }, [feed]);
  return [shown, show];
}

const sectionOf = (date: string) => document.querySelector<HTMLElement>(`section[data-date="${date}"]`);
