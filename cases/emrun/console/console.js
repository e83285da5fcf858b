// emrun listens to these two functions of the module alone.
console.log = (...words) => out(words.join(' '));
console.error = (...words) => err(words.join(' '));
