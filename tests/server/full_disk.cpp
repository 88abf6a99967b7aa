#include "server/full_disk.hpp"

#include <sqlite3.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace tundish {
namespace {

std::atomic<bool> is_full{false};
std::atomic<int> refusals{0};

bool refuses() {
  if (!is_full.load()) return false;
  refusals.fetch_add(1);
  errno = ENOSPC;
  return true;
}

ssize_t write_here(int file, const void* bytes, size_t size) {
  return refuses() ? -1 : ::write(file, bytes, size);
}
ssize_t write_at(int file, const void* bytes, size_t size, off_t place) {
  return refuses() ? -1 : ::pwrite(file, bytes, size, place);
}

void replace(const char* name, sqlite3_syscall_ptr call) {
  sqlite3_vfs* files = sqlite3_vfs_find(nullptr);
  // A call that this build of SQLite does not make is not there to be replaced.
  if (files->xGetSystemCall(files, name) != nullptr) files->xSetSystemCall(files, name, call);
}

}  // namespace

FullDisk::FullDisk() {
  replace("write", reinterpret_cast<sqlite3_syscall_ptr>(write_here));
  replace("pwrite", reinterpret_cast<sqlite3_syscall_ptr>(write_at));
  replace("pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(write_at));
}

FullDisk::~FullDisk() {
  make_room();
  for (const char* name : {"write", "pwrite", "pwrite64"}) replace(name, nullptr);
}

void FullDisk::fill() { is_full.store(true); }
void FullDisk::make_room() { is_full.store(false); }
int FullDisk::refused() const { return refusals.load(); }

}  // namespace tundish
