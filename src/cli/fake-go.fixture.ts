/** A program that answers like a Go and does what the orchestrator's tests need: work, failures, silence, floods. */
export const FAKE_GO = `#!/bin/sh
case "$1" in
  version) echo 'go version go1.23.4 linux/amd64' ;;
  build) sleep 0.05; echo "made of $(cat input.txt)" > main.wasm ;;
  fail) echo 'main.go:1:1: syntax error: unexpected newline' >&2; exit 1 ;;
  hang) sleep 60 ;;
  tests) cat results.txt; exit "$2" ;;
  flood) yes ;;
esac
`;
