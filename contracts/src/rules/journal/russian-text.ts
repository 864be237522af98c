/** Whether records are in Russian: at least half of the letters are Cyrillic; a text without letters is. [002 §1.3] */
export function isRussian(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  return cyrillic * 2 >= letters;
}
