import { spawnSync } from 'node:child_process';

/** A file as the last commit has it; undefined where there is none, or no repository (a source archive). */
export function committedFile(repository: string, path: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['show', `HEAD:${path}`], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  return status === 0 ? stdout : undefined;
}

/** Names of the files that the last commit has in a folder. */
export function committedFiles(repository: string, folder: string): readonly string[] {
  const { status, stdout } = spawnSync('git', ['ls-tree', '-r', '--name-only', 'HEAD', `${folder}/`], {
    cwd: repository,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.split('\n').filter(Boolean) : [];
}
