// The protocol of emrun: text to standard error, then the exit code.
function tellEmrun(error) {
  const post = (text) => {
    const request = new XMLHttpRequest();
    request.open('POST', 'stdio.html', false);
    request.send(text);
  };
  post('^err^0^' + error);
  post('^exit^134');
}
addEventListener('error', (event) => tellEmrun(event.message));
addEventListener('unhandledrejection', (event) => tellEmrun(event.reason));
