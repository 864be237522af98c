import { invalid } from '@parta/chassis/errors';
import { normaliseLogin } from '../keyed-hash.ts';

/** Of those with eight characters and more the ones that guessers try first; Russian words are typed on either layout. */
const common: ReadonlySet<string> = new Set(
  `password password1 password123 passw0rd p@ssw0rd p@ssword qwertyuiop qwerty123 qwerty12 1qaz2wsx 1q2w3e4r 1q2w3e4r5t
  q1w2e3r4 q1w2e3r4t5 qazwsxedc zaq12wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess football baseball superman
  trustno1 starwars computer internet whatever 12344321 11223344 12341234 12121212 123123123 123321123 147258369
  789456123 987654321 abcd1234 abc12345 a1b2c3d4 admin123 administrator adminadmin welcome1 letmein1 changeme
  йцукенгшщз йцукен123 пароль123 парольпароль любимая1 наташа123 школа123 gfhjkm123 ghbdtn123 yfnfif123 school123`.split(
    /\s+/,
  ),
);

const rows = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'qwertyuiopasdfghjklzxcvbnm',
  'йцукенгшщзхъфывапролджэячсмитьбю',
];

const reversed = (text: string): string => [...text].reverse().join('');

/** @throws DomainError `password-too-weak`: shorter than 8, the login, one character, a row of keys, or among the commonest */
export function refuseWeak(password: string, login: string): void {
  const text = normaliseLogin(password);
  const weak =
    [...text].length < 8 ||
    text === normaliseLogin(login) ||
    new Set(text).size === 1 ||
    common.has(text) ||
    rows.some((row) => row.includes(text) || reversed(row).includes(text) || row.repeat(2).includes(text));
  if (weak) throw invalid('password-too-weak');
}
