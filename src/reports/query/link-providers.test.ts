import { describe, expect, it } from 'vitest';
import { NO_CONTEXT } from '../../evidence/context/context.ts';
import { readLinkSymbols } from '../../evidence/origin/link-symbols.ts';
import type { Kind } from '../../model/codes.ts';
import { adviseByProviders, findLinkProviders } from './link-providers.ts';

const librariesOf = readLinkSymbols();

function find(names: readonly string[], kind: Kind = 'undefined-symbol', settings: readonly string[] = []) {
  const subjects = names.map((name) => ({ name, id: null, diagnostics: [], count: 1 }));
  const fact = (name: string) =>
    settings.includes(name) ? ({ group: 'setting', name, values: [], line: 1 } as const) : undefined;
  return findLinkProviders({ kind, subjects }, librariesOf, { ...NO_CONTEXT, fact });
}

describe('libraries that define what a link misses', () => {
  it('are grouped, each with its names and what links it', () => {
    expect(find(['deflate', 'emscripten_fetch', 'inflate', 'own_function'])).toEqual([
      {
        library: 'zlib',
        kind: 'port',
        flag: '-sUSE_ZLIB or --use-port=zlib',
        names: ['deflate', 'inflate'],
        asCxx: false,
      },
      { library: 'libfetch.a', kind: 'archive', flag: '-sFETCH', names: ['emscripten_fetch'], asCxx: false },
    ]);
  });

  it('are not asked for where the message is of another kind or the setting is given', () => {
    expect(find(['deflate'], 'import-missing')).toEqual([]);
    expect(find(['deflate'], 'undefined-symbol', ['setting:USE_ZLIB'])).toEqual([]);
  });

  it('give advice where they define all, as C or as C++ names it, or what each link has', () => {
    const advise = (names: readonly string[]) => adviseByProviders(find(names), names.length, true);
    expect(advise(['deflate', 'own_function'])).toBeNull();
    expect(advise(['own_function'])).toBeNull();
    expect(advise(['lua_newstate'])?.cure).toContain('--use-port=contrib.lua');
    expect(advise(['deflate(z_stream_s*, int)'])?.cure).toContain('extern "C"');
    expect(advise(['printf'])?.cure).toContain('-nostdlib');
    expect(adviseByProviders(find(['printf']), 1, false)?.certainty).toBe('possible');
  });
});
