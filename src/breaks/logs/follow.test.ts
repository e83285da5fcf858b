import { describe, expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { message } from '../evidence.fixture.ts';
import { followsFromOthers } from './follow.ts';

function causesOf(log: string): readonly string[] {
  const diagnostics = parseLog(log);
  const follows = followsFromOthers(diagnostics);
  return diagnostics.filter((message) => !follows(message)).map(({ code }) => code);
}

describe('followsFromOthers', () => {
  it('takes the trap by which a panicking Go program ends for its end, and a trap alone for the cause', () => {
    const trap = 'RuntimeError: unreachable';
    expect(causesOf(`panic: reflect: unimplemented: AssignableTo with interface\n${trap}`)).toEqual(['go-panic']);
    expect(causesOf(trap)).toEqual(['trap-unreachable']);
  });

  const cgo = message('cgo-cc-wrong-target', { package: 'runtime/cgo' });
  const inC = (file: string) => message('undefined-identifier', { file, message: 'undefined: x' });
  const said = (text: string) => message('unrecognised', { reporter: 'unknown', message: text });
  const archive = said("archive member 'lib.rmeta' is neither Wasm object file nor LLVM bitcode");
  const linker = message('undefined-symbol', { symbol: 'f' });
  const odd = message('unrecognised', { reporter: 'wasm-ld', message: 'odd' });
  const packed = message('unrecognised', { reporter: 'node', message: 'Error: Compiling your crate failed' });
  const warning = message('undefined-symbol', { severity: 'warning' });

  it.each<[string, Diagnostic, Diagnostic, boolean]>([
    ['a member of Rust’s archives', linker, archive, true],
    ['such a member alone', archive, archive, false],
    ['a package of Go that is half in C', cgo, inC('/go/src/os/user/lookup.go'), true],
    ['the same on Windows', cgo, inC('C:\\go\\src\\net\\cgo.go'), true],
    [
      'an error of the C in it',
      message('tool-not-found'),
      message('compile-error', { file: '/go/src/plugin/a.c' }),
      true,
    ],
    ['the same for a processor without cgo', message('cgo-unsupported-arch'), inC('/go/src/runtime/cgo/a.go'), true],
    ['another package of Go', cgo, inC('/go/src/os/file.go'), false],
    ['another error there', cgo, message('undefined-symbol', { file: '/go/src/net/a.go' }), false],
    ['that package without a reason', linker, inC('/go/src/net/a.go'), false],
    ['an error without a file', cgo, message('compile-error'), false],
    ['what rustc repeats', linker, said('linking with `rust-lld` failed: exit status: 1'), true],
    ['what cargo repeats', odd, said('could not compile `app` (bin "app")'), true],
    ['that behind wasm-pack’s words for it', packed, said('could not compile `mio` (lib)'), false],
    ['that behind a warning alone', warning, said('linking with `rust-lld` failed'), false],
    ['that behind nobody’s words', said('x'), said('aborting due to 1 previous error'), false],
    ['what a build tool says of a command', linker, said('Command failed with exit code 1'), true],
    ['what npm says of a script', linker, said('script "build" exited with code 1'), true],
    ['what Docker says of a step', linker, said("The command '/bin/sh -c make' returned a non-zero code: 2"), true],
    ['that behind words of no known form', odd, said('exited with code 1'), false],
    ['that behind a warning', warning, said('exited with code 1'), false],
    ['what is a reason of its own on Windows', linker, said('The command line is too long.'), false],
    ['a word that only begins so', linker, said('exiting'), false],
    ['such words further on', linker, said('while linking with `rust-lld`'), false],
    [
      'such words of a message with a template',
      linker,
      message('file-not-found', { message: 'linking with x' }),
      false,
    ],
    ['an error behind a panic that is no trap', message('go-panic'), message('file-not-found'), false],
    ['an exit code behind an error', linker, message('go-exit-nonzero'), true],
    ['an exit code behind a warning', warning, message('go-exit-nonzero'), false],
    ['an exit code behind another', message('go-exit-nonzero'), message('go-exit-nonzero'), false],
  ])('%s', (_, cause, second, expected) => {
    expect(followsFromOthers([cause, second])(second)).toBe(expected);
    expect(followsFromOthers([cause, second])(cause)).toBe(false);
  });
});
