/**
 * Why a file or folder that was named cannot be read, after the error that reading it gave: `there is no such file`, else
 * `cannot be read (EACCES)`.
 */
export function whyUnread(error: unknown, what: 'file' | 'folder'): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? `there is no such ${what}` : `cannot be read (${code})`;
}
