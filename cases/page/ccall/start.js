// Appended to the generated script: calls C as soon as the module is there.
Module['onRuntimeInitialized'] = function () {
  console.log('add', ccall('add', 'number', ['number', 'number'], [2, 3]));
};
