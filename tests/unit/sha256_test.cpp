#include "support/sha256.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "support/sha256_x86.hpp"
#include "tundish/codec.hpp"
#include "unit/vector_file.hpp"

namespace tundish {
namespace {

TEST(Sha256, HashesAreThoseOfTheVectors) {
  const Value entries = read_vectors("sha256.json");
  ASSERT_GE(entries.list().size(), 100u);
  for (const Value& entry : entries.list()) {
    std::string text;
    const auto repeat = static_cast<int>(entry.find("repeat")->number());
    for (int copy = 0; copy < repeat; ++copy) text += entry.find("text")->text();
    EXPECT_EQ(sha256_hex(text), entry.find("sha256")->text()) << repeat;
  }
}

TEST(Sha256, PiecesMakeTheSameHash) {
  std::string text;
  for (int byte = 0; byte < 1000; ++byte) text += static_cast<char>(byte % 251);
  for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 999u}) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) hash.add(text.substr(at, piece));
    EXPECT_EQ(hash.hex(), sha256_hex(text)) << piece;
  }
}

#ifdef __x86_64__
TEST(Sha256, InstructionsDoWhatTheFormulaSays) {
  if (!has_sha_instructions()) GTEST_SKIP() << "this processor has no instructions for SHA-256";
  std::uint32_t formula[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  std::uint32_t instructions[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  for (unsigned number = 0; number < 10000; ++number) {
    unsigned char block[64];
    for (unsigned i = 0; i < 64; ++i) {
      block[i] = static_cast<unsigned char>((number * 2654435761u + i * 40503u) >> (i % 13));
    }
    take_sha256_block(formula, block);
    take_block_by_instructions(instructions, block);
    for (unsigned i = 0; i < 8; ++i) ASSERT_EQ(instructions[i], formula[i]) << number;
  }
}
#endif

TEST(Sha256, MakesTheSessionIdOfASecret) {
  const Value entries = read_vectors("session_ids.json");
  ASSERT_GE(entries.list().size(), 3u);
  for (const Value& entry : entries.list()) {
    EXPECT_EQ(sha256_hex(entry.find("secret")->text()).substr(0, 32),
              entry.find("session")->text());
  }
}

}  // namespace
}  // namespace tundish
