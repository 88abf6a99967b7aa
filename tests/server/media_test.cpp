#include "service/media.hpp"

#include <string>

#include "server/ingest_fixture.hpp"
#include "server/pictures.hpp"
#include "service/drafts.hpp"
#include "service/pieces.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

class MediaTest : public IngestTest {
 protected:
  SavedMedium save(std::string_view bytes, const std::string& name = "roof") {
    return save_medium(*store_, name, bytes, server_actor(kNow));
  }
  std::optional<store::Medium> find(std::string_view word) {
    std::optional<store::Medium> row;
    store_->read([&](store::Reader& reader) { row = find_medium(reader, word); });
    return row;
  }
  std::string word_of(const store::Medium& row) { return path_of(row).substr(7); }
  RemovedMedium remove(const store::Medium& row) {
    return remove_medium(*store_, row.medium, server_actor(kNow));
  }
};

TEST_P(MediaTest, KeepsPicturesWithoutWhatACameraNoted) {
  for (const std::string& picture :
       {jpeg_with_notes(6), png_with_notes(6), webp_with_notes(6), gif_with_notes()}) {
    const SavedMedium saved = save(picture);
    ASSERT_EQ(saved.outcome, MediumOutcome::created);
    const auto size = static_cast<std::size_t>(saved.row.size);
    const std::string kept = read_medium(*store_, saved.row, 0, size);
    EXPECT_EQ(kept.size(), size);
    EXPECT_EQ(kept.find(kNote), kept.npos) << saved.row.media_type;
    EXPECT_EQ(read_medium(*store_, saved.row, 2, 3), kept.substr(2, 3));
    EXPECT_EQ(find(word_of(saved.row)), saved.row);
    EXPECT_EQ(save(picture, "again").outcome, MediumOutcome::there_already);
    EXPECT_EQ(save(kept).row, saved.row) << "the name that came first stays";
  }
}

TEST_P(MediaTest, KeepsLargeFilesInPieces) {
  const std::string pdf = "%PDF-1.4\n" + std::string(2 * kPieceBytes, 'x');
  const SavedMedium saved = save(pdf);
  ASSERT_EQ(saved.outcome, MediumOutcome::created);
  EXPECT_EQ(saved.row.media_type, "application/pdf");
  EXPECT_EQ(read_medium(*store_, saved.row, 0, pdf.size()), pdf);
  EXPECT_EQ(read_medium(*store_, saved.row, kPieceBytes - 2, 4), "xxxx");
}

TEST_P(MediaTest, RefusesWhatNoFunnelShows) {
  for (const std::string& bytes :
       {std::string("<html><script>alert(1)</script></html>"),
        std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"), std::string("plain"),
        std::string(), jpeg_with_notes(1).substr(0, 8)}) {
    EXPECT_EQ(save(bytes).outcome, MediumOutcome::wrong_type) << bytes.substr(0, 5);
  }
  std::size_t rows = 0;
  store_->read([&](store::Reader& reader) {
    rows = store::list<store::Medium>(reader, store::by_key()).size();
  });
  EXPECT_EQ(rows, 0u);
}

TEST_P(MediaTest, IsFoundByItsOwnPathAlone) {
  const store::Medium row = save(png_with_notes(1)).row;
  EXPECT_EQ(word_of(row), row.medium + ".png");
  EXPECT_TRUE(find(row.medium + ".png"));
  for (const std::string& word : {row.medium, row.medium + ".jpg", row.medium + ".png.png",
                                  std::string(64, '0') + ".png", std::string(".png")}) {
    EXPECT_FALSE(find(word)) << word;
  }
}

TEST_P(MediaTest, StaysAsLongAsADraftShowsIt) {
  const store::Medium row = save(png_with_notes(1)).row;
  store_->write([&](store::Writer& writer) {
    put(writer,
        store::DraftText{"shop", "staging", "{\"image\":\"\\/media\\/" + row.medium + ".png\"}"});
  });
  const RemovedMedium refused = remove(row);
  EXPECT_EQ(refused.outcome, MediumRemoval::in_use);
  EXPECT_EQ(refused.funnels, std::vector<std::string>{"shop"});
  EXPECT_TRUE(find(word_of(row)));
  store_->write(
      [](store::Writer& writer) { store::remove<store::DraftText>(writer, "shop", "staging"); });
  EXPECT_EQ(remove(row).outcome, MediumRemoval::removed);
  EXPECT_FALSE(find(word_of(row)));
  EXPECT_EQ(remove(row).outcome, MediumRemoval::unknown);
  EXPECT_THROW(read_medium(*store_, row, 0, 1), std::runtime_error);
}

TUNDISH_ON_EVERY_STORE(MediaTest);

}  // namespace
}  // namespace tundish::service
