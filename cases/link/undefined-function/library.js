// What the page brings, told to the linker.
mergeInto(LibraryManager.library, {
  host_add: function (a, b) {
    return a + b;
  },
});
