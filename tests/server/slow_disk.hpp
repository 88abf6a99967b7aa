#pragma once

namespace tundish {

/// Every flush of the test program goes through here, SQLite's too. One disk for the whole program:
/// a test that changes it puts it right again.
class SlowDisk {
 public:
  SlowDisk() = default;
  /// A flush that is held goes on; none fails any more.
  ~SlowDisk();
  SlowDisk(const SlowDisk&) = delete;
  SlowDisk& operator=(const SlowDisk&) = delete;

  /// From now on a flush does not end until `release`.
  void hold();
  void release();
  /// Returns when a flush is held.
  void await_held();
  /// From now on a flush fails.
  void fail();
};

}  // namespace tundish
