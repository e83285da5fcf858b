static int cell;

int probe(void) {
  __atomic_store_n(&cell, 41, __ATOMIC_SEQ_CST);
  return __atomic_fetch_add(&cell, 1, __ATOMIC_SEQ_CST) + 1;
}
