#if canImport(CMimalloc)
  internal import CMimalloc
#endif

/// What allocates the program's memory: libmimalloc, which takes the place of `malloc` in the whole program by being
/// linked into it.
package enum Allocator {
  /// Keeps it silent: standard error is for findings. The call also makes sure that no linker leaves the library out.
  package static func prepare() {
    #if canImport(CMimalloc)
      mi_option_disable(mi_option_show_errors)
    #endif
  }
}
