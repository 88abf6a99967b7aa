#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tundish::bench {

/// Asks for `path` until far more than 8 MB are owed and never reads a byte; begins again when the
/// server gives up. Says `ready` on standard output, then goes on until it is killed.
[[noreturn]] void stall(std::uint16_t port, const std::string& path);

/// Keeps that many connections open, each sending its request one byte a second; those that the
/// server cuts are opened again. Says `ready`, then goes on until it is killed.
[[noreturn]] void drip(std::uint16_t port, std::size_t connections);

}  // namespace tundish::bench
