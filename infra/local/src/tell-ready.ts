import type { DemoAccount } from './demo-account.ts';
import { say } from './say.ts';

/** The last lines of a start: where to go and as whom. */
export function tellReady(url: string, accounts: readonly DemoAccount[], seconds: number): void {
  say('');
  for (const line of accountLines(accounts)) say(`  ${line}`);
  say(`\nParta is ready in ${seconds.toFixed(1)} s:  ${url}\nCtrl-C stops it, npm run reset starts over.\n`);
}

/** One account of each role in each institution, in columns. */
export function accountLines(accounts: readonly DemoAccount[]): string[] {
  const byRole = Map.groupBy(accounts, ({ role, institution }) => `${role} ${institution}`);
  const shown = [...byRole.values()].flatMap((same) => same.slice(0, 1));
  const widest = (of: (account: DemoAccount) => string): number => Math.max(0, ...shown.map((one) => of(one).length));
  const [role, login, password] = [
    widest((one) => one.role),
    widest((one) => one.login),
    widest((one) => one.password),
  ];
  return shown.map((one) => {
    const who = [one.name, one.institution].filter(Boolean).join(', ');
    return `${one.role.padEnd(role)}  ${one.login.padEnd(login)}  ${one.password.padEnd(password)}  ${who}`;
  });
}
