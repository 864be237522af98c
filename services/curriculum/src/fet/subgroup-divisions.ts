interface Part {
  readonly name: string;
  readonly atoms: readonly string[];
}

const NUMBERED = /^(.*?)[\s_.№-]*\d+$/u;

/**
 * The division of each part of one class, in the order given: «П1, П2» divide it one way, «Б1, Б2, Б3» another. Parts
 * that share an atom are never in one division, whatever their names say. Parts without a number («англ», «нем»)
 * are one division as long as they are disjoint.
 */
export function divisionsOf(parts: readonly Part[]): string[] {
  const divisions = new Map<string, Set<string>>();
  return parts.map(({ name, atoms }) => {
    const stem = trimSeparators(NUMBERED.exec(name)?.[1] ?? '');
    for (let number = 1; ; number++) {
      const division = number === 1 ? stem : `${stem} ${number}`.trim();
      const members = divisions.get(division) ?? new Set<string>();
      if (atoms.some((atom) => members.has(atom))) continue;
      for (const atom of atoms) members.add(atom);
      divisions.set(division, members);
      return division;
    }
  });
}

const trimSeparators = (text: string): string => text.replace(/^[\s_./(–—-]+|[\s_./(–—-]+$/gu, '');
