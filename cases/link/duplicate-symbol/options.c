#include "config.h"

void raise_verbosity(void) {
  verbosity++;
}
