# Runs a host until the module has opened its file and told so, kills it, and looks at what the host wrote of that call.
"$@" > told.txt 2>&1 &
host=$!
count=0
while [ $count -lt 300 ] && kill -0 $host 2> /dev/null && ! grep -qa 'opened the file' told.txt; do
  sleep 0.2
  count=$((count + 1))
done
sleep 0.5
kill -KILL $host 2> /dev/null || true
opened=$(grep -a 'path_open' told.txt | grep -a 'path=' | head -n 1)
yes() { if "$@"; then echo yes; else echo no; fi; }
echo "opened=$(yes grep -qa 'opened the file' told.txt)"
echo "names-the-call=$(yes grep -qa path_open told.txt)"
case $opened in *path=note.txt*) echo path-as-text=yes ;; *) echo path-as-text=no ;; esac
case $opened in *path=?guest\ 0x*/8*) echo path-as-pointer=yes ;; *) echo path-as-pointer=no ;; esac
case $opened in *FD_READ*) echo flags-by-name=yes ;; *) echo flags-by-name=no ;; esac
