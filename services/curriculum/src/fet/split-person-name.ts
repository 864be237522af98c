export interface PersonName {
  readonly lastName: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  /** False where the text is kept whole as the last name. */
  readonly complete: boolean;
}

const WORD = String.raw`\p{Lu}[\p{L}'’-]*`;
const INITIALS = new RegExp(String.raw`^(${WORD}) ?(\p{Lu})\. ?(?:(\p{Lu})\.?)?$`, 'u');
const FULL = new RegExp(String.raw`^(${WORD}) (\p{Lu}[\p{Ll}-]+) (\p{Lu}[\p{Ll}-]+(?: (?:оглы|кызы))?)$`, 'u');
const SHORT = new RegExp(String.raw`^(${WORD}) (\p{Lu}\p{Ll}[\p{Ll}-]*)$`, 'u');

/** «Фамилия И. О.», «Фамилия И.О», «Фамилия Имя Отчество» and «Фамилия Имя»; anything else is kept as it is. */
export function splitPersonName(text: string): PersonName {
  const initials = INITIALS.exec(text);
  if (initials?.[1] && initials[2]) {
    const middleName = initials[3] ? `${initials[3]}.` : null;
    return { lastName: initials[1], firstName: `${initials[2]}.`, middleName, complete: true };
  }
  const full = FULL.exec(text);
  if (full?.[1] && full[2] && full[3]) {
    return { lastName: full[1], firstName: full[2], middleName: full[3], complete: true };
  }
  const short = SHORT.exec(text);
  if (short?.[1] && short[2]) return { lastName: short[1], firstName: short[2], middleName: null, complete: true };
  return { lastName: text, firstName: null, middleName: null, complete: false };
}
