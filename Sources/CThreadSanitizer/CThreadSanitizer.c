/* ThreadSanitizer sees how a lock that nobody waits for is taken and left, since Swift's `Mutex` does that within our own
   code. When somebody waits, the standard library asks the kernel, unseen, and every use of a lock that was waited for
   would be reported as a race. Linked before the library, these two take its place and say what they do. */
#include "CThreadSanitizer.h"

#if __has_feature(thread_sanitizer)
#include <dlfcn.h>
#include <stdint.h>

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void (*lock_call)(uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void (*unlock_call)(__attribute__((swift_context)) void *mutex);

__attribute__((swiftcall)) void lock_slowly(uint32_t thread, __attribute__((swift_context)) void *mutex) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slowly(__attribute__((swift_context)) void *mutex) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slowly(uint32_t thread, __attribute__((swift_context)) void *mutex) {
  lock_call call = (lock_call)dlsym(RTLD_NEXT, LOCK);
  call(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slowly(__attribute__((swift_context)) void *mutex) {
  unlock_call call = (unlock_call)dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(mutex);
  call(mutex);
}
#endif
