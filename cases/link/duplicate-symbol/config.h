/* A variable where a declaration was meant: every file that includes this defines it. */
#ifdef DECLARE_ONLY
extern int verbosity;
#else
int verbosity;
#endif
