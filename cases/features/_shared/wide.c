volatile long seed = 42;

int probe(void) { return (int)seed; }
