# Looks for the call that opens the file in what a host wrote before it was killed.
opened=$(grep -a 'path_open' "$1" | grep -aE 'note\.txt|guest|path' | head -n 1)
yes() { if "$@"; then echo yes; else echo no; fi; }
echo "running=$(yes grep -qa 'opened the file' "$1")"
echo "names-the-call=$(yes grep -qa path_open "$1")"
case $opened in *note.txt*) echo path-as-text=yes ;; *) echo path-as-text=no ;; esac
case $opened in *guest*/8*) echo path-as-pointer=yes ;; *) echo path-as-pointer=no ;; esac
case $opened in *FD_READ*) echo flags-by-name=yes ;; *) echo flags-by-name=no ;; esac
