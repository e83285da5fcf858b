#include <time.h>

/* Asks for the local hour. */
int probe(void) {
  time_t now = time(NULL);
  struct tm *local = localtime(&now);
  return local && local->tm_hour < 24 ? 7 : 0;
}
