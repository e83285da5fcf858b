# Builds a standalone module, with functions in place of those that it would import and no host has:
#     sh probe-build.sh MODULE SOURCE...
set -eu
module=$1
shift
objects=
for source; do
  emcc -c -O1 "$source" -o "${source%.c}.o"
  objects="$objects ${source%.c}.o"
done
flags='-O1 -s STANDALONE_WASM=1 -s ERROR_ON_UNDEFINED_SYMBOLS=0'
emcc $objects $flags -o first.wasm
node probe-complete.cjs first.wasm > functions.c
# For the log: what Emscripten has of C's library and does not translate.
cat functions.c
emcc $objects functions.c $flags -o "$module"
