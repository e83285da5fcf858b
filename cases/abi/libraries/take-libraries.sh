# take-libraries.sh LOG FOLDER: copies what the linker was given, as its command line in LOG says: archives, start files,
# and as javascript.so the names that JavaScript offers, in newer versions a stub library, before that a list of names.
set -e
mkdir -p "$2"
folders=
for word in $(grep 'wasm-ld[-0-9]* .*-o ' "$1" | tail -n 1); do
  case $word in
    -L*) folders="$folders ${word#-L}" ;;
    -l*)
      for folder in $folders; do
        if [ -f "$folder/lib${word#-l}.a" ]; then
          cp "$folder/lib${word#-l}.a" "$2"
          break
        fi
      done
      ;;
    *.a | */crt1*.o) cp "$word" "$2" ;;
    */*js_symbols.so) cp "$word" "$2/javascript.so" ;;
    --allow-undefined-file=*) { echo '#STUB'; cat "${word#*=}"; } > "$2/javascript.so" ;;
  esac
done
