#include "service/sealing.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "server/temporary_folder.hpp"
#include "service/secret.hpp"

namespace tundish::service {
namespace {

TEST(Sealer, OpensWhatItSealedForThatPurposeOnly) {
  const Sealer sealer(std::string(32, 'k'));
  const std::string secret = "top secret \xc3\xa9";
  const std::string sealed = sealer.seal(secret, "endpoint:crm");
  EXPECT_EQ(sealed.find("secret"), sealed.npos);
  EXPECT_NE(sealed, sealer.seal(secret, "endpoint:crm")) << "no two are alike";
  EXPECT_EQ(sealer.open(sealed, "endpoint:crm"), secret);
  EXPECT_EQ(sealer.open(sealed, "endpoint:other"), std::nullopt);
  EXPECT_EQ(Sealer(std::string(32, 'x')).open(sealed, "endpoint:crm"), std::nullopt);
  EXPECT_EQ(sealer.open(sealer.seal("", "p"), "p"), "");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(sealer.open(changed, "endpoint:crm"), std::nullopt) << i;
  }
  EXPECT_EQ(sealer.open("v1:", "p"), std::nullopt);
  EXPECT_THROW(Sealer("short"), std::invalid_argument);
}

TEST(Sealer, HashesCodesByKeyAndPurpose) {
  const Sealer sealer(std::string(32, 'k'));
  EXPECT_EQ(sealer.code_hash("123456", "a").size(), 64u);
  EXPECT_EQ(sealer.code_hash("123456", "a"), sealer.code_hash("123456", "a"));
  EXPECT_NE(sealer.code_hash("123456", "a"), sealer.code_hash("123457", "a"));
  EXPECT_NE(sealer.code_hash("123456", "a"), sealer.code_hash("123456", "b"));
  EXPECT_NE(sealer.code_hash("123456", "a"), Sealer(std::string(32, 'x')).code_hash("123456", "a"));
}

TEST(Sealer, KnowsThePublicVectors) {
  // RFC 4231, test case 2; RFC 4648, section 10.
  EXPECT_EQ(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  for (const auto& [plain, encoded] :
       {std::pair{"", ""}, std::pair{"f", "Zg=="}, std::pair{"fo", "Zm8="},
        std::pair{"foo", "Zm9v"}, std::pair{"foob", "Zm9vYg=="}}) {
    EXPECT_EQ(to_base64(plain), encoded);
    EXPECT_EQ(from_base64(encoded), plain);
  }
  for (const char* wrong :
       {"Zg", "Zg=", "Z===", "Zg==\n", "Z g=", "=Zg=", "Zm9v!A==", "Zh==", "Zm9=", "Zm9vYh=="}) {
    EXPECT_EQ(from_base64(wrong), std::nullopt) << wrong;
  }
}

TEST(KeyFile, IsMadeOnceForItsOwnersEyes) {
  const TemporaryFolder folder;
  const std::string path = folder.path("deep/secrets.key");
  const std::string key = read_or_make_key(path);
  EXPECT_EQ(key.size(), Sealer::kKeyBytes);
  EXPECT_EQ(read_or_make_key(path), key);
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("deep"))) {
    EXPECT_EQ(entry.path().filename(), "secrets.key");
    ++files;
  }
  EXPECT_EQ(files, 1u);
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  EXPECT_THROW(read_or_make_key(path), std::runtime_error);
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  std::ofstream(path) << "no key";
  EXPECT_THROW(read_or_make_key(path), std::runtime_error);
}

}  // namespace
}  // namespace tundish::service
