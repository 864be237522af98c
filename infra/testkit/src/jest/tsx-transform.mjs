import { transformSync } from 'esbuild';

// Node strips types by itself, but not JSX: only the pages' files come through here
const process = (source, sourcefile) =>
  transformSync(source, {
    loader: 'tsx',
    jsx: 'automatic',
    format: 'esm',
    target: 'node24',
    sourcefile,
    sourcemap: 'inline',
  });
export default { process, processAsync: async (...args) => process(...args) };
