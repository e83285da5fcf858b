static _Thread_local int calls;

int count(void) { return ++calls; }
