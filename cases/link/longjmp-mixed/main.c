#include <stdio.h>

void leave(int value);
int visit(void (*act)(void));

static void act(void) { leave(7); }

int main(void) { printf("came back with %d\n", visit(act)); }
