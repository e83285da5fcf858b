/* The stack functions under the names of 3.1.52 and newer, for hosts that look for these. */
#include <stddef.h>

void *stackSave(void);
void stackRestore(void *at);
void *stackAlloc(size_t size);

__attribute__((export_name("emscripten_stack_get_current"))) void *current(void) { return stackSave(); }

__attribute__((export_name("_emscripten_stack_restore"))) void restore(void *at) { stackRestore(at); }

__attribute__((export_name("_emscripten_stack_alloc"))) void *alloc(size_t size) { return stackAlloc(size); }
