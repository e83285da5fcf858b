__attribute__((noinline)) void fall_over(void) {
  __builtin_trap();
}

int main(int argc, char **argv) {
  if (argc > 0)
    fall_over();
  return 0;
}
