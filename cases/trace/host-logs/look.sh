# Runs a guest with a command, once to its end and once until it is killed, and tells what the host printed of its calls:
#     sh look.sh COMMAND... (the guest's own arguments come behind)
"$@" >run.out 2>run.err
cat run.out run.err >log
opens=$(grep path_open log || true)
has() { printf '%s\n' "$opens" | grep -qE "$1"; }
calls=no paths=no rights=no times=no
if [ -n "$opens" ]; then
  calls=yes paths=addresses rights=numbers
  if has 'f\.txt'; then paths=text; fi
  if has 'FD_READ'; then rights=names; fi
  if has '[0-9]:[0-9][0-9]:[0-9][0-9]\.'; then times=yes; fi
fi
errors=no results=no output=no
if grep -qiE 'errno=ENOENT|inner: Noent' log; then errors=names; fi
if grep -qE 'opened_fd=[0-9]+|Ok\(Fd\([0-9]+\)\)' log; then results=yes; fi
if grep -qE 'fd_write.*(\(fd=1,|fd=Fd\(1\)|\(1, )' log; then output=yes; fi

"$@" stay >stay.out 2>stay.err &
guest=$!
waited=0
until grep -q ready stay.out || [ $waited -ge 600 ]; do
  sleep 0.1
  waited=$((waited + 1))
done
kill -9 $guest
wait $guest 2>/dev/null || true
kept=$(cat stay.out stay.err | grep -cE 'path_filestat_get.*(\(fd=3,|fd=Fd\(3\)|\(3, )' || true)
killed=some
if [ "$kept" -eq 0 ]; then killed=none; fi
if [ "$kept" -eq 2000 ]; then killed=all; fi

echo "calls=$calls"
echo "paths=$paths"
echo "rights=$rights"
echo "results=$results"
echo "errors=$errors"
echo "standard-output=$output"
echo "times=$times"
echo "after-kill=$killed"
