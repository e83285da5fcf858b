# Puts all questions of a module to a host, each in the surroundings that it needs: sh probe-scenes.sh HOST MODULE [GROUP]...
# probe.sh says what the options mean. Ends with 1 where a guest did not come to its questions.
host=$1 module=$2 failed=0
shift 2
probe() { sh probe.sh "$host" "$module" "$@" || failed=1; }
skip() { echo "--- SKIP: $1: not applicable: $host has no option for it"; }

plain() {
  probe -d /=fs -e TZ=UTC0 -e PLAIN=value -e EMPTY= -e EQUALS=a=b=c -e 'SPACES=two  words' -e 'UNICODE=ä€😀' -- \
    'two  words' '' 'ä€😀' --dir "$(printf 'line\nbreak')" "$(head -c 4000 /dev/zero | tr '\0' l)"
}

ends() {
  for code in 0 1 3 125 126 255; do probe -s "exit-$code" -x "$code" "exit/$code"; done
  probe -s exit-return -x 0 exit/return
  probe -s exit-abort -x abnormal exit/abort
  probe -s exit-output -k last exit/output
}

folders() {
  probe -s preopens -d /data=one -d /other=two
  probe -s preopens-nested -d /=one -d /data=two
  probe -s preopens-root -d /=one
  probe -s preopens-relative -d data=one
  probe -s preopens-dot -d .=one
  probe -s preopens-slash -d /data/=one
  probe -s preopens-none
}

read_only() {
  case $host in
    wazero | wasmedge) probe -s preopens-read-only -r /=one ;;
    *) for name in read write create remove; do skip "preopens/read-only-$name"; done ;;
  esac
}

streams() {
  printf 'one\ntwo\n' > input
  probe -s stdin-empty < /dev/null
  probe -s stdin-file < input
  cat input | probe -s stdin-pipe
  (sleep 1 && head -c 1048576 /dev/zero) | probe -s stdin-large
  probe -s stdin-closed <&-
  sleep 1 | probe -s stdin-late
  probe -s stdout-file -o output
  probe -s stdout-closed -o closed
  probe -s stdout-full -o /dev/full
}

# `name` is what the question is called in the module's language.
socket() {
  case $host in
    wazero) probe -s accept -l 4000 ;;
    *) skip "$name" ;;
  esac
}

for group; do
  case $group in
    socket=*) name=${group#*=} && socket ;;
    *) $group ;;
  esac
done
exit $failed
