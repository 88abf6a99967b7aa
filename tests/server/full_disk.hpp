#pragma once

namespace tundish {

/// Every write of SQLite in the test program goes through here. One disk for the whole program; a
/// test that fills it empties it again.
class FullDisk {
 public:
  FullDisk();
  /// There is room again.
  ~FullDisk();
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

  /// From now on nothing more fits.
  void fill();
  void make_room();
  /// How many writes it has refused.
  int refused() const;
};

}  // namespace tundish
