// emrun listens to these two functions of the module alone. They end in the console themselves.
{
  let inside = false;
  const hand = (plain, post) => (...words) => {
    if (inside) return plain(...words);
    inside = true;
    try {
      post(words.join(' '));
    } finally {
      inside = false;
    }
  };
  console.log = hand(console.log.bind(console), (text) => out(text));
  console.error = hand(console.error.bind(console), (text) => err(text));
}
