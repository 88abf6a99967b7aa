// What is kept of pictures: what is shown, and nothing of where and when they were taken.
#include "server/pictures.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <vector>

#include "files/exif.hpp"
#include "files/media_type.hpp"
#include "files/picture.hpp"

namespace tundish::files {
namespace {

struct Sample {
  const char* media_type;
  std::function<std::string(int orientation)> make;
  std::vector<std::string> kept;  ///< what must still be there
};

std::vector<Sample> samples() {
  return {{"image/jpeg", jpeg_with_notes, {"JFIF", "ICC_PROFILE", "Adobe", "second scan"}},
          {"image/png", png_with_notes, {"IHDR", "gAMA", "IDAT", "IEND"}},
          {"image/webp", webp_with_notes, {"VP8X", "ICCP", "VP8L"}},
          {"image/gif", [](int) { return gif_with_notes(); }, {"NETSCAPE2.0", "GIF89a"}}};
}

std::optional<std::string> cleaned(const std::string& picture, std::string_view media_type) {
  const std::optional<KeptPicture> kept = without_notes(picture, media_type);
  if (!kept) return std::nullopt;
  std::string text;
  for (const std::string_view stretch : kept->stretches()) text += stretch;
  EXPECT_EQ(text.size(), kept->size());
  return text;
}

/// Where EXIF begins in a picture of ours.
int orientation_of(const std::string& picture) {
  for (const char* order : {"II*", "MM"}) {
    const std::size_t place = picture.find(order);
    if (place != picture.npos) return orientation_in(std::string_view(picture).substr(place));
  }
  return kUpright;
}

TEST(Pictures, AreWhatTheyAre) {
  for (const Sample& sample : samples()) {
    EXPECT_EQ(media_type_of(sample.make(6)), sample.media_type);
    EXPECT_TRUE(may_hold_notes(sample.media_type));
  }
  for (const char* other : {"image/heic", "image/tiff", "image/avif"}) {
    EXPECT_TRUE(may_hold_notes(other));
    EXPECT_FALSE(without_notes("anything", other)) << "what cannot be cleaned is not kept";
  }
  for (const char* other : {"image/svg+xml", "image/bmp", "application/pdf", "video/mp4"}) {
    EXPECT_FALSE(may_hold_notes(other));
  }
}

TEST(Pictures, LoseWhatWasNoted) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.media_type);
    const std::string picture = sample.make(1);
    ASSERT_NE(picture.find(kNote), picture.npos);
    const std::optional<std::string> kept = cleaned(picture, sample.media_type);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->find(kNote), kept->npos);
    EXPECT_EQ(kept->find("xmp"), kept->npos);
    EXPECT_EQ(kept->find("Exif"), kept->npos) << "it is upright: nothing is to be noted";
    for (const std::string& wanted : sample.kept) {
      EXPECT_NE(kept->find(wanted), kept->npos) << wanted;
    }
    EXPECT_EQ(media_type_of(*kept), sample.media_type);
    EXPECT_EQ(cleaned(*kept, sample.media_type), kept) << "it is clean already";
  }
}

TEST(Pictures, StayTheWayTheyAreUp) {
  for (const Sample& sample : samples()) {
    if (std::string_view(sample.media_type) == "image/gif") continue;
    for (int orientation = 1; orientation <= 8; ++orientation) {
      SCOPED_TRACE(std::string(sample.media_type) + std::to_string(orientation));
      const std::optional<std::string> kept = cleaned(sample.make(orientation), sample.media_type);
      ASSERT_TRUE(kept);
      EXPECT_EQ(kept->find(kNote), kept->npos);
      EXPECT_EQ(orientation_of(*kept), orientation);
      EXPECT_EQ(cleaned(*kept, sample.media_type), kept);
    }
  }
}

TEST(Pictures, AreCountedAnewWhereTheyCount) {
  const std::string webp = *cleaned(webp_with_notes(6), "image/webp");
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(webp[at]); };
  EXPECT_EQ(static_cast<std::size_t>(byte(4) + 256 * byte(5)) + 8, webp.size());
  EXPECT_EQ(byte(20), 0x28) << "colours and EXIF, no XMP";
  const std::string upright = *cleaned(webp_with_notes(1), "image/webp");
  EXPECT_EQ(static_cast<unsigned char>(upright[20]), 0x20);
  const std::string png = *cleaned(png_with_notes(3), "image/png");
  EXPECT_EQ(png.substr(png.find("eXIf") + 4 + 26, 4), "\x84\x5f\x64\xce") << "its checksum";
}

