import type { AnswerOf } from '../../api/operations.ts';

export type Organisation = AnswerOf<'identity.listOrganisations'>['organisations'][number];

export interface InstitutionGroup {
  /** The municipality; none where institutions stand right under the actor's node. */
  readonly above: Organisation | undefined;
  readonly institutions: readonly Organisation[];
}

const isInstitution = ({ kind }: Organisation): boolean => kind === 'school' || kind === 'college';
const byName = (a: Organisation, b: Organisation): number => a.name.localeCompare(b.name, 'ru', { numeric: true });
const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Institutions by municipality, those whose name or municipality holds the words; a municipality without any is still seen. */
export function groupInstitutions(all: readonly Organisation[], words: string): readonly InstitutionGroup[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const municipalities = all.filter(({ kind }) => kind === 'municipality').toSorted(byName);
  const above = new Map(municipalities.map((one) => [one.id, one]));
  const found = all.filter(isInstitution).filter((one) => {
    const text = plain([one.name, one.shortName, above.get(one.parentId ?? '')?.name ?? ''].join(' '));
    return wanted.every((word) => text.includes(word));
  });
  const under = Map.groupBy(found.toSorted(byName), ({ parentId }) => above.get(parentId ?? '')?.id);
  const groups = [undefined, ...municipalities].map((one) => ({ above: one, institutions: under.get(one?.id) ?? [] }));
  return groups.filter((group) => group.institutions.length > 0 || (group.above !== undefined && wanted.length === 0));
}

/** How many there are of each kind; closed ones do not count. */
export const countKinds = (all: readonly Organisation[]): Readonly<Record<'school' | 'college', number>> => {
  const open = all.filter(({ state }) => state === 'open');
  return {
    school: open.filter(({ kind }) => kind === 'school').length,
    college: open.filter(({ kind }) => kind === 'college').length,
  };
};
