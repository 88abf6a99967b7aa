// Files that visitors hand in: whole or not at all, for whoever may, for as long as they are meant.
#include "service/uploads.hpp"

#include "server/pictures.hpp"
#include "server/telling_fixture.hpp"
#include "service/erasing.hpp"
#include "service/retention.hpp"
#include "service/session_files.hpp"
#include "service/tidying.hpp"
#include "service/upload_check.hpp"
#include "store/jobs.hpp"

namespace tundish::service {
namespace {

constexpr const char* kPapers =
    R"({"tundish": 1, "slug": "papers", "title": "P", "channels": ["web", "web_chat"], "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "photo", "type": "input", "input_type": "file", "slug": "photo", "label": "Photo",
     "validations": {"media_types": ["image/*"], "max_bytes": 2000000, "max_files": 2}},
    {"id": "paper", "type": "input", "input_type": "file", "slug": "paper", "label": "Paper"},
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name",
     "save_to": "contact.given_name"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": [{"id": "bye", "type": "message", "text": "Bye"}]}]})";

Value file_answer(const std::string& name, const std::string& bytes) {
  Value file{Value::Object{}};
  file.set("name", name);
  file.set("media_type", "image/jpeg");
  file.set("size", static_cast<double>(bytes.size()));
  file.set("sha256", sha256_hex(bytes));
  return file;
}

class UploadsTest : public AskingTest {
 protected:
  UploadsTest() : papers_(published(*store_, kPapers)) {}

  Visitor visitor(int number) {
    Visitor begun(papers_, number);
    begun.play(Answered{"name", Value("Ann")});
    hand_in(begun);
    return begun;
  }
  UploadPiece piece(const Visitor& visitor, const std::string& bytes, std::size_t begin,
                    const std::string& slug = "paper") const {
    UploadPiece piece;
    piece.root = visitor.id;
    piece.upload = sha256_hex(bytes);
    piece.slug = slug;
    piece.rules = *find_file_rules(papers_, slug);
    piece.size = static_cast<std::int64_t>(bytes.size());
    piece.begin = static_cast<std::int64_t>(begin);
    piece.bytes = bytes.substr(begin, kPieceBytes);
    return piece;
  }
  UploadAnswer take(const UploadPiece& piece) {
    UploadAnswer answer = take_piece(*store_, funnels_, limits_, piece, now_ms_);
    if (answer.outcome != UploadOutcome::received || answer.row.received < answer.row.size) {
      return answer;
    }
    return check_upload(*store_, folder_.path("scratch"), piece.rules, answer.row, now_ms_);
  }
  /// All pieces of it; the last answer.
  UploadAnswer take_all(const Visitor& visitor, const std::string& bytes,
                        const std::string& slug = "paper") {
    UploadAnswer answer = take(piece(visitor, bytes, 0, slug));
    for (std::size_t begin = kPieceBytes; begin < bytes.size(); begin += kPieceBytes) {
      EXPECT_EQ(answer.outcome, UploadOutcome::received);
      answer = take(piece(visitor, bytes, begin, slug));
    }
    return answer;
  }
  std::vector<store::Upload> uploads_of(const Visitor& visitor) {
    std::vector<store::Upload> rows;
    store_->read([&](store::Reader& reader) { rows = list_uploads(reader, visitor.id); });
    return rows;
  }
  std::size_t count_of_parts() {
    std::size_t count = 0;
    store_->read([&](store::Reader& reader) {
      count = store::list<store::UploadPart>(reader, store::by_key().limit(10000)).size();
    });
    return count;
  }
  std::string kept(const store::Upload& row) {
    return read_upload(*store_, row, 0, static_cast<std::size_t>(row.kept_size));
  }
  std::vector<SessionFile> files(const Visitor& visitor) {
    std::vector<SessionFile> files;
    const std::optional<SessionDetails> details = find_session(*store_, funnels_, visitor.id);
    store_->read([&](store::Reader& reader) { files = files_of(reader, visitor.id, {*details}); });
    return files;
  }
  void tidy(std::int64_t at_ms) {
    now_ms_ = at_ms;
    begin_tidying(*store_, now_ms_);
    const JobHandlers handlers = {{std::string(kTidyingJob), tidying_handler(funnels_)}};
    const auto job = claim_job(*store_, handlers, now_ms_);
    ASSERT_TRUE(job);
    run_job(*store_, handlers, *job, [this] { return now_ms_.load(); });
  }
  static std::string letter(std::size_t size) {
    std::string text = "Dear reader,\n";
    while (text.size() < size) text += "line " + std::to_string(text.size()) + '\n';
    text.resize(size);
    return text;
  }

