/* One failed flush, where and when a test wants it (LD_PRELOAD).
 *
 * Once the file named by FAULT_CONTROL exists, the next flush of a file whose path, with a $ behind it,
 * contains what stands in there fails with EIO, that one only, as a failing disk says it: later ones
 * succeed. When it happened (CLOCK_MONOTONIC, nanoseconds) is then in FAULT_CONTROL with ".done".
 *
 * Needs no header, so that a compiler alone will do. */

typedef long ssize_t;
typedef unsigned long size_t;

struct time { long seconds; long nanos; };

extern int open(const char *, int, ...);
extern ssize_t read(int, void *, size_t);
extern ssize_t write(int, const void *, size_t);
extern int close(int);
extern ssize_t readlink(const char *, char *, size_t);
extern char *getenv(const char *);
extern char *strstr(const char *, const char *);
extern int snprintf(char *, size_t, const char *, ...);
extern int clock_gettime(int, struct time *);
extern int *__errno_location(void);
extern void *dlsym(void *, const char *);

#define NEXT ((void *)-1L)
#define EIO 5
#define MONOTONIC 1
#define CREATE_NEW (1 | 0100 | 0200) /* O_WRONLY | O_CREAT | O_EXCL of Linux */

static int fails(int descriptor) {
  char pattern[256], link[64], path[4096], done[4096], text[32];
  const char *control = getenv("FAULT_CONTROL");
  int file = control ? open(control, 0) : -1;
  if (file < 0) return 0;
  ssize_t length = read(file, pattern, sizeof pattern - 1);
  close(file);
  if (length <= 0) return 0;
  pattern[length] = 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink(link, path, sizeof path - 2);
  if (length <= 0) return 0;
  path[length] = '$';
  path[length + 1] = 0;
  if (!strstr(path, pattern)) return 0;
  snprintf(done, sizeof done, "%s.done", control);
  file = open(done, CREATE_NEW, 0600);
  if (file < 0) return 0; /* it was once already */
  struct time now;
  clock_gettime(MONOTONIC, &now);
  length = snprintf(text, sizeof text, "%ld", now.seconds * 1000000000L + now.nanos);
  write(file, text, length);
  close(file);
  *__errno_location() = EIO;
  return 1;
}

int fsync(int descriptor) {
  int (*next)(int) = (int (*)(int))dlsym(NEXT, "fsync");
  return fails(descriptor) ? -1 : next(descriptor);
}

int fdatasync(int descriptor) {
  int (*next)(int) = (int (*)(int))dlsym(NEXT, "fdatasync");
  return fails(descriptor) ? -1 : next(descriptor);
}
