#include <poll.h>

/* Asks whether there is input. */
int probe(void) {
  struct pollfd input = {.fd = 0, .events = POLLIN};
  poll(&input, 1, 0);
  return 7;
}
