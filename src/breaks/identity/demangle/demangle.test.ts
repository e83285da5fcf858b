import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangle, tidyDemangled } from './demangle.ts';
import { BROKEN_NAMES, NAMES, UNCOVERED_NAMES } from './names.fixture.ts';

describe('demangle', () => {
  // Right sides as llvm-cxxfilt 14 prints them, `> >` closed up.
  it.each([
    ['_ZN5audio5Mixer4playEPKci', 'audio::Mixer::play(char const*, int)'],
    ['_ZN2ns6Widget5countE', 'ns::Widget::count'],
    ['_ZN2ns4convIiEET_S1_', 'int ns::conv<int>(int)'],
    ['_ZNK2ns6WidgeteqERKS0_', 'ns::Widget::operator==(ns::Widget const&) const'],
    ['_ZN2ns6WidgetC1Ei', 'ns::Widget::Widget(int)'],
    ['_ZN2ns6WidgetD0Ev', 'ns::Widget::~Widget()'],
    ['_Znwm', 'operator new(unsigned long)'],
    ['_ZdaPv', 'operator delete[](void*)'],
    ['_ZTVN10__cxxabiv117__class_type_infoE', 'vtable for __cxxabiv1::__class_type_info'],
    ['_ZN2ns6Widget2cbEPFiPKczE', 'ns::Widget::cb(int (*)(char const*, ...))'],
    ['_ZN2ns6Widget3arrERA4_i', 'ns::Widget::arr(int (&) [4])'],
    [
      '_ZNSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEE6resizeEmc',
      'std::__2::basic_string<char, std::__2::char_traits<char>, std::__2::allocator<char>>::resize(unsigned long, char)',
    ],
    ['_ZSt4swapIiEvRT_S1_', 'void std::swap<int>(int&, int&)'],
    ['_ZN3FixILi3ELb1EE1fEv', 'Fix<3, true>::f()'],
  ])('reads %s', (symbol, text) => expect(demangle(symbol)).toBe(text));

  it.each(['main', '_start', '__syscall_futex', '_Z', '_ZN', '_ZN5audio', '_Z3fooX', '_ZZ4mainE1x', ''])(
    'leaves %s alone',
    (symbol) => expect(demangle(symbol)).toBeNull(),
  );

  it.each(
    NAMES.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const),
  )('reads %s as LLVM does', (symbol, text) => expect(demangle(symbol)).toBe(text));

  it.each([...BROKEN_NAMES, ...UNCOVERED_NAMES])('leaves %s alone', (symbol) => expect(demangle(symbol)).toBeNull());

  it('reads no name that ends too early, wherever it is cut', () => {
    const whole = '_ZNSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEE6resizeEmc';
    expect(demangle(whole)).not.toBeNull();
    for (let length = 0; length < whole.indexOf('6resizeE') + '6resizeE'.length; length++) {
      expect(demangle(whole.slice(0, length))).toBeNull();
    }
  });

  it('reads names of 2048 characters, types in 64 levels and texts of 4096', () => {
    const long = (length: number) => `_Z${length}${'f'.repeat(length)}`;
    expect(demangle(long(2042))).toBe('f'.repeat(2042));
    expect(demangle(long(2043))).toBeNull();
    const deep = (levels: number) => `_Z1f${'P'.repeat(levels - 1)}i`;
    expect(demangle(deep(64))).toBe(`f(int${'*'.repeat(63)})`);
    expect(demangle(deep(65))).toBeNull();
    // Two names of a thousand characters, repeated by back references.
    const wide = (times: number) => `_Z1f1000${'a'.repeat(1000)}${'S_'.repeat(times)}`;
    expect(demangle(wide(3))).toHaveLength('f()'.length + 4 * 1000 + 3 * ', '.length);
    expect(demangle(wide(4))).toBeNull();
  });

  it('neither throws nor grows on anything', () => {
    const pieces = fc.constantFrom(
      'N',
      'E',
      'S',
      '_',
      'I',
      'J',
      'P',
      'K',
      'R',
      'F',
      'v',
      'T_',
      'S0_',
      '1a',
      '2bc',
      'L',
      'i',
      'D',
      'C1',
      'St',
      'A3_',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        expect((demangle(`_Z${parts.join('')}`) ?? '').length).toBeLessThanOrEqual(4096);
      }),
      { numRuns: 2000 },
    );
    expect(demangle(`_Z1f${'P'.repeat(2000)}i`)).toBeNull();
    expect(demangle(`_ZN${'1aI'.repeat(300)}${'S_'.repeat(300)}`)).toBeNull();
  });

  it('closes nested templates as newer linkers do', () => {
    expect(tidyDemangled('f(a<b<c> >, d<e<g<h> > >)')).toBe('f(a<b<c>>, d<e<g<h>>>)');
  });
});
