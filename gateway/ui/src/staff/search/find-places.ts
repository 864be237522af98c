/** Something that the search can open. */
export interface Place {
  readonly key: string;
  readonly kind: 'page' | 'class' | 'person';
  readonly text: string;
  readonly hint: string;
  /** Address of its page. */
  readonly to: string;
}

const plain = (text: string): string =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[«»"'\s-]+/g, '');

/** Places whose name holds the query, those that begin with it first. `9б` finds `9«Б»`. */
export function findPlaces(places: readonly Place[], query: string, limit: number): readonly Place[] {
  const wanted = plain(query);
  const rank = (place: Place): number => plain(place.text).indexOf(wanted);
  return places
    .filter((place) => rank(place) >= 0)
    .toSorted((a, b) => Number(rank(a) > 0) - Number(rank(b) > 0))
    .slice(0, limit);
}
