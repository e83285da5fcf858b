#include <string.h>

int length(const char *text) { return strlen(text); }
