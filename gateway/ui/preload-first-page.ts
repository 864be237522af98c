import type { Plugin } from 'vite';

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly moduleIds?: readonly string[];
  readonly facadeModuleId?: string | null;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

interface Options {
  /** File of the entry whose head is filled. */
  readonly html: string;
  /** Runs before the entry's own script. */
  readonly first: string;
  /** Modules that the entry loads lazily and its first page always needs. */
  readonly needs: readonly string[];
}

/** Tells the browser at once of everything that the entry's first page will load, instead of one file after the other. */
export const preloadFirstPage = ({ html, first, needs }: Options): Plugin => ({
  name: 'preload-first-page',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(text, { filename, bundle = {} }) {
      if (!filename.endsWith(html)) return undefined;
      const chunks = Object.values(bundle) as readonly Chunk[];
      const of = (module: string): Chunk => {
        const isIt = (id: string): boolean => id.replaceAll('\\', '/').endsWith(module);
        // a module that shares its chunk with others is loaded by a small one of its own
        const found =
          chunks.find(({ facadeModuleId }) => facadeModuleId != null && isIt(facadeModuleId)) ??
          chunks.find(({ moduleIds = [] }) => moduleIds.some(isIt));
        if (!found) throw new Error(`the build has no chunk of ${module}`);
        return found;
      };
      const wanted = new Map<string, Chunk>();
      const take = (chunk: Chunk): void => {
        if (wanted.has(chunk.fileName)) return;
        wanted.set(chunk.fileName, chunk);
        for (const name of chunk.imports ?? []) {
          const next = chunks.find(({ fileName }) => fileName === name);
          if (next) take(next);
        }
      };
      const start = of(first);
      for (const chunk of [start, ...needs.map(of)]) take(chunk);
      const isNew = (file: string): boolean => !text.includes(file);
      const files = [...wanted.keys()].filter((file) => file !== start.fileName && isNew(file));
      const styles = [
        ...new Set([...wanted.values()].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])),
      ];
      return [
        { tag: 'script', attrs: { type: 'module', src: `/${start.fileName}` }, injectTo: 'head-prepend' as const },
        ...files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/${file}` },
          injectTo: 'head' as const,
        })),
        ...styles.filter(isNew).map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'style', href: `/${file}` },
          injectTo: 'head' as const,
        })),
      ];
    },
  },
});
