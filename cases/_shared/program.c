__attribute__((noinline)) static void fail(int number) {
  if (number)
    __builtin_trap();
}

int main(int count, char **words) {
  (void)words;
  fail(count + 1);
  return 0;
}
