#include "http/mailbox.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tundish::http {

Mailbox::Mailbox() : descriptor_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (descriptor_ < 0) {
    throw std::system_error(errno, std::generic_category(), "no descriptor for a worker");
  }
}

Mailbox::~Mailbox() { ::close(descriptor_); }

void Mailbox::put(const Letter& letter) {
  {
    const std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    if (letters_.size() > 1) return;  // it has been rung for the first one
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(descriptor_, &one, sizeof one);
}

std::vector<Letter> Mailbox::take() {
  std::uint64_t rung = 0;
  [[maybe_unused]] const ssize_t read = ::read(descriptor_, &rung, sizeof rung);
  const std::lock_guard lock(mutex_);
  std::vector<Letter> taken;
  taken.swap(letters_);
  return taken;
}

}  // namespace tundish::http
