import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { call } from '../../api/client.ts';
import { may, useSession } from '../../api/session.ts';
import { fullNameOf } from '../../format/person-name.ts';
import { t } from '../../i18n.ts';
import { staffPages } from '../pages.tsx';
import { findPlaces, type Place } from './find-places.ts';

interface Found {
  readonly places: readonly Place[];
  readonly asking: boolean;
  readonly error: unknown;
}

/** Pages at once, classes and people as the server knows them; only what this role may open. */
export function usePlaces(typed: string): Found {
  const session = useSession();
  const query = useDeferredValue(typed.trim());
  const context = session.acting.nodeKind;
  const classes = useQuery({
    queryKey: ['classes'],
    queryFn: ({ signal }) => call('contingent.listClasses', { query: {}, signal }),
    enabled: may(session, 'classes.read'),
    staleTime: 300_000,
  });
  const people = useQuery({
    queryKey: ['search', 'people', query],
    queryFn: async ({ signal }) => {
      // one request for a word, not one for a letter
      await new Promise((resolve) => setTimeout(resolve, 200));
      signal.throwIfAborted();
      return call('contingent.searchPeople', { query: { query, limit: 12 }, signal });
    },
    enabled: may(session, 'people.read') && query.length >= 2,
  });
  const pages = staffPages
    .filter((page) => page.icon && (!page.permission || may(session, page.permission)))
    .map((page): Place => {
      const text = t(page.titleKey, { context });
      return { key: page.path, kind: 'page', text, hint: t('search:page'), to: page.path };
    });
  const rooms = (classes.data?.classes ?? []).map(({ id, name }): Place => {
    const hint = t('search:class', { context });
    return { key: id, kind: 'class', text: name, hint, to: `/classes/${id}` };
  });
  const found = (people.data?.people ?? []).map((person): Place => {
    const kinds = person.kinds.map((kind) => t(`search:kinds.${kind}`, { context })).join(', ');
    const hint = [kinds, person.className].filter(Boolean).join(', ');
    const { personId } = person;
    return { key: personId, kind: 'person', text: fullNameOf(person), hint, to: `/people/${personId}` };
  });
  const near =
    query === '' ? findPlaces(pages, '', 12) : [...findPlaces(pages, query, 4), ...findPlaces(rooms, query, 6)];
  return { places: [...near, ...(query.length >= 2 ? found : [])], asking: people.isFetching, error: people.error };
}