  Funnel papers_;
  UploadLimits limits_;
};

TEST_P(UploadsTest, ArePutTogetherFromTheirPieces) {
  const Visitor ann = visitor(1);
  const std::string text = letter(3 * kPieceBytes + 77);
  EXPECT_EQ(take(piece(ann, text, kPieceBytes)).outcome, UploadOutcome::gap);
  for (int times = 0; times < 2; ++times) {
    const UploadAnswer first = take(piece(ann, text, 0));
    EXPECT_EQ(first.outcome, UploadOutcome::received);
    EXPECT_EQ(first.row.received, static_cast<std::int64_t>(kPieceBytes));
  }
  const UploadAnswer ahead = take(piece(ann, text, 2 * kPieceBytes));
  EXPECT_EQ(ahead.outcome, UploadOutcome::gap);
  EXPECT_EQ(ahead.row.received, static_cast<std::int64_t>(kPieceBytes));
  EXPECT_EQ(take(piece(ann, text, kPieceBytes)).outcome, UploadOutcome::received);
  UploadPiece other = piece(ann, text, 2 * kPieceBytes);
  other.size += 1;
  EXPECT_EQ(take(other).outcome, UploadOutcome::other_size);
  EXPECT_EQ(take(piece(ann, text, 2 * kPieceBytes)).outcome, UploadOutcome::received);
  const UploadAnswer last = take(piece(ann, text, 3 * kPieceBytes));
  EXPECT_EQ(last.outcome, UploadOutcome::whole);
  EXPECT_EQ(last.row.media_type, "text/plain");
  EXPECT_EQ(take(piece(ann, text, 0)).outcome, UploadOutcome::whole) << "once more";
  ASSERT_EQ(uploads_of(ann).size(), 1u);
  EXPECT_EQ(uploads_of(ann)[0], last.row);
  EXPECT_EQ(kept(last.row), text);
  EXPECT_EQ(read_upload(*store_, last.row, kPieceBytes - 3, 10), text.substr(kPieceBytes - 3, 10));
  EXPECT_EQ(count_of_parts(), 4u);
}

TEST_P(UploadsTest, MayBeEmpty) {
  const Visitor ann = visitor(2);
  const UploadAnswer answer = take_all(ann, "");
  EXPECT_EQ(answer.outcome, UploadOutcome::whole);
  EXPECT_EQ(kept(answer.row), "");
}

TEST_P(UploadsTest, AreNotKeptUnderAFalseName) {
  const Visitor ann = visitor(3);
  const std::string text = letter(kPieceBytes + 5);
  UploadPiece first = piece(ann, text, 0);
  UploadPiece last = piece(ann, text, kPieceBytes);
  first.upload = last.upload = std::string(64, 'a');
  EXPECT_EQ(take(first).outcome, UploadOutcome::received);
  EXPECT_EQ(take(last).outcome, UploadOutcome::wrong_hash);
  EXPECT_TRUE(uploads_of(ann).empty());
  EXPECT_EQ(count_of_parts(), 0u);
}

TEST_P(UploadsTest, AreJudgedByTheirContent) {
  const Visitor ann = visitor(4);
  const std::string page = "<!DOCTYPE html><html><script>alert(1)</script></html>";
  EXPECT_EQ(take_all(ann, page, "photo").outcome, UploadOutcome::wrong_type);
  const std::string disguised = png_with_notes(1).substr(0, 8) + page;
  EXPECT_EQ(take_all(ann, disguised, "photo").outcome, UploadOutcome::wrong_type);
  EXPECT_EQ(count_of_parts(), 0u);
  EXPECT_EQ(take_all(ann, page, "paper").outcome, UploadOutcome::whole) << "it takes anything";
  EXPECT_EQ(take_all(ann, page, "photo").outcome, UploadOutcome::wrong_type);
  EXPECT_EQ(uploads_of(ann).size(), 1u) << "what was taken elsewhere stays";
  EXPECT_EQ(take(piece(ann, letter(2000001), 0, "photo")).outcome, UploadOutcome::too_large);
  limits_.file_bytes = 1000;
  EXPECT_EQ(take_all(ann, letter(1001)).outcome, UploadOutcome::too_large);
}

TEST_P(UploadsTest, ArePicturesWithoutWhatWasNoted) {
  const Visitor ann = visitor(5);
  std::string large = jpeg_with_notes(6);
  large.insert(large.find("second scan"), letter(3 * kPieceBytes));
  for (const std::string& picture :
       {large, png_with_notes(3), webp_with_notes(8), gif_with_notes()}) {
    ASSERT_NE(picture.find(kNote), picture.npos);
    const UploadAnswer answer = take_all(ann, picture, "photo");
    EXPECT_EQ(answer.outcome, UploadOutcome::whole);
    EXPECT_LT(answer.row.kept_size, answer.row.size);
    EXPECT_EQ(kept(answer.row).size(), static_cast<std::size_t>(answer.row.kept_size));
    EXPECT_EQ(kept(answer.row).find(kNote), std::string::npos);
    EXPECT_EQ(take(piece(ann, picture, 0, "paper")).outcome, UploadOutcome::whole) << "the same";
  }
  std::string all;
  store_->read([&](store::Reader& reader) {
    for (const auto& part : store::list<store::UploadPart>(reader, store::by_key().limit(1000))) {
      EXPECT_TRUE(part.is_cleaned) << "nothing is left of what came";
      all += *from_base64(part.bytes);
    }
  });
  EXPECT_EQ(all.find(kNote), all.npos);
}

TEST_P(UploadsTest, GoOnWhereAServerBrokeOff) {
  const Visitor ann = visitor(6);
  std::string picture = jpeg_with_notes(6);
  picture.insert(picture.find("second scan"), letter(kPieceBytes));
  // Everything is there and was never judged; some of what is written anew is there already.
  take_piece(*store_, funnels_, limits_, piece(ann, picture, 0, "photo"), kNow);
  take_piece(*store_, funnels_, limits_, piece(ann, picture, kPieceBytes, "photo"), kNow);
  store_->write([&](store::Writer& writer) {
    put(writer, store::UploadPart{ann.id, sha256_hex(picture), true, 0, to_base64("half")});
    put(writer, store::UploadPart{ann.id, sha256_hex(picture), true, 2, to_base64("more")});
  });
  const UploadAnswer answer = take(piece(ann, picture, kPieceBytes, "photo"));
  EXPECT_EQ(answer.outcome, UploadOutcome::whole);
  EXPECT_EQ(kept(answer.row).find(kNote), std::string::npos);
  EXPECT_EQ(kept(answer.row).size(), static_cast<std::size_t>(answer.row.kept_size));
  // Whoever judges it a second time finds that it is done.
  store::Upload before = answer.row;
  before.is_whole = false;
  const FileRules rules = *find_file_rules(papers_, "photo");
  EXPECT_EQ(check_upload(*store_, folder_.path("scratch"), rules, before, kNow).outcome,
            UploadOutcome::whole);
  store_->write([&](store::Writer& writer) { remove_uploads(writer, ann.id); });
  EXPECT_EQ(check_upload(*store_, folder_.path("scratch"), rules, before, kNow).outcome,
            UploadOutcome::removed);
  EXPECT_EQ(count_of_parts(), 0u);
}

TEST_P(UploadsTest, AreEverySessionsOwn) {
  const Visitor ann = visitor(7);
  const Visitor bob = visitor(8);
  const std::string text = letter(kPieceBytes + 9);
  EXPECT_EQ(take_all(ann, text).outcome, UploadOutcome::whole);
  EXPECT_EQ(take(piece(bob, text, kPieceBytes)).outcome, UploadOutcome::gap);
  EXPECT_EQ(take_all(bob, text).outcome, UploadOutcome::whole);
  EXPECT_EQ(erase_session(*store_, funnels_, ann.id, server_actor(kNow)), Erasing::erased);
  EXPECT_TRUE(uploads_of(ann).empty());
  EXPECT_EQ(kept(uploads_of(bob).front()), text);
}

TEST_P(UploadsTest, AreNoMoreThanASessionMayHave) {
  const Visitor ann = visitor(9);
  limits_.session_files = 3;
  for (int number = 0; number < 3; ++number) {
    const std::string text = "letter " + std::to_string(number);
    EXPECT_EQ(take_all(ann, text).outcome, UploadOutcome::whole);
  }
  EXPECT_EQ(take_all(ann, "letter 3").outcome, UploadOutcome::too_many);
  EXPECT_EQ(take_all(visitor(10), "letter 3").outcome, UploadOutcome::whole);
  limits_.session_files = 50;
  limits_.session_bytes = 30;
  EXPECT_EQ(take_all(ann, "letter 3").outcome, UploadOutcome::too_many);
}

TEST_P(UploadsTest, MakeRoomForWhatIsPickedInstead) {
  Visitor ann(papers_, 11);
  ann.play(Answered{"paper", file_answer("0", "pick 0")});
  hand_in(ann);
  for (int number = 0; number < 10; ++number) {
    now_ms_ = kNow + number;
    EXPECT_EQ(take_all(ann, "pick " + std::to_string(number)).outcome, UploadOutcome::whole);
  }
  std::set<std::string> hashes;
  for (const store::Upload& row : uploads_of(ann)) hashes.insert(row.upload);
  std::set<std::string> wanted;
  for (const char* pick : {"pick 0", "pick 7", "pick 8", "pick 9"}) wanted.insert(sha256_hex(pick));
  EXPECT_EQ(hashes, wanted) << "the one that is named, and the last";
}

TEST_P(UploadsTest, AreToldWithTheSession) {
  Visitor ann(papers_, 12);
  const std::string text = letter(kPieceBytes + 1);
  const std::string photo = jpeg_with_notes(1);
  ann.play(Answered{"paper", file_answer("a.txt", text)});
  Value unnamed{Value::Object{}};
  unnamed.set("name", "b.jpg");
  unnamed.set("media_type", "image/jpeg");
  unnamed.set("size", 10);
  ann.play(Answered{"photo", Value(Value::List{unnamed, file_answer("c.jpg", photo)})});
  hand_in(ann);
  const auto told = [&] {
    std::string words;
    for (const SessionFile& file : files(ann)) {
      words += file.named.slug + ' ' + file.named.name + (file.is_named ? " named" : " not named");
      words += !file.upload ? " missing" : file.upload->is_whole ? " kept" : " partial";
      words += "; ";
    }
    return words;
  };
  EXPECT_EQ(told(),
            "paper a.txt named missing; photo b.jpg named missing; photo c.jpg named missing; ");
  take(piece(ann, text, 0));
  take_all(ann, photo, "photo");
  take_all(ann, "another");
  EXPECT_EQ(told(),
            "paper a.txt named partial; photo b.jpg named missing; photo c.jpg named kept; "
            "paper  not named kept; ");
}

TEST_P(UploadsTest, GoWhenNothingNamesThem) {
  Visitor ann(papers_, 13);
  ann.play(Answered{"paper", file_answer("a", "named")});
  hand_in(ann);
  take_all(ann, "named");
  take_all(ann, "never named");
  take(piece(ann, letter(2 * kPieceBytes), 0));
  ASSERT_EQ(uploads_of(ann).size(), 3u);
  tidy(kNow + kUnnamedKeptMs - 2 * 60 * 60 * std::int64_t{1000});
  EXPECT_EQ(uploads_of(ann).size(), 3u);
  tidy(kNow + kUnnamedKeptMs);
  ASSERT_EQ(uploads_of(ann).size(), 1u);
  EXPECT_EQ(kept(uploads_of(ann)[0]), "named");
  EXPECT_EQ(count_of_parts(), 1u);
  ann.play(Answered{"paper", file_answer("b", "another")});
  ann.play(Pressed{"go"});
  hand_in(ann);
  take_all(ann, "another");
  tidy(kNow + 3 * kUnnamedKeptMs);
  ASSERT_EQ(uploads_of(ann).size(), 1u) << "the answer names another one now";
  EXPECT_EQ(kept(uploads_of(ann)[0]), "another");
  EXPECT_EQ(uploads_of(ann)[0].look_at_ms, INT64_MAX) << "the session has ended";
  tidy(kNow + 300 * kUnnamedKeptMs);
  EXPECT_EQ(uploads_of(ann).size(), 1u);
}

TEST_P(UploadsTest, GoWithTheSession) {
  Visitor ann = visitor(14);
  take_all(ann, letter(2 * kPieceBytes));
  take_all(ann, jpeg_with_notes(1), "photo");
  take(piece(ann, letter(3 * kPieceBytes), 0));
  EXPECT_EQ(erase_session(*store_, funnels_, ann.id, server_actor(kNow)), Erasing::erased);
  EXPECT_TRUE(uploads_of(ann).empty());
  EXPECT_EQ(count_of_parts(), 0u);
  EXPECT_EQ(take(piece(ann, letter(3 * kPieceBytes), 0)).outcome, UploadOutcome::removed);
  const Visitor bob = visitor(15);
  take_all(bob, "bob's letter");
  change_retention(*store_, "papers", 1, "*", server_actor(kNow));
  const JobHandlers handlers = {{std::string(kRetentionJob), retention_handler(funnels_)}};
  now_ms_ = kNow + 2 * 24 * 60 * 60 * std::int64_t{1000};
  const auto job = claim_job(*store_, handlers, now_ms_);
  ASSERT_TRUE(job);
  run_job(*store_, handlers, *job, [this] { return now_ms_.load(); });
  EXPECT_FALSE(row(bob.id));
  EXPECT_EQ(count_of_parts(), 0u);
}

TUNDISH_ON_EVERY_STORE(UploadsTest);

}  // namespace
}  // namespace tundish::service
