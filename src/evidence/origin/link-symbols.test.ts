import { describe, expect, it } from 'vitest';
import data from './link-symbols.json' with { type: 'json' };
import { readLinkSymbols } from './link-symbols.ts';

const librariesOf = readLinkSymbols();

describe('which library defines a symbol', () => {
  it.each([
    ['deflate', 'zlib', '-sUSE_ZLIB or --use-port=zlib'],
    ['png_create_read_struct', 'libpng', '-sUSE_LIBPNG or --use-port=libpng'],
    ['FT_Init_FreeType', 'freetype', '-sUSE_FREETYPE or --use-port=freetype'],
    ['SDL_CreateWindow', 'sdl2', '-sUSE_SDL=2 or --use-port=sdl2'],
    ['emscripten_fetch', 'libfetch.a', '-sFETCH'],
    ['emscripten_websocket_new', 'libwebsocket.js', '-lwebsocket.js'],
    ['glBegin', 'libglemu.js', '-sLEGACY_GL_EMULATION'],
    ['glfwInit', 'libglfw.js', '-sUSE_GLFW=3'],
    ['printf', 'libc.a', ''],
  ])('%s is in %s', (symbol, name, flag) => {
    expect(librariesOf(symbol)[0]).toMatchObject({ name, flag, byDefault: flag === '' });
  });

  it('says nothing of other names, and of what only some variants of a library have', () => {
    for (const symbol of ['my_function', 'main', '__cxa_throw', 'toString', ''])
      expect(librariesOf(symbol)).toEqual([]);
  });

  it('says the same of a name whether few or many were asked for', () => {
    const symbols = data.libraries.flatMap((library) => library.symbols.flatMap((line) => line.split(' ').slice(0, 1)));
    const [many, names] = [readLinkSymbols(), symbols.slice(0, 400)];
    expect(names.map((name) => readLinkSymbols()(name))).toEqual(names.map((name) => many(name)));
  });

  it('names what each library was read from', () => {
    for (const { name, from, flag, byDefault } of data.libraries) {
      expect(from, name).toMatch(/^em\d+\.\d+\.\d+\S*/);
      expect(flag === '', name).toBe(byDefault);
    }
  });
});
