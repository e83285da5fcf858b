/**
 * C++ names and what llvm-cxxfilt 21.1 prints for them. Those of `ns` are what g++ 12 made of a file with every construct
 * that is read; the others were written by the grammar.
 */
export const NAMES = `
_Z3inlv inl()
_Z5main_v main_()
_Z5usestv usest()
_Z6useinlv useinl()
_Z7useanonv useanon()
_ZL3stci stc(int)
_ZN12_GLOBAL__N_11Q1fEv (anonymous namespace)::Q::f()
_ZN12_GLOBAL__N_14anonEi (anonymous namespace)::anon(int)
_ZN2S21gEv S2::g()
_ZN2ns1AINS0_IiLi2EEELi3EE1mERA3_S1_ ns::A<ns::A<int, 2>, 3>::m(ns::A<int, 2> (&) [3])
_ZN2ns1AINS0_IiLi2EEELi3EE2In1fES2_ ns::A<ns::A<int, 2>, 3>::In::f(ns::A<ns::A<int, 2>, 3>)
_ZN2ns1AINS0_IiLi2EEELi3EE2InC1Ev ns::A<ns::A<int, 2>, 3>::In::In()
_ZN2ns1AINS0_IiLi2EEELi3EE2InC2Ev ns::A<ns::A<int, 2>, 3>::In::In()
_ZN2ns1AINS0_IiLi2EEELi3EE2InC5Ev ns::A<ns::A<int, 2>, 3>::In::In()
_ZN2ns1AINS0_IiLi2EEELi3EEC1Ev ns::A<ns::A<int, 2>, 3>::A()
_ZN2ns1AINS0_IiLi2EEELi3EEC2Ev ns::A<ns::A<int, 2>, 3>::A()
_ZN2ns1AINS0_IiLi2EEELi3EEC5Ev ns::A<ns::A<int, 2>, 3>::A()
_ZN2ns1AINS0_IiLi2EEELi3EED1Ev ns::A<ns::A<int, 2>, 3>::~A()
_ZN2ns1AINS0_IiLi2EEELi3EED2Ev ns::A<ns::A<int, 2>, 3>::~A()
_ZN2ns1AINS0_IiLi2EEELi3EED5Ev ns::A<ns::A<int, 2>, 3>::~A()
_ZN2ns1AIPNS_1WELi2EE1mERA2_S2_ ns::A<ns::W*, 2>::m(ns::W* (&) [2])
_ZN2ns1AIPNS_1WELi2EE2In1fES3_ ns::A<ns::W*, 2>::In::f(ns::A<ns::W*, 2>)
_ZN2ns1AIPNS_1WELi2EE2InC1Ev ns::A<ns::W*, 2>::In::In()
_ZN2ns1AIPNS_1WELi2EE2InC2Ev ns::A<ns::W*, 2>::In::In()
_ZN2ns1AIPNS_1WELi2EE2InC5Ev ns::A<ns::W*, 2>::In::In()
_ZN2ns1AIPNS_1WELi2EEC1Ev ns::A<ns::W*, 2>::A()
_ZN2ns1AIPNS_1WELi2EEC2Ev ns::A<ns::W*, 2>::A()
_ZN2ns1AIPNS_1WELi2EEC5Ev ns::A<ns::W*, 2>::A()
_ZN2ns1AIPNS_1WELi2EED1Ev ns::A<ns::W*, 2>::~A()
_ZN2ns1AIPNS_1WELi2EED2Ev ns::A<ns::W*, 2>::~A()
_ZN2ns1AIPNS_1WELi2EED5Ev ns::A<ns::W*, 2>::~A()
_ZN2ns1AIiLi3EE1mERA3_i ns::A<int, 3>::m(int (&) [3])
_ZN2ns1AIiLi3EE2In1fES1_ ns::A<int, 3>::In::f(ns::A<int, 3>)
_ZN2ns1AIiLi3EE2InC1Ev ns::A<int, 3>::In::In()
_ZN2ns1AIiLi3EE2InC2Ev ns::A<int, 3>::In::In()
_ZN2ns1AIiLi3EE2InC5Ev ns::A<int, 3>::In::In()
_ZN2ns1AIiLi3EEC1Ev ns::A<int, 3>::A()
_ZN2ns1AIiLi3EEC2Ev ns::A<int, 3>::A()
_ZN2ns1AIiLi3EEC5Ev ns::A<int, 3>::A()
_ZN2ns1AIiLi3EED1Ev ns::A<int, 3>::~A()
_ZN2ns1AIiLi3EED2Ev ns::A<int, 3>::~A()
_ZN2ns1AIiLi3EED5Ev ns::A<int, 3>::~A()
_ZN2ns1W4statE ns::W::stat
_ZN2ns1W4virtEv ns::W::virt()
_ZN2ns1WC1ERKS0_ ns::W::W(ns::W const&)
_ZN2ns1WC1Ei ns::W::W(int)
_ZN2ns1WC1IcEEPT_i ns::W::W<char>(char*, int)
_ZN2ns1WC2ERKS0_ ns::W::W(ns::W const&)
_ZN2ns1WC2Ei ns::W::W(int)
_ZN2ns1WC2IcEEPT_i ns::W::W<char>(char*, int)
_ZN2ns1WC5IcEEPT_i ns::W::W<char>(char*, int)
_ZN2ns1WD1Ev ns::W::~W()
_ZN2ns1WD2Ev ns::W::~W()
_ZN2ns1WaNEi ns::W::operator&=(int)
_ZN2ns1WaSERKS0_ ns::W::operator=(ns::W const&)
_ZN2ns1WadEv ns::W::operator&()
_ZN2ns1WclEic ns::W::operator()(int, char)
_ZN2ns1WcmEi ns::W::operator,(int)
_ZN2ns1WdVEi ns::W::operator/=(int)
_ZN2ns1WdaEPv ns::W::operator delete[](void*)
_ZN2ns1WdlEPv ns::W::operator delete(void*)
_ZN2ns1WeOEi ns::W::operator^=(int)
_ZN2ns1WixEi ns::W::operator[](int)
_ZN2ns1WlSEi ns::W::operator<<=(int)
_ZN2ns1WmIEi ns::W::operator-=(int)
_ZN2ns1WmLEi ns::W::operator*=(int)
_ZN2ns1WmmEv ns::W::operator--()
_ZN2ns1WnaEm ns::W::operator new[](unsigned long)
_ZN2ns1WnwEm ns::W::operator new(unsigned long)
_ZN2ns1WoREi ns::W::operator|=(int)
_ZN2ns1WpLEi ns::W::operator+=(int)
_ZN2ns1WpmEi ns::W::operator->*(int)
_ZN2ns1WppEv ns::W::operator++()
_ZN2ns1WptEv ns::W::operator->()
_ZN2ns1WrMEi ns::W::operator%=(int)
_ZN2ns1WrSEi ns::W::operator>>=(int)
_ZN2ns2fpIiEEvPFT_S1_E void ns::fp<int>(int (*)(int))
_ZN2ns2idIPKcEET_S3_ char const* ns::id<char const*>(char const*)
_ZN2ns2idIPNS_1WEEET_S3_ ns::W* ns::id<ns::W*>(ns::W*)
_ZN2ns2idIiEET_S1_ int ns::id<int>(int)
_ZN2ns2p8EDu ns::p8(char8_t)
_ZN2ns2ttINS_1AEEEvT_IiLi3EE void ns::tt<ns::A>(ns::A<int, 3>)
_ZN2ns3arrERA3_iPA4_iRA2_A5_KiRA1_NS_1WE ns::arr(int (&) [3], int (*) [4], int const (&) [2][5], ns::W (&) [1])
_ZN2ns3dupENS_1WEPS0_S1_RKS0_S3_NS_1AIiLi3EEEPS5_ ns::dup(ns::W, ns::W*, ns::W*, ns::W const&, ns::W const&, ns::A<int, 3>, ns::A<int, 3>*)
_ZN2ns3funEPFvvEPFiicERFviEPFPFicEiEPFvPFiiEE ns::fun(void (*)(), int (*)(int, char), void (&)(int), int (* (*)(int))(char), void (*)(int (*)(int)))
_ZN2ns3negILi0EEEvv void ns::neg<0>()
_ZN2ns3negILin5EEEvv void ns::neg<-5>()
_ZN2ns3ptrEPiPS0_PKiPKS0_PVcPVKcRiOiRKNS_1WEOSC_ ns::ptr(int*, int**, int const*, int* const*, char volatile*, char const volatile*, int&, int&&, ns::W const&, ns::W&&)
_ZN2ns3rfpIiEEPFviET_ void (*ns::rfp<int>(int))(int)
_ZN2ns4f128Eg ns::f128(__float128)
_ZN2ns4frefENS_1AINS0_IiLi2EEELi3EEENS0_INS_1WELi1EE2InE ns::fref(ns::A<ns::A<int, 2>, 3>, ns::A<ns::W, 1>::In)
_ZN2ns4litsILb0ELj1ELln2ELm3ELxn4ELy5ELc98ELsn7EEEvv void ns::lits<false, 1u, -2l, 3ul, -4ll, 5ull, (char)98, (short)-7>()
_ZN2ns4litsILb1ELj1ELl2ELm3ELx4ELy5ELc97ELs7EEEvv void ns::lits<true, 1u, 2l, 3ul, 4ll, 5ull, (char)97, (short)7>()
_ZN2ns4noneEv ns::none()
_ZN2ns4primEwbcahstijlmxynofdeDiDsDnz ns::prim(wchar_t, bool, char, signed char, unsigned char, short, unsigned short, int, unsigned int, long, unsigned long, long long, unsigned long long, __int128, unsigned __int128, float, double, long double, char32_t, char16_t, std::nullptr_t, ...)
_ZN2ns4rarrIiEERA3_iT_ int (&ns::rarr<int>(int)) [3]
_ZN2ns4restEPrPiPrKPKc ns::rest(int* restrict*, char const* const restrict*)
_ZN2ns4trefIRKNS_1WEEEvOT_ void ns::tref<ns::W const&>(ns::W const&)
_ZN2ns4trefIRiEEvOT_ void ns::tref<int&>(int&)
_ZN2ns4trefIiEEvOT_ void ns::tref<int>(int&&)
_ZN2ns6globalE ns::global
_ZN2ns8global_vE ns::global_v
_ZN2nsssERKNS_1AIiLi3EEES3_ ns::operator<=>(ns::A<int, 3> const&, ns::A<int, 3> const&)
_ZNK2ns1W1cEv ns::W::c() const
_ZNK2ns1W3getIiEET_S2_ int ns::W::get<int>(int) const
_ZNK2ns1WaaEi ns::W::operator&&(int) const
_ZNK2ns1WanERKS0_ ns::W::operator&(ns::W const&) const
_ZNK2ns1WcoEv ns::W::operator~() const
_ZNK2ns1WdeEv ns::W::operator*() const
_ZNK2ns1WdvERKS0_ ns::W::operator/(ns::W const&) const
_ZNK2ns1WeoERKS0_ ns::W::operator^(ns::W const&) const
_ZNK2ns1WeqEi ns::W::operator==(int) const
_ZNK2ns1WgeEi ns::W::operator>=(int) const
_ZNK2ns1WgtEi ns::W::operator>(int) const
_ZNK2ns1WleEi ns::W::operator<=(int) const
_ZNK2ns1WlsEi ns::W::operator<<(int) const
_ZNK2ns1WltEi ns::W::operator<(int) const
_ZNK2ns1WmiERKS0_ ns::W::operator-(ns::W const&) const
_ZNK2ns1WmlERKS0_ ns::W::operator*(ns::W const&) const
_ZNK2ns1WneEi ns::W::operator!=(int) const
_ZNK2ns1WngEv ns::W::operator-() const
_ZNK2ns1WntEv ns::W::operator!() const
_ZNK2ns1WooEi ns::W::operator||(int) const
_ZNK2ns1WorERKS0_ ns::W::operator|(ns::W const&) const
_ZNK2ns1WplERKS0_ ns::W::operator+(ns::W const&) const
_ZNK2ns1WpsEv ns::W::operator+() const
_ZNK2ns1WrmERKS0_ ns::W::operator%(ns::W const&) const
_ZNK2ns1WrsEi ns::W::operator>>(int) const
_ZNKR2ns1W5clrefEv ns::W::clref() const &
_ZNO2ns1W4rrefEv ns::W::rref() &&
_ZNR2ns1W4lrefEv ns::W::lref() &
_ZNV2ns1W3volEv ns::W::vol() volatile
_ZNVK2ns1W2cvEv ns::W::cv() const volatile
_ZSt4moveIRPN2ns1WEEONSt16remove_referenceIT_E4typeEOS5_ std::remove_reference<ns::W*&>::type&& std::move<ns::W*&>(ns::W*&)
_ZTIN2ns1WE typeinfo for ns::W
_ZTSN2ns1WE typeinfo name for ns::W
_ZTVN10__cxxabiv117__class_type_infoE vtable for __cxxabiv1::__class_type_info
_ZTVN2ns1WE vtable for ns::W
_ZdaPvi operator delete[](void*, int)
_Znwmi operator new(unsigned long, int)
_ZN1aC2Ev a::a()
_ZN1aD1Ev a::~a()
_ZN1aC1ERKS_ a::a(a const&)
_ZNKSt3__16vectorIiNS_9allocatorIiEEE4sizeEv std::__1::vector<int, std::__1::allocator<int>>::size() const
_ZNSt3__112basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEE6appendEPKcm std::__1::basic_string<char, std::__1::char_traits<char>, std::__1::allocator<char>>::append(char const*, unsigned long)
_ZNSs4sizeEv std::string::size()
_ZNKSi3eofEv std::istream::eof() const
_ZSt4cout std::cout
_ZNSt8ios_base4InitC1Ev std::ios_base::Init::Init()
_ZTISt9exception typeinfo for std::exception
_ZTS1a typeinfo name for a
_ZTTN2ns1WE VTT for ns::W
_ZGV1x guard variable for x
_ZN12_GLOBAL__N_13fooEv (anonymous namespace)::foo()
_ZN2nsL3barEv ns::bar()
_ZL3baz baz
_Z1fIiEvT_PS0_ void f<int>(int, int*)
_Z1fA3_A4_i f(int [3][4])
_Z1fPA3_A4_A5_Kc f(char const (*) [3][4][5])
_Z1fPFPFivEcE f(int (* (*)(char))())
_Z1fPFRA3_ivE f(int (& (*)()) [3])
_Z1fDn f(std::nullptr_t)
_Z1fz f(...)
_Z1fiz f(int, ...)
_Z1fRKPKc f(char const* const&)
_Z1fOi f(int&&)
_Z1fROi f(int&)
_Z1fORi f(int&)
_ZNVK1a1fEv a::f() const volatile
_ZNrVK1a1fEv a::f() const volatile restrict
_ZNKR1a1fEv a::f() const &
_ZNO1a1fEv a::f() &&
_Z3fooILb0EEvv void foo<false>()
_Z3fooILm18446744073709551615EEvv void foo<18446744073709551615ul>()
_Z3fooILc97EEvv void foo<(char)97>()
_Z3fooILs7EEvv void foo<(short)7>()
_Z3fooIL1a2EEvv void foo<(a)2>()
_Z3fooILin1EEvv void foo<-1>()
_Z1fIJEEvv void f<>()
_Z1fIJicEEvv void f<int, char>()
_ZN1a1bE a::b
_ZN1aE a
_ZN1aaSERKS_ a::operator=(a const&)
_ZN1aaSEOS_ a::operator=(a&&)
_Znam operator new[](unsigned long)
_ZdlPv operator delete(void*)
_ZdlPvm operator delete(void*, unsigned long)
_ZrsRSiRc operator>>(std::istream&, char&)
_Z1gSs g(std::string)
_Z1gSa g(std::allocator)
_Z1gSaIcE g(std::allocator<char>)
_Z1gSbIcE g(std::basic_string<char>)
_Z1gN1a1bES0_S_ g(a::b, a::b, a)
_Z1gP1aS0_S_ g(a*, a*, a)
_Z1gIiE1aIT_ES1_ a<int> g<int>(int)
_Z1gI1aEvN1bIT_E1cES2_ void g<a>(b<a>::c, a)
_ZN1aIiE1bIcEEvT_ void a<int>::b<char>(char)
_ZN1aIiEC1Ev a<int>::a()
_ZN1aIiED2Ev a<int>::~a()
_ZN1a1bC1IiEET_ a::b::b<int>(int)
_Z1fFivE f(int ())
_Z1fIiE f<int>
_ZGVN1a1bE guard variable for a::b
`;

