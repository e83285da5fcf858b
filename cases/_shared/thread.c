#include <pthread.h>
#include <stdio.h>

static int count;

static void *work(void *unused) {
  while (count < 1000) count++;
  return unused;
}

int main(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, NULL)) return 1;
  pthread_join(thread, NULL);
  printf("a thread counted to %d\n", count);
  return 0;
}
