#!/bin/sh
# Stands in for emcc as rustc's linker: keeps in link/ what it is given, for the emcc of another system to link.
mkdir -p link
count=0
output=
for word; do
  case $output$word in
  -o) output=next:; continue ;;
  next:*) output=; : > "$word"; continue ;;
  esac
  if [ -f "$word" ]; then
    count=$((count + 1))
    cp "$word" "link/$count-${word##*/}"
    word=link/$count-${word##*/}
  fi
  printf "'%s'\n" "$word"
done > link/arguments
