/* The floor of every search that looks for changed files first: walks a folder to any depth on one core, and looks at
 * the state of each file.
 *
 *   walk FOLDER...
 *
 * Prints how many files there are, and their bytes. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long files;
static long long bytes;

static void walk(int parent, const char *name) {
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = folder < 0 ? NULL : fdopendir(folder);
  struct dirent *entry;

  if (!stream) return;
  while ((entry = readdir(stream))) {
    struct stat status;
    if (entry->d_name[0] == '.') continue;
    if (entry->d_type == DT_DIR) {
      walk(folder, entry->d_name);
    } else if (fstatat(folder, entry->d_name, &status, 0) == 0) {
      files++;
      bytes += status.st_size;
    }
  }
  closedir(stream);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) walk(AT_FDCWD, argv[i]);
  printf("%ld %lld\n", files, bytes);
  return 0;
}
