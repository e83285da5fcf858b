type Table = Readonly<Record<string, string>>;

/** Keys come from symbol names: no inherited member may answer. */
function table(entries: Table): Table {
  return Object.assign(Object.create(null), entries);
}

/** Builtin types (Itanium C++ ABI, 5.1.5.2). */
export const PRIMITIVES = table({
  v: 'void',
  w: 'wchar_t',
  b: 'bool',
  c: 'char',
  a: 'signed char',
  h: 'unsigned char',
  s: 'short',
  t: 'unsigned short',
  i: 'int',
  j: 'unsigned int',
  l: 'long',
  m: 'unsigned long',
  x: 'long long',
  y: 'unsigned long long',
  n: '__int128',
  o: 'unsigned __int128',
  f: 'float',
  d: 'double',
  e: 'long double',
  g: '__float128',
  z: '...',
  Di: 'char32_t',
  Ds: 'char16_t',
  Du: 'char8_t',
  Da: 'auto',
  Dn: 'std::nullptr_t',
});

/** What follows an integer literal of a type. */
export const LITERAL_SUFFIX = table({ i: '', j: 'u', l: 'l', m: 'ul', x: 'll', y: 'ull' });

/** Abbreviations of standard names (5.1.10). */
export const STD_NAMES = table({
  Sa: 'std::allocator',
  Sb: 'std::basic_string',
  Ss: 'std::string',
  Si: 'std::istream',
  So: 'std::ostream',
  Sd: 'std::iostream',
});

/** Names for what the compiler makes (5.1.4). */
export const SPECIAL = table({
  TV: 'vtable for ',
  TT: 'VTT for ',
  TI: 'typeinfo for ',
  TS: 'typeinfo name for ',
  GV: 'guard variable for ',
});

/** Operators (5.1.3). */
export const OPERATORS = table({
  nw: ' new',
  na: ' new[]',
  dl: ' delete',
  da: ' delete[]',
  ng: '-',
  ad: '&',
  de: '*',
  co: '~',
  pl: '+',
  mi: '-',
  ml: '*',
  dv: '/',
  rm: '%',
  an: '&',
  or: '|',
  eo: '^',
  aS: '=',
  pL: '+=',
  mI: '-=',
  mL: '*=',
  dV: '/=',
  rM: '%=',
  aN: '&=',
  oR: '|=',
  eO: '^=',
  ls: '<<',
  rs: '>>',
  lS: '<<=',
  rS: '>>=',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  ss: '<=>',
  nt: '!',
  aa: '&&',
  oo: '||',
  pp: '++',
  mm: '--',
  cm: ',',
  pm: '->*',
  pt: '->',
  cl: '()',
  ix: '[]',
  qu: '?',
  ps: '+',
});

/** Standard classes that are abbreviations of templates, so that their constructors have another name. */
export const ABBREVIATED: ReadonlySet<string> = new Set([
  'std::string',
  'std::istream',
  'std::ostream',
  'std::iostream',
]);
