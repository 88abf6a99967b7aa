#include "server/slow_disk.hpp"

#include <dlfcn.h>

#include <cerrno>
#include <condition_variable>
#include <mutex>

namespace tundish {
namespace {

struct Disk {
  std::mutex mutex;
  std::condition_variable changed;
  bool holds = false;
  bool fails = false;
  int held = 0;
};

Disk& the_disk() {
  static Disk disk;
  return disk;
}

int flush(const char* name, int descriptor) {
  Disk& disk = the_disk();
  {
    std::unique_lock lock(disk.mutex);
    ++disk.held;
    disk.changed.notify_all();
    disk.changed.wait(lock, [&] { return !disk.holds; });
    --disk.held;
    if (disk.fails) {
      errno = EIO;
      return -1;
    }
  }
  return reinterpret_cast<int (*)(int)>(::dlsym(RTLD_NEXT, name))(descriptor);
}

void set(bool holds, bool fails) {
  Disk& disk = the_disk();
  const std::lock_guard lock(disk.mutex);
  disk.holds = holds;
  disk.fails = fails;
  disk.changed.notify_all();
}

}  // namespace

SlowDisk::~SlowDisk() { set(false, false); }
void SlowDisk::hold() { set(true, false); }
void SlowDisk::release() { set(false, false); }
void SlowDisk::fail() { set(false, true); }

void SlowDisk::await_held() {
  Disk& disk = the_disk();
  std::unique_lock lock(disk.mutex);
  disk.changed.wait(lock, [&] { return disk.held > 0; });
}

}  // namespace tundish

extern "C" int fsync(int descriptor) { return tundish::flush("fsync", descriptor); }
extern "C" int fdatasync(int descriptor) { return tundish::flush("fdatasync", descriptor); }
