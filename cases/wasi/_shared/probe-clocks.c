/* What POSIX (clock_gettime, clock_getres, nanosleep, time, gmtime) demands of clocks. */
#include "probe.h"

static long long nanoseconds(clockid_t id) {
  struct timespec now;
  return clock_gettime(id, &now) ? -1 : now.tv_sec * 1000000000LL + now.tv_nsec;
}
static Answer is_date(const char *text, const struct tm *date) {
  char got[40] = "";
  if (!date) return wrong("none");
  strftime(got, sizeof got, "%Y-%m-%d %H:%M:%S", date);
  return same_text("date", got, text);
}

/* Seconds since the Epoch: after 2025-01-01 and before 2100-01-01. */
ASK("main", "clocks/realtime", realtime) {
  long long now = time(NULL);
  return same("a date of this century", now > 1735689600 && now < 4102444800LL, 1);
}
ASK("main", "clocks/realtime-like-files", like_files) {
  struct stat info;
  time_t now = time(NULL);
  TRY(saves(in("new"), ""));
  TRY(works("stat", stat(in("new"), &info)));
  long long distance = (long long)info.st_mtime - now;
  return same("a new file's time is about now", distance > -60 && distance < 600, 1);
}
ASK("main", "clocks/realtime-goes-on", realtime_goes_on) {
  long long before = nanoseconds(CLOCK_REALTIME);
  for (int i = 0; i < 10000000; i++)
    if (nanoseconds(CLOCK_REALTIME) > before) return NULL;
  return wrong("it stands still");
}
/* CLOCK_MONOTONIC cannot be set and never goes back. */
ASK("main", "clocks/monotonic-forward", forward) {
  long long last = nanoseconds(CLOCK_MONOTONIC);
  TRY(works("clock_gettime", last < 0 ? -1 : 0));
  for (int i = 0; i < 2000; i++) {
    long long now = nanoseconds(CLOCK_MONOTONIC);
    if (now < last) return wrong("went back");
    last = now;
  }
  return NULL;
}
ASK("main", "clocks/monotonic-goes-on", monotonic_goes_on) {
  long long before = nanoseconds(CLOCK_MONOTONIC);
  for (int i = 0; i < 10000000; i++)
    if (nanoseconds(CLOCK_MONOTONIC) > before) return NULL;
  return wrong("it stands still");
}
/* clock_getres: the resolution of any clock that there is; more than nothing, and a second or less. */
static Answer resolution(clockid_t id) {
  struct timespec step = {9, 9};
  TRY(works("clock_getres", clock_getres(id, &step)));
  return same("above 0 and at most a second", (step.tv_sec == 0 && step.tv_nsec > 0) || (step.tv_sec == 1 && !step.tv_nsec), 1);
}
ASK("main", "clocks/realtime-resolution", realtime_resolution) { return resolution(CLOCK_REALTIME); }
ASK("main", "clocks/monotonic-resolution", monotonic_resolution) { return resolution(CLOCK_MONOTONIC); }
/* clock_gettime: [EINVAL] the clock is not known. */
ASK("main", "clocks/unknown", unknown) {
  struct timespec now;
  return refuses(clock_gettime((clockid_t)1000, &now), EINVAL, EINVAL);
}
/* nanosleep: not less than the time asked for. */
ASK("main", "clocks/sleep", sleep_a_while) {
  struct timespec rest = {0, 30000000};
  long long before = nanoseconds(CLOCK_MONOTONIC);
  TRY(works("nanosleep", nanosleep(&rest, NULL)));
  return same("slept 30 ms", nanoseconds(CLOCK_MONOTONIC) - before >= 30000000, 1);
}
ASK("main", "clocks/sleep-nothing", sleep_nothing) {
  struct timespec rest = {0, 0};
  return works("nanosleep", nanosleep(&rest, NULL));
}
ASK("main", "clocks/sleep-one-nanosecond", sleep_one) {
  struct timespec rest = {0, 1};
  return works("nanosleep", nanosleep(&rest, NULL));
}
/* nanosleep: [EINVAL] nanoseconds below 0 or of a second and more. */
ASK("main", "clocks/sleep-impossible", sleep_impossible) {
  struct timespec rest = {0, 1000000000};
  return refuses(nanosleep(&rest, NULL), EINVAL, EINVAL);
}
ASK("main", "clocks/calendar-utc", calendar_utc) {
  time_t at = 981173106;
  return is_date("2001-02-03 04:05:06", gmtime(&at));
}
/* localtime with TZ=UTC0. */
ASK("main", "clocks/calendar-local", calendar_local) {
  time_t at = 981173106;
  return is_date("2001-02-03 04:05:06", localtime(&at));
}
/* mktime, the other way round. */
ASK("main", "clocks/calendar-back", calendar_back) {
  struct tm date = {.tm_year = 101, .tm_mon = 1, .tm_mday = 3, .tm_hour = 4, .tm_min = 5, .tm_sec = 6};
  return same("seconds", mktime(&date), 981173106);
}
