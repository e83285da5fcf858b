// The protocol of emrun: text for standard error, then the exit code.
{
  const post = (text) => {
    const request = new XMLHttpRequest();
    request.open('POST', 'stdio.html', false);
    request.send(text);
  };
  const tell = (error) => {
    post('^err^1^' + encodeURIComponent(error?.stack ?? error));
    post('^exit^134');
  };
  addEventListener('error', (event) => tell(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => tell(event.reason));
}
