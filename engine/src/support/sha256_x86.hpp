#pragma once

#include <cstdint>

#ifdef __x86_64__

namespace tundish {

/// Whether this processor has instructions for SHA-256.
bool has_sha_instructions();
/// Adds a block of 64 bytes to the eight words with them. Only where they are.
void take_block_by_instructions(std::uint32_t* hash, const unsigned char* block);

}  // namespace tundish

#endif
