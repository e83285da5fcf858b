import { selectAxes } from '../../matrix/axes.ts';
import type { Action } from '../../model/action.ts';
import { describeUnavailable, type Toolchain } from '../../model/toolchain.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { commandEnv, mountsOf } from '../../run/mounts/uses.ts';
import { openBlobs } from '../../run/storage/blobs.ts';
import { ensureToolchain } from '../../toolchains/ensure.ts';
import { planToolchains } from '../../toolchains/plan-toolchains.ts';
import { findProject } from '../project/project.ts';
import { chooseEntry } from '../run/execute.ts';
import { openSession, readMatrixFiles } from '../run/session.ts';

/** A guest that does what its arguments say, one after the other. */
export const GUEST = String.raw`
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>

static void list(const char *path) {
  DIR *folder = opendir(path);
  int count = 0;
  if (!folder) { printf("%s\n", strerror(errno)); return; }
  for (struct dirent *entry; (entry = readdir(folder));)
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) count++;
  printf("%d\n", count);
  closedir(folder);
}

int main(int argc, char **argv) {
  char line[256];
  for (int i = 1; i < argc; i++) {
    const char *what = argv[i], *word = i + 1 < argc ? argv[i + 1] : "";
    if (!strcmp(what, "print")) { fputs(word, stdout); i++; }
    else if (!strcmp(what, "complain")) { fputs(word, stderr); i++; }
    else if (!strcmp(what, "exit")) exit(atoi(word));
    else if (!strcmp(what, "trap")) __builtin_trap();
    else if (!strcmp(what, "loop")) for (volatile int n = 0;; n++) {}
    else if (!strcmp(what, "env")) { const char *value = getenv(word); puts(value ? value : "none"); i++; }
    else if (!strcmp(what, "count")) printf("%d\n", argc - 1);
    else if (!strcmp(what, "echo")) { if (fgets(line, sizeof line, stdin)) fputs(line, stdout); else puts("end"); }
    else if (!strcmp(what, "list")) { list(word); i++; }
    else if (!strcmp(what, "cat")) {
      FILE *file = fopen(word, "r");
      if (file && fgets(line, sizeof line, file)) fputs(line, stdout); else puts("no file");
      if (file) fclose(file);
      i++;
    } else if (!strcmp(what, "make")) {
      int file = open(word, O_CREAT | O_WRONLY | O_EXCL, 0666);
      puts(file < 0 ? strerror(errno) : "made");
      i++;
    } else if (!strcmp(what, "shutdown")) printf("%d\n", (int)__wasi_sock_shutdown(1, __WASI_SDFLAGS_WR));
    else if (!strcmp(what, "spam")) for (int n = 0; n < 200000; n++) fputs("0123456789012345678901234567890123456789\n", stdout);
    fflush(stdout);
  }
  return 0;
}
`;

const BUILD = `clang --target=wasm32-wasi -O1 -isystem $WASI_SYSROOT/include/wasm32-wasi -c guest.c
wasm-ld $WASI_SYSROOT/lib/wasm32-wasi/crt1.o guest.o $WASI_SYSROOT/lib/wasm32-wasi/libc.a \
  /usr/lib/llvm-*/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a -o guest.wasm`;

/** Builds the guest by Debian's clang and wasi-libc, which are taken into the store. `scratch`: a folder for what it needs. */
export async function buildGuest(scratch: string): Promise<Uint8Array> {
  const signal = new AbortController().signal;
  const note = () => {};
  const { store, sources } = await openSession({ signal, note });
  const { matrix, lock } = readMatrixFiles(findProject().matrix);
  const { axes } = selectAxes(matrix, 'default', { host: ['llvm=22', 'wasi-libc=latest'] });
  const wanted = axes.filter(({ tool }) => tool === 'llvm' || tool === 'wasi-libc');
  const { columns } = await planToolchains(wanted, lock, store, sources);
  const tools: Toolchain[] = [];
  for (const column of columns) {
    const had = await ensureToolchain(column, store, sources, { signal });
    if (had.kind === 'unavailable') throw new Error(describeUnavailable(column.id, had.reason));
    tools.push(had.toolchain);
  }
  const blobs = openBlobs(scratch);
  const executor = createLocalExecutor({
    store: scratch,
    blobs,
    entry: await chooseEntry(true),
    toolchainOf: (digest) => tools.find((tool) => tool.digest === digest),
    layCaches: async () => [],
  });
  const uses = tools.map((toolchain) => ({ role: toolchain.tool, toolchain }));
  const action: Action = {
    command: BUILD,
    env: commandEnv(uses),
    inputs: [{ path: 'guest.c', digest: blobs.put(Buffer.from(GUEST)) }],
    outputs: ['guest.wasm'],
    toolchains: mountsOf(uses),
    limits: { wall: 120_000, silence: 120_000, output: 1 << 20, memory: 2 ** 31 },
    declared: [],
  };
  const result = await executor.execute(action, signal);
  const built = result.kind === 'exited' ? result.outputs[0] : undefined;
  if (!built) throw new Error(JSON.stringify(result));
  return blobs.read(built.digest);
}
