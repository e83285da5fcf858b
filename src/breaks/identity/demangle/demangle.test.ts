import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangle, tidyDemangled } from './demangle.ts';

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
