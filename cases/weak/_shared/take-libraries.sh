# take-libraries.sh LOG: lays down the start file and the archives of the link whose command LOG has, under their own names,
# and their names in the linker's order in order.txt.
set -e
folders=
for word in $(grep -E '(^|/|:| )wasm-ld(-[0-9]+)? .*-o ' "$1" | tail -n 1); do
  case $word in
    -L*) folders="$folders ${word#-L}"; file= ;;
    -l*) file=; for folder in $folders; do [ -z "$file" ] && [ -f "$folder/lib${word#-l}.a" ] && file=$folder/lib${word#-l}.a; done ;;
    *.a | */crt1*.o) file=$word ;;
    *) file= ;;
  esac
  [ -z "$file" ] && continue
  cp "$file" .
  basename "$file" >> order.txt
done
