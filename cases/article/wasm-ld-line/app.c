unsigned long strlen(const char *text);

int app(const char *text) { return (int)strlen(text); }
