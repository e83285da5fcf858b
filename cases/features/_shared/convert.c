volatile double seed = 42.9;

int probe(void) { return (int)seed; }