TEST(Pictures, OfWhichTheEndIsMissing) {
  const std::string jpeg = jpeg_with_notes(1);
  const std::string within = jpeg.substr(0, jpeg.find("second scan") + 4);
  const std::optional<std::string> kept = cleaned(within, "image/jpeg");
  ASSERT_TRUE(kept) << "a photograph whose lower part is missing";
  EXPECT_EQ(kept->find(kNote), kept->npos);
  EXPECT_EQ(kept->substr(kept->size() - 4), "seco");
  EXPECT_FALSE(cleaned(jpeg.substr(0, 300), "image/jpeg"));
  const std::string png = png_with_notes(1);
  EXPECT_FALSE(cleaned(png.substr(0, png.find("IEND")), "image/png"));
  EXPECT_FALSE(cleaned(png.substr(0, 8) + "<html><script>", "image/png"));
  EXPECT_FALSE(cleaned(webp_with_notes(1).substr(0, 40), "image/webp"));
  EXPECT_FALSE(cleaned(gif_with_notes().substr(0, 60), "image/gif"));
  for (const Sample& sample : samples()) EXPECT_FALSE(cleaned("", sample.media_type));
}

/// Whatever bytes come: no crash, and what was cleaned is clean.
TEST(Pictures, TakeAnyBytes) {
  std::mt19937 chance(4021);
  const auto below = [&](std::size_t most) { return chance() % most; };
  int read = 0;
  for (int turn = 0; turn < 20000; ++turn) {
    const std::vector<Sample> all = samples();
    const Sample& sample = all[below(all.size())];
    std::string picture = sample.make(static_cast<int>(below(9)));
    for (std::size_t changes = below(4); changes > 0; --changes) {
      picture[below(picture.size())] = static_cast<char>(below(256));
    }
    if (below(4) == 0) picture.resize(below(picture.size()));
    const std::optional<std::string> kept = cleaned(picture, sample.media_type);
    if (!kept) continue;
    ++read;
    EXPECT_LE(kept->size(), picture.size() + 64);
    EXPECT_EQ(cleaned(*kept, sample.media_type), kept) << sample.media_type << " of turn " << turn;
  }
  EXPECT_GT(read, 5000);
}

TEST(MediaTypes, AreToldByContent) {
  EXPECT_EQ(media_type_of("<!DOCTYPE html><html><body>"), "text/html");
  EXPECT_EQ(media_type_of("%PDF-1.7\n"), "application/pdf");
  EXPECT_EQ(media_type_of("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "image/svg+xml");
  EXPECT_EQ(media_type_of("Just a letter.\n"), "text/plain");
  EXPECT_EQ(media_type_of(""), "application/x-empty");
}

TEST(MediaTypes, AreAllowedByWhatIsSeen) {
  const auto expect = [](const char* pattern, const char* seen, bool is_so) {
    EXPECT_EQ(is_allowed(pattern, seen), is_so) << pattern << " of " << seen;
  };
  expect("image/png", "image/png", true);
  expect("image/png", "text/html", false);
  expect("image/*", "image/webp", true);
  expect("image/*", "video/mp4", false);
  expect("image/jpg", "image/jpeg", true);
  expect("*/*", "application/octet-stream", true);
  expect("audio/webm", "video/webm", true);
  expect("audio/*", "video/mp4", true);
  expect("audio/*", "video/x-msvideo", false);
  expect("audio/wav", "audio/x-wav", true);
  expect("text/csv", "text/plain", true);
  expect("text/plain", "text/x-c", true);
  expect("text/plain", "text/html", false);
  expect("text/csv", "text/html", false);
  expect("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "application/zip", true);
  expect("application/msword", "application/x-ole-storage", true);
  expect("application/pdf", "application/zip", false);
  expect("application/pdf", "application/x-empty", true);
}

}  // namespace
}  // namespace tundish::files
