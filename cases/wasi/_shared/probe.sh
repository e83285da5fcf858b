# Asks a host for WASI the questions that a module has, and prints one line for each as `go test -v` does:
#     sh probe.sh HOST MODULE [-s SCENE] [-d|-r GUEST=FOLDER]... [-e NAME=VALUE]... [-l PORT] [-o FILE]
#                 [-x CODE NAME | -k TEXT NAME] [-- ARGUMENT...]
# The module gets SCENE, where its answers go (1 or 2), the arguments, and how many questions of the scene to pass over.
# It says "=== RUN   NAME" before each question and "=== DONE" at its end. A host or guest that ends earlier has failed the
# last question named; it is started again for those that follow.
# -d lays the folder out anew (lay_out below) and grants it, -r for reading only. -l grants a listening socket. -o sends the guest's standard output to a file (closed: nowhere at all), its
# answers then come from standard error. -x and -k ask a single question, NAME, that the guest does not answer itself: whether
# it ends with CODE (abnormal: with any but 0), or writes TEXT.
set -eu
host=$1 module=$2 scene=main answers=1 output= code= text= name= port=
shift 2
export LC_ALL=C.UTF-8

# Each question has a folder of its own, 0, 1, 2 …, and each finds the same there; only the scene main has more than sixteen.
# Below the granted folder lies `secret`, which no guest may read.
lay_out() {
  most=15
  [ "$scene" != main ] || most=239
  rm -rf "$1" .pattern
  mkdir -p "$1" .pattern/folder .pattern/hollow
  printf secret > "$(dirname "$1")/secret"
  printf 0123456789 > .pattern/file
  printf inner > .pattern/folder/inner
  : > .pattern/empty
  printf fixed > .pattern/readonly
  ln -s file .pattern/link
  ln -s folder .pattern/folder-link
  ln -s nowhere .pattern/dangling
  ln -s loop .pattern/loop
  ln -s ../../secret .pattern/escape
  touch -d @981173106 .pattern/file
  chmod 444 .pattern/readonly
  for number in $(seq 0 $most); do cp -a .pattern "$1/$number"; done
  printf %s "$1" > "$1/top"
}

# Compiled once for all guests that the step starts; the name stays, since a guest is asked for it. wazero keeps its own.
if [ "$host" = wasmtime ]; then
  mkdir -p .compiled
  [ -e ".compiled/$module" ] || wasmtime compile -o ".compiled/$module" "$module"
  module=.compiled/$module
fi

set -- "$@" ::
has_words=
while [ "$1" != :: ]; do
  if [ -n "$has_words" ]; then
    set -- "$@" "$1"
    shift
    continue
  fi
  case $1 in
    -s) scene=$2 && shift 2 ;;
    -o) output=$2 answers=2 && shift 2 ;;
    -x) code=$2 name=$3 && shift 3 ;;
    -k) text=$2 name=$3 && shift 3 ;;
    -d | -r)
      guest=${2%%=*} from=${2#*=}
      lay_out "$from"
      how=$host$1
      shift 2
      case $how in
        node-d) set -- "$@" "--dir=$guest=$from" ;;
        wazero-d) set -- "$@" "-mount=$from:$guest" ;;
        wazero-r) set -- "$@" "-mount=$from:$guest:ro" ;;
        wasmtime-d) set -- "$@" --dir "$from::$guest" ;;
        wasmedge-d) set -- "$@" --dir "$guest:$from" ;;
        wasmedge-r) set -- "$@" --dir "$guest:$from:readonly" ;;
      esac ;;
    -l)
      port=$2
      shift 2
      case $host in
        wazero) set -- "$@" "-listen=127.0.0.1:$port" ;;
      esac ;;
    -e)
      pair=$2
      shift 2
      case $host in
        wazero) set -- "$@" "-env=$pair" ;;
        *) set -- "$@" --env "$pair" ;;
      esac ;;
    --)
      has_words=yes
      shift
      set -- "$@" "$module" "$scene" "$answers" ;;
    *) echo "probe.sh: what is $1?" >&2 && exit 2 ;;
  esac
done
shift
[ -n "$has_words" ] || set -- "$@" "$module" "$scene" "$answers"
case $host in
  # The flag opens node:wasi on node 16 and does nothing on later ones.
  node) set -- node --no-warnings --experimental-wasi-unstable-preview1 probe-host.mjs "$@" ;;
  wazero) set -- wazero run -cachedir=.compiled "$@" ;;
  wasmtime) set -- wasmtime run --allow-precompiled "$@" ;;
  wasmedge) set -- wasmedge "$@" ;;
esac

# The shell takes a background job's input away, so it is kept as 3, and closed for the guest where it was closed before.
closed=
if [ -e /proc/self/fd/0 ]; then exec 3<&0; else closed=yes; fi
start() {
  if [ -n "$closed" ]; then exec timeout -k 5 250 "$@" <&-; fi
  exec timeout -k 5 250 "$@" <&3 3<&-
}

# Runs the guest until it ends, or is silent for 30 seconds: no question takes a second, on a machine with nothing else to
# do. Before the first it has three times as long: some hosts compile it first.
ask() {
  ended=0
  : > .answers
  case $output in
    '') start "$@" > .answers 2> .errors & ;;
    closed) start "$@" 2> .answers >&- & ;;
    *) start "$@" 2> .answers > "$output" & ;;
  esac
  guest=$! silent=0 seen=0
  while kill -0 $guest 2> .gone; do
    sleep 0.1
    size=$(stat -c %s .answers)
    silent=$((silent + 1))
    if [ "$size" != $seen ]; then seen=$size silent=0; fi
    if [ $silent -gt 900 ] || { [ $silent -gt 300 ] && [ $seen != 0 ]; }; then
      kill $guest
      wait $guest || :
      ended=124
      return
    fi
  done
  wait $guest || ended=$?
}

# Sends ping to the guest's socket as soon as it listens; what else comes is for the guest to say.
connect() {
  for _ in $(seq 50); do
    if bash -c "exec 3<> /dev/tcp/127.0.0.1/$port && printf ping >&3 && timeout 20 head -c 4 <&3" > .received 2> .refused; then break; fi
    sleep 0.2
  done
}

if [ -n "$name" ]; then
  ask "$@" 0
  cat .errors >&2
  got="exit code $ended" wanted="exit code $code"
  if [ "$code" = abnormal ] && [ "$ended" != 0 ]; then wanted=$got; fi
  if [ -n "$text" ]; then got=$(grep -av '^===' .answers) wanted=$text; fi
  if [ "$got" = "$wanted" ]; then echo "--- PASS: $name"; else echo "--- FAIL: $name: $wanted wanted, $got got"; fi
  exit 0
fi
if [ -n "$port" ]; then connect & fi
passed=0
# A guest may say what is no text, for which grep needs -a.
while :; do
  ask "$@" "$passed"
  [ -n "$output" ] || cat .errors >&2
  grep -a '^--- ' .answers || :
  if grep -aq '^=== DONE' .answers; then break; fi
  last=$(sed -n 's/^=== RUN *//p' .answers | tail -n 1)
  if [ -z "$last" ]; then
    cat .answers >&2
    echo "the guest did not come to its questions: exit code $ended" >&2
    exit 1
  fi
  how="the host or the guest ended here, with exit code $ended"
  if [ $ended = 124 ]; then how='no answer within 30 seconds'; fi
  grep -aq "^--- [A-Z]*: $last\(:\|\$\)" .answers || echo "--- FAIL: $last: $how"
  passed=$((passed + $(grep -ac '^=== RUN' .answers)))
done
