/** Where to go after sign-in: the `to` of the address when it is a path of this site and of this person's side, else home. */
export function wantedAddress(search: string, home: string): string {
  const wanted = new URLSearchParams(search).get('to');
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/sign-in') || wanted.startsWith('/activation'))
    return home;
  const isDiary = wanted === '/diary' || wanted.startsWith('/diary/') || wanted.startsWith('/diary?');
  return isDiary === (home === '/diary') && wanted !== '/' ? wanted : home;
}
