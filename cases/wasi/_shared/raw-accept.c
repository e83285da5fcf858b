/* sock_accept came to WASI preview 1 after its snapshot, in 2022: hosts without it load no module that imports it. */
#include "probe.h"
#include "raw.h"

WASI(sock_accept)(int, int, int *);

ASK("main", "raw/sock-accept-nothing", accept_nothing) {
  int fd, error = raw_sock_accept(77, 0, &fd);
  return error == E_BADF ? NULL : wrong("EBADF wanted, %s got", error ? named(error) : "no error");
}
ASK("main", "raw/sock-accept-folder", accept_folder) {
  int fd, error = raw_sock_accept(3, 0, &fd);
  if (error == E_NOTSOCK || error == E_NOTCAPABLE || error == E_BADF) return NULL;
  return wrong("ENOTSOCK wanted, %s got", error ? named(error) : "no error");
}
/* With a listening socket as descriptor 3 and a client that sends ping and waits for pong. */
ASK("accept", "raw/sock-accept", accept_client) {
  int fd = -1, error;
  uint32_t length = 0;
  char got[5] = "";
  Part into = {got, 4}, pong = {"pong", 4};
  do error = raw_sock_accept(3, 0, &fd);
  while (error == E_AGAIN);
  if (error) return wrong("accept: %s got", named(error));
  do error = raw_fd_read(fd, &into, 1, &length);
  while (error == E_AGAIN);
  if (error) return wrong("receive: %s got", named(error));
  TRY(same_text("received", got, "ping"));
  error = raw_fd_write(fd, &pong, 1, &length);
  if (error) return wrong("send: %s got", named(error));
  return raw_fd_close(fd) ? wrong("close") : NULL;
}
