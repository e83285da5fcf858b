# Asks a host by the command in front of the guest's arguments: do other goroutines go on while one waits, and what does
# waiting cost? A wait takes three seconds; half of that is far more than what differs from run to run.
set -e
mkfifo fifo
exec 3<> fifo

# Three seconds after the guest has begun, which it says by making a file.
later() {
  left=600
  until [ -e ready ] || [ $((left -= 1)) -eq 0 ]; do sleep 0.1; done
  sleep 3
}

# give WAY COMMAND…: it gets a byte later, on its standard input or in the fifo.
give() {
  way=$1
  shift
  rm -f ready
  case $way in
    stdin) (later; echo x) | "$@" ;;
    fifo) (later; printf x > fifo) & "$@" < /dev/null; wait ;;
    *) "$@" < /dev/null ;;
  esac
}

# Processor time of a command in hundredths of a second: what `times` says of the children of a shell without others.
cost() {
  ("$@" > /dev/null 2> last-error || echo failed; times) | awk -F'[ms ]+' '
    /failed/ { print "failed"; exit } NR == 2 { print int(($1 * 60 + $2 + $3 * 60 + $4) * 100) }'
}

start=$(cost "$@")
for how in sleep channel stdin fifo; do
  said=$(give "$how" timeout 60 "$@" count "$how") || true
  case $said in
    *---*) echo "$said" ;;
    *)
      echo "--- FAIL: sched/others-run-during-$how: the guest does not come back"
      echo "--- FAIL: sched/$how-ends-beside-others: the guest does not come back"
      ;;
  esac
  name=sched/$how-costs-nothing
  took=$(give "$how" cost timeout 60 "$@" idle "$how")
  case $took in
    failed) echo "--- FAIL: $name: the guest fails, or does not come back" ;;
    *) if [ $((took - start)) -lt 150 ]; then echo "--- PASS: $name"; else echo "--- FAIL: $name: as much as a busy loop"; fi ;;
  esac
done
echo '--- SKIP: sched/others-run-during-accept: not applicable: the command has no option for a socket'
