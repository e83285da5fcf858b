#include <string.h>

int add(int a, int b) { return a + b; }

int length(const char *text) { return strlen(text); }

static char buffer[64];

/* Where a caller from outside may put text, and how it does so without a view of this memory. */
int place(void) { return (int)buffer; }

void put(int at, int byte) { *(char *)at = byte; }
