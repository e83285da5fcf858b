static __externref_t table[0];

int probe(void) {
  __builtin_wasm_table_grow(table, __builtin_wasm_ref_null_extern(), 2);
  __builtin_wasm_table_set(table, 1, __builtin_wasm_ref_null_extern());
  return 40 + (int)__builtin_wasm_table_size(table);
}
