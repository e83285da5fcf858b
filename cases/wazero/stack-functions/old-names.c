/* The stack functions under the names of before 3.1.52, for hosts that look for these. */
#include <emscripten/stack.h>
#include <stddef.h>

void _emscripten_stack_restore(void *at);
void *_emscripten_stack_alloc(size_t size);

__attribute__((export_name("stackSave"))) void *save(void) { return (void *)emscripten_stack_get_current(); }

__attribute__((export_name("stackRestore"))) void restore(void *at) { _emscripten_stack_restore(at); }

__attribute__((export_name("stackAlloc"))) void *alloc(size_t size) { return _emscripten_stack_alloc(size); }
