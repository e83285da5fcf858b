static int add(int a, int b) { return a + b; }

static int subtract(int a, int b) { return a - b; }

/* Calls through a pointer, so that the object speaks of the table of functions. */
int compute(int which, int a, int b) {
  int (*volatile functions[])(int, int) = {add, subtract};
  return functions[which](a, b);
}
