/** What a call of `npm test` has to do. */
export interface TestPlan {
  /** Everything: the static steps too. */
  readonly whole: boolean;
  readonly needsServers: boolean;
  /** Whether a browser may open them; a whole run builds the pages as one of its steps. */
  readonly needsPages: boolean;
}

/** Without paths everything runs; with paths only those files, and servers only if one of them may want them. */
export function planTests(args: readonly string[]): TestPlan {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  return {
    whole: paths.length === 0,
    needsServers: paths.length === 0 || !paths.every(isPure),
    needsPages: paths.some((path) => /(^|\/)e2e(\/|$)/.test(path)),
  };
}

/** `x.test.ts` beside the code does no I/O; a folder may hold anything. */
const isPure = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) && !/\.int\.test\.tsx?$/.test(path) && !/(^|\/)(test|e2e)\//.test(path);
