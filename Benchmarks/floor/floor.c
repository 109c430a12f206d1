/* The floor: how fast libyaml alone goes through the files, one thread, no tree, no checks.
 *
 *   floor FOLDER       every .yaml file below the folder, in the order of their names
 *   floor -            the paths that standard input lists, one a line, in that order
 *
 * Prints one line: files, bytes, events, seconds in all, seconds in libyaml, and MB/s of each. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <fcntl.h>
#include <unistd.h>
#include <yaml.h>

static char **paths;
static size_t count, room;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void add(const char *path) {
  if (count == room) {
    room = room ? room * 2 : 1024;
    paths = realloc(paths, room * sizeof *paths);
    if (!paths) die("realloc");
  }
  paths[count] = strdup(path);
  if (!paths[count++]) die("strdup");
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *walk) {
  size_t length = strlen(path);
  (void)status;
  (void)walk;
  if (type == FTW_F && length > 5 && strcmp(path + length - 5, ".yaml") == 0) add(path);
  return 0;
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv) {
  unsigned char *bytes = NULL;
  size_t capacity = 0, size_of_all = 0, events = 0;
  double parsing = 0, start;

  if (argc != 2) {
    fprintf(stderr, "usage: floor FOLDER | floor - < LIST\n");
    return 64;
  }
  start = now();
  if (strcmp(argv[1], "-") == 0) {
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
      line[strcspn(line, "\n")] = 0;
      add(line);
    }
  } else {
    if (nftw(argv[1], visit, 64, FTW_PHYS) != 0) die(argv[1]);
    qsort(paths, count, sizeof *paths, compare);
  }
  for (size_t i = 0; i < count; i++) {
    int file = open(paths[i], O_RDONLY);
    struct stat status;
    size_t size = 0;
    double before;
    yaml_parser_t parser;
    int done = 0;

    if (file < 0 || fstat(file, &status) != 0) die(paths[i]);
    if ((size_t)status.st_size > capacity) {
      capacity = (size_t)status.st_size;
      bytes = realloc(bytes, capacity);
      if (!bytes) die("realloc");
    }
    while (size < (size_t)status.st_size) {
      ssize_t got = read(file, bytes + size, (size_t)status.st_size - size);
      if (got <= 0) die(paths[i]);
      size += (size_t)got;
    }
    close(file);
    size_of_all += size;

    before = now();
    if (!yaml_parser_initialize(&parser)) die("yaml_parser_initialize");
    yaml_parser_set_input_string(&parser, bytes, size);
    while (!done) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser, &event)) {
        fprintf(stderr, "%s:%zu: %s\n", paths[i], parser.problem_mark.line + 1, parser.problem);
        break;
      }
      done = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
      events++;
    }
    yaml_parser_delete(&parser);
    parsing += now() - before;
  }
  double seconds = now() - start;
  printf("files %zu bytes %zu events %zu seconds %.4f parsing %.4f MB/s %.1f parsing-MB/s %.1f\n", count, size_of_all,
         events, seconds, parsing, (double)size_of_all / 1e6 / seconds, (double)size_of_all / 1e6 / parsing);
  return 0;
}
