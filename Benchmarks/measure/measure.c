/* Runs a program and tells what it took: measure CORES COMMAND [ARGUMENT...]
 *
 * Prints seconds, highest resident memory in bytes and exit status; the program's own output is thrown away, its
 * standard input is ours. CORES is how many processors it may use, 0 for all. A program of its own because it is
 * small: what a child takes is counted from its parent's memory on, and a Python parent would drown it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void keep_to(int cores) {
  cpu_set_t ours, chosen;
  CPU_ZERO(&chosen);
  if (sched_getaffinity(0, sizeof ours, &ours) != 0) return;
  for (int cpu = 0; cpu < CPU_SETSIZE && cores > 0; cpu++) {
    if (CPU_ISSET(cpu, &ours)) {
      CPU_SET(cpu, &chosen);
      cores--;
    }
  }
  sched_setaffinity(0, sizeof chosen, &chosen);
}

int main(int argc, char **argv) {
  int cores, status;
  struct rusage usage;
  double start;
  pid_t child;

  if (argc < 3) {
    fprintf(stderr, "usage: measure CORES COMMAND [ARGUMENT...]\n");
    return 64;
  }
  cores = atoi(argv[1]);
  if (cores > 0) keep_to(cores);
  start = now();
  child = vfork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    execv(argv[2], argv + 2);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    perror("measure");
    return 71;
  }
  printf("%.6f %ld %d\n", now() - start, usage.ru_maxrss * 1024, WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  return 0;
}
