/**
 * For programs that know no lifeline (Postgres, Redis, Kafka): runs the command and stops it with the given signal when
 * fd 3 closes, which it does even when the supervisor is killed by `kill -9`. Passed inline and not as a file, because
 * the program may run as a user who cannot read this folder.
 */
const script = `
signal=$1; shift
"$@" 3<&- &
child=$!
trap 'kill -s $signal $child 2>/dev/null' TERM INT HUP
(
  trap - TERM INT HUP
  read -r _ <&3
  kill -s $signal $child 2>/dev/null
  tries=0
  while kill -0 $child 2>/dev/null && [ $tries -lt 40 ]; do sleep 0.25; tries=$((tries + 1)); done
  kill -KILL $child 2>/dev/null
) &
watcher=$!
exec 3<&-
while :; do
  wait $child; code=$?
  kill -0 $child 2>/dev/null || break
done
kill $watcher 2>/dev/null
exit $code
`;

/** Command line that runs a program under the guard; `signal` without its prefix, e.g. INT. */
export function underGuard(signal: 'TERM' | 'INT', command: string, args: readonly string[]): [string, string[]] {
  return ['sh', ['-c', script, 'lifeline-guard', signal, command, ...args]];
}
