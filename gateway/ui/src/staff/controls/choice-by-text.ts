interface Named {
  readonly id: string;
  readonly text: string;
}

const plain = (text: string): string => text.trim().toLocaleLowerCase('ru');

/** Whom the typed text means: the one of just that name, else the only one whose name holds it. */
export function choiceByText<Choice extends Named>(choices: readonly Choice[], typed: string): Choice | undefined {
  const wanted = plain(typed);
  if (wanted === '') return undefined;
  const found = choices.filter(({ text }) => plain(text).includes(wanted));
  return found.find(({ text }) => plain(text) === wanted) ?? (found.length === 1 ? found[0] : undefined);
}
