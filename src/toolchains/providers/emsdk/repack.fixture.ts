import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Repacks a Debian root with Emscripten 3.1.6 as an archive in the layout of emscripten-releases: install/bin,
 * install/lib, install/emscripten. The programs are started through scripts that name the shared libraries packed with
 * them; what Debian moved elsewhere (launchers, node modules) is put back. Libraries for threads, debugging, exceptions and
 * sanitizers, which are half of it, are left out. For tests. Gives the archive's path, made once.
 */
export function repackEmscripten(root: string, folder: string): string {
  const archive = join(folder, 'plain-libraries.tar.xz');
  if (existsSync(archive)) return archive;
  const scratch = join(folder, `repack.${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  try {
    execFileSync('sh', ['-ec', SCRIPT, 'repack', root], { cwd: scratch, stdio: 'pipe' });
    renameSync(join(scratch, 'archive'), archive);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return archive;
}

const SCRIPT = `
root=$1
libs=$root/usr/lib/x86_64-linux-gnu
mkdir -p install/bin install/real install/lib/clang/14.0.6 install/emscripten/node_modules
wrap() {
  cp -L "$1" install/real/
  name=\${1##*/}
  printf '#!/bin/sh\\nhere=$(dirname "$0")\\nLD_LIBRARY_PATH=$here/../lib exec "$here/../real/%s" "$@"\\n' "$name" > install/bin/$name
  chmod +x install/bin/$name
}
for tool in clang clang++ wasm-ld llvm-ar llvm-nm llvm-ranlib llvm-objcopy llvm-strip llvm-dwarfdump llc; do
  wrap $root/usr/lib/llvm-14/bin/$tool
done
for tool in wasm-opt wasm-metadce wasm-emscripten-finalize wasm-ctor-eval wasm-split wasm2js; do wrap $root/usr/bin/$tool; done
for lib in libLLVM-14.so.1 libclang-cpp.so.14 libbinaryen.so libffi.so.8 libedit.so.2 libz3.so.4 libtinfo.so.6 \\
  libxml2.so.2 libbsd.so.0 libicuuc.so.72 libicudata.so.72 liblzma.so.5 libmd.so.0; do
  cp -L $libs/$lib install/lib/
done
cp -rL $root/usr/lib/llvm-14/lib/clang/14.0.6/include install/lib/clang/14.0.6/
tar -cf - -C $root/usr/share/emscripten --exclude=./docs --exclude=./tests --exclude=./.emscripten --exclude=__pycache__ \\
  --exclude='./cache/sysroot/lib/wasm32-emscripten/*/*' --exclude='*-mt*.a' --exclude='*-debug*.a' --exclude='*-except*.a' \\
  --exclude='*san*.a' --exclude='libwasmfs*.a' . | tar -xf - -C install/emscripten
for tool in emcc em++ emar emranlib; do
  printf '#!/bin/sh\\nexec python3 -E "$(dirname "$0")/%s.py" "$@"\\n' $tool > install/emscripten/$tool
  chmod +x install/emscripten/$tool
done
cp -rL $root/usr/share/nodejs/acorn install/emscripten/node_modules/
tar -cf - install | xz -0 -T0 > archive
`;
