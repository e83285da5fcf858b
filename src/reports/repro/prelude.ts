/**
 * What every script begins with, in POSIX sh. A step has a folder of its own with the sources and what it needs of other
 * steps; it sees the same environment as in the catalogue: nothing of the caller's but PATH and what names Emscripten's
 * own configuration. `failed` gathers the steps that failed, each with its exit code.
 */
export const PRELUDE = `set -u
work=$(mktemp -d "\${TMPDIR:-/tmp}/emrift-repro.XXXXXX") || exit 2
[ -n "\${KEEP-}" ] || trap 'cd /; chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir "$work/sources" "$work/steps" "$work/home" "$work/tmp" "$work/browse" || exit 2
outside=$PATH
go_cache=\${GOCACHE:-$work/home/go-build}
go_proxy=\${GOPROXY-} go_sumdb=\${GOSUMDB-}
missing=
failed=
blocked=
newline='
'

say() { printf '%s\\n' "$*" >&2; }

# need_tool VARIABLE PROGRAM 'COMMAND THAT PRINTS ITS VERSION' NAME 'HOW TO GET IT' PATTERN…
need_tool() {
  variable=$1 program=$2 asks=$3 name=$4 how=$5
  shift 5
  eval "folder=\\\${$variable-}"
  [ -n "$folder" ] || folder=$(dirname "$(command -v "$program" || echo /nowhere/at-all)")
  eval "$variable=\\$folder"
  version=$(PATH=$folder:$outside; eval "$asks" 2>/dev/null | head -n 1)
  for pattern; do
    eval "case \\$version in $pattern) return ;; esac"
  done
  [ -z "\${ANY_VERSION-}" ] || [ -z "$version" ] || return 0
  say "$name is needed, and \${version:-nothing} was found; set $variable to the folder of its $program"
  say "  to get it: $how"
  missing=yes
}

# need_folder VARIABLE NAME 'HOW TO GET IT'
need_folder() {
  eval "folder=\\\${$1-}"
  [ -d "$folder" ] && return
  say "$2 is needed; set $1"
  say "  to get it: $3"
  missing=yes
}

# begin STEP: a fresh folder with the sources
begin() {
  step=$1
  say "== $step"
  mkdir "$work/steps/$step" && cp -R "$work/sources/." "$work/steps/$step/" && cd "$work/steps/$step" || exit 2
}

# take STEP PATH…: what a needed step left
take() {
  from=$work/steps/$1
  shift
  for path; do
    [ -e "$from/$path" ] || continue
    mkdir -p "$(dirname "$path")" && rm -rf "./$path" && cp -R "$from/$path" "$path" || exit 2
  done
}

# take_from 'FOLDER OF A TOOLCHAIN' PATH INTO ROLE: a file of a toolchain
take_from() {
  mkdir -p "$(dirname "$3")"
  for place in "$1/$2" "\${FILES-/nowhere}/$(basename "$2")"; do
    [ -f "$place" ] || continue
    cp "$place" "$3" || exit 2
    return
  done
  say "$4 has no $2 here; a folder with it can be named by FILES"
  exit 2
}

# passed STEP…: whether all of them were carried out and passed
passed() {
  for one; do case "$failed $blocked " in *" $one:"* | *" $one "*) return 1 ;; esac; done
}

# block STEP: what it needs failed
block() {
  say "== $1 cannot be tried: a step that it needs failed"
  blocked="$blocked $1"
}

# run_step VARIABLE=VALUE…: its command, which lies in $work/STEP.sh; shows what it printed, and remembers a failure
run_step() {
  env -i HOME="$work/home" TMPDIR="$work/tmp" LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1 \\
    \${EM_CONFIG:+"EM_CONFIG=$EM_CONFIG"} \${EM_CACHE:+"EM_CACHE=$EM_CACHE"} \${EMSDK:+"EMSDK=$EMSDK"} \\
    "$@" sh -e "$work/$step.sh" >"$work/$step.out" 2>"$work/$step.err" </dev/null
  code=$?
  cat "$work/$step.err" >&2
  cat "$work/$step.out"
  [ "$code" -eq 0 ] || failed="$failed $step:$code"
  [ "$code" -eq 0 ] || say "== $step ended with exit code $code"
}

# fails WHY: the step ended well, and yet is not what was asked for
fails() {
  say "== $step: $1"
  passed "$step" && failed="$failed $step:$code"
}

# expect_output: standard input is what the step had to print, but for a last newline
expect_output() {
  wanted=$(cat; echo .)
  got=$(cat "$work/$step.out"; echo .)
  wanted=\${wanted%.} got=\${got%.}
  [ "\${wanted%"$newline"}" = "\${got%"$newline"}" ] || fails "expected output: \${wanted%"$newline"}"
}

# names imports|exports FILE: as module.name, or name
names() {
  node -e '
    const [table, file] = require("process").argv.slice(1);
    const module = new WebAssembly.Module(require("fs").readFileSync(file));
    for (const { module: from, name } of WebAssembly.Module[table](module))
      console.log(from === undefined ? name : from + "." + name);
  ' "$1" "$2" || {
    say "the names in $2 could not be read: a node in PATH is needed that can compile it"
    exit 2
  }
}

# expect_names has|only|not imports|exports FILE PATTERN…
expect_names() {
  rule=$1 table=$2 file=$3
  shift 3
  passed "$step" || return 0
  [ -f "$file" ] || { fails "it left no $file"; return; }
  list=$(names "$table" "$file") || exit 2
  if [ "$rule" = has ]; then
    for pattern; do fits_any "$pattern" || fails "$file has no $table $pattern"; done
    return
  fi
  for name in $list; do
    fits=
    for pattern; do eval "case \\$name in $pattern) fits=yes ;; esac"; done
    [ "$rule" = only ] && [ -z "$fits" ] && fails "$file has $table $name"
    [ "$rule" = not ] && [ -n "$fits" ] && fails "$file has $table $name"
  done
  return 0
}

fits_any() {
  for name in $list; do eval "case \\$name in $1) return 0 ;; esac"; done
  return 1
}
`;