/** What llvm-cxxfilt 21.1 takes for no mangled name. */
export const BROKEN_NAMES = [
  '_Z1fDp',
  '_ZcvT_',
  '_Z0f',
  '_Z2f',
  '_Z99999f',
  '_ZNE',
  '_ZNS_1aE',
  '_ZS_1a',
  '_ZNT_E',
  '_Z1fS_',
  '_Z1fS99_',
  '_Z1fT_',
  '_Z1fF',
  '_Z1fA',
  '_Z1fA3i',
  '_Z1fPK',
  '_Z1fIi',
  '_Z1fILiE',
  '_Z1fILi3',
];

/** What it reads and emrift leaves alone: local names, packs, members by pointer, vectors, thunks, conversions. */
export const UNCOVERED_NAMES = [
  '_ZGVZ3inlvE1x',
  '_ZGVZN2S21gEvE5guard',
  '_ZN2ns4packIJEEEvDpT_',
  '_ZN2ns4packIJiEEEvDpT_',
  '_ZN2ns4packIJiPcNS_1WEEEEvDpT_',
  '_ZZ3inlvE1x',
  '_ZZN2S21gEvE5guard',
  '_ZZN2ns4rarrIiEERA3_iT_E1x',
  '_ZNSsC1Ev',
  '_Z1fIiLi3EEvRAT0__T_',
  '_Z1fM1aFivE',
  '_Z1fM1ai',
  '_Z1fDv4_f',
  '_Z1fU8__vectorf',
  '_Z1fi.part.0',
  '_ZN1acvT_IiEEv',
  '_ZN1acviEv',
  '_Zli2_wPKc',
  '_ZTv0_n12_N1a1bEv',
  '_ZThn8_N1a1bEv',
];
