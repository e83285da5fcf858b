volatile int seed = 298;

int probe(void) { return (signed char)seed; }
