#include "store/exports.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "server/ingest_fixture.hpp"
#include "service/export_jobs.hpp"
#include "service/publish.hpp"
#include "service/scratch_file.hpp"
#include "service/tidying.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

class Exports : public IngestTest {
 protected:
  /// Some visitors; every second one stays on the first page.
  void play(int count) {
    for (int number = 1; number <= count; ++number) {
      Visitor visitor(funnel_, number);
      if (number % 2 == 1) visitor.play_to_the_end();
      ASSERT_EQ(ingest(*store_, funnels_, visitor.submission(), kNow + number).outcome,
                IngestOutcome::accepted);
    }
  }
  store::Job begin(const ExportWish& wish = {}) {
    return *begin_export(*store_, wish, server_actor(now_ms_));
  }
  std::optional<store::Job> claim() { return claim_job(*store_, handlers_, now_ms_); }
  void run(const store::Job& job, bool is_ending = false) {
    run_job(
        *store_, handlers_, job, [this] { return now_ms_; }, [is_ending] { return is_ending; });
  }
  void do_all() {
    while (const std::optional<store::Job> job = claim()) run(*job);
  }
  std::optional<store::Job> find(const std::string& id) {
    std::optional<store::Job> job;
    store_->read([&](store::Reader& reader) { job = find_export(reader, id, now_ms_); });
    return job;
  }
  std::string bytes_of(const std::string& id) {
    const std::optional<ExportFile> file = export_file_of(*find(id));
    return file ? read_export(*store_, id, 0, static_cast<std::size_t>(file->bytes)) : "(none)";
  }
  std::size_t parts_of(const std::string& id) {
    std::size_t count = 0;
    store_->read([&](store::Reader& reader) {
      count = store::list<store::ExportPart>(reader, store::by_key().equal(id)).size();
    });
    return count;
  }
  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  std::int64_t now_ms_ = kNow + 1000;
  JobHandlers handlers_{
      {std::string(kExportJob), export_handler(funnels_, folder_.path("scratch"))},
      {std::string(kExportRemovalJob), export_removal_handler()}};
};

TEST_P(Exports, HoldEverySessionOnceNewestFirst) {
  play(450);
  const store::Job job = begin();
  do_all();
  const std::vector<std::string> lines = lines_of(bytes_of(job.id));
  ASSERT_EQ(lines.size(), 451u);
  EXPECT_EQ(
      lines[0],
      "\xEF\xBB\xBFsession,reference_code,parent,funnel,release,language,channel,status,reason,"
      "layer,score,events,started_at,last_at,ended_at,name,size,count\r");
  for (int number = 450; number >= 1; --number) {
    const std::string& line = lines[static_cast<std::size_t>(451 - number)];
    EXPECT_EQ(line.substr(0, 32), Visitor(funnel_, number).id);
    const std::string end = ",2025-10-09 08:55:00,Ana,large,3\r";
    EXPECT_EQ(line.size() > end.size() && line.substr(line.size() - end.size()) == end,
              number % 2 == 1)
        << line;
  }
  EXPECT_EQ(export_file_of(*find(job.id))->sessions, 450);
}

TEST_P(Exports, HoldWhatIsAskedForAlone) {
  play(5);
  const auto count_of = [this](const SessionFilter& filter) {
    ExportWish wish;
    wish.filter = filter;
    const store::Job job = begin(wish);
    do_all();
    return export_file_of(*find(job.id))->sessions;
  };
  SessionFilter filter;
  filter.status = "completed";
  EXPECT_EQ(count_of(filter), 3);
  filter.funnel = "order";
  filter.environment = "production";
  filter.language = "en";
  filter.channel = "web";
  filter.from_day = filter.to_day = "2025-10-09";
  EXPECT_EQ(count_of(filter), 3);
  filter.environment = "staging";
  EXPECT_EQ(count_of(filter), 0);
  filter.environment.clear();
  filter.language = "es";
  EXPECT_EQ(count_of(filter), 0);
  filter.language.clear();
  filter.from_day = "2025-10-10";
  filter.to_day.clear();
  EXPECT_EQ(count_of(filter), 0);
  filter.from_day.clear();
  filter.to_day = "2025-10-08";
  EXPECT_EQ(count_of(filter), 0);
}

TEST_P(Exports, AreMadeAnewWhenTheirServerIsGone) {
  play(3);
  const store::Job job = begin();
  const std::optional<store::Job> lost = claim();
  ASSERT_TRUE(lost);
  // What a server had made when it died is not mixed with what the next one makes.
  store_->write([&](store::Writer& writer) {
    for (const std::int64_t number : {0, 7}) {
      put(writer, store::ExportPart{job.id, number, "QUFBQQ=="});
    }
  });
  EXPECT_FALSE(claim()) << "it may still be alive";
  EXPECT_EQ(std::string(export_file_of(*find(job.id)) ? "made" : "not made"), "not made");
  now_ms_ += kJobLeaseMs + 1;
  const std::optional<store::Job> taken = claim();
  ASSERT_TRUE(taken);
  run(*taken);
  EXPECT_EQ(lines_of(bytes_of(job.id)).size(), 4u);
  EXPECT_EQ(parts_of(job.id), 1u);
  run(*lost);  // it was alive after all, and finds that it is not its own any more
  EXPECT_EQ(parts_of(job.id), 1u);
  EXPECT_EQ(lines_of(bytes_of(job.id)).size(), 4u);
}

TEST_P(Exports, AreGivenBackByAServerThatStops) {
  play(3);
  const store::Job job = begin();
  run(*claim(), true);
  const std::optional<store::Job> waiting = find(job.id);
  EXPECT_TRUE(waiting->is_open);
  EXPECT_EQ(waiting->owner, "");
  do_all();
  EXPECT_EQ(lines_of(bytes_of(job.id)).size(), 4u) << "without waiting for a lease to run out";
}

TEST_P(Exports, LeaveNothingWhenTheyAreRemovedOrTooOld) {
  play(3);
  const store::Job mine = begin();
  const store::Job old = begin();
  do_all();
  EXPECT_TRUE(remove_export(*store_, mine.id, server_actor(now_ms_)));
  EXPECT_FALSE(remove_export(*store_, mine.id, server_actor(now_ms_)));
  EXPECT_FALSE(find(mine.id));
  do_all();
  EXPECT_EQ(parts_of(mine.id), 0u);
  EXPECT_EQ(parts_of(old.id), 1u);
  now_ms_ += kExportKeptMs - 1;
  EXPECT_TRUE(find(old.id));
  now_ms_ += 1;
  EXPECT_FALSE(find(old.id));
  begin_tidying(*store_, now_ms_);
  handlers_.emplace(kTidyingJob, tidying_handler(funnels_));
  run(*claim());
  do_all();
  EXPECT_EQ(parts_of(old.id), 0u);
}

TEST_P(Exports, StopWhenTheyAreRemovedWhileTheyAreMade) {
  play(3);
  const store::Job job = begin();
  const std::optional<store::Job> taken = claim();
  EXPECT_TRUE(remove_export(*store_, job.id, server_actor(now_ms_)));
  run(*taken);
  do_all();
  EXPECT_EQ(parts_of(job.id), 0u);
  EXPECT_FALSE(find(job.id));
}

TEST_P(Exports, AreNotBegunByTheHundred) {
  for (std::size_t i = 0; i < kMostOpenExports; ++i) begin();
  EXPECT_FALSE(begin_export(*store_, {}, server_actor(now_ms_)));
  run(*claim());
  EXPECT_TRUE(begin_export(*store_, {}, server_actor(now_ms_)));
}

TUNDISH_ON_EVERY_STORE(Exports);

std::string csv_of(const std::vector<std::vector<Cell>>& rows) {
  const TemporaryFolder folder;
  const std::unique_ptr<TableWriter> table = make_csv_table(folder.path("a.csv"));
  for (const std::vector<Cell>& row : rows) table->add_row(row);
  table->finish();
  std::ifstream file(folder.path("a.csv"), std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {}).substr(3);
}

TEST(CsvTable, IsNoProgramToASpreadsheet) {
  EXPECT_EQ(csv_of({{"=1+1", "+49", "-x", "@a", "\tb", "\rc", "a=b", "", "'x"}}),
            "'=1+1,'+49,'-x,'@a,'\tb,\"'\rc\",a=b,,'x\r\n");
}

TEST(CsvTable, IsQuotedWhereItMustBe) {
  EXPECT_EQ(csv_of({{"a,b", "say \"hi\"", "two\nlines", "é", std::string("=\"x\",1")}}),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",é,\"'=\"\"x\"\",1\"\r\n");
}

TEST(CsvTable, HasNumbersTimesAndFlags) {
  EXPECT_EQ(csv_of({{-5.0, 0.1, 1e21, true, false, Moment{1760000100123}, Cell()}}),
            "-5,0.1,1e+21,true,false,2025-10-09 08:55:00,\r\n");
}

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
  Value value{Value::Object{}};
  for (const auto& [name, member] : members) value.set(name, member);
  return value;
}
Value list(std::initializer_list<Value> values) { return Value(Value::List(values)); }

/// `heading=value` of each part, in the order of the columns.
std::string told(SessionColumns& columns, const Value& answers) {
  Value rest;
  std::map<std::size_t, Value> cells;
  for (const Part& part : columns.parts_of(answers, rest)) cells[part.column] = part.value;
  std::string text;
  for (const std::size_t column : columns.order()) {
    const auto found = cells.find(column);
    text += columns.heading(column, Headings::slugs) + '=' +
            (found == cells.end() ? "" : to_json(found->second)) + ' ';
  }
  return text + (rest.is_null() ? "" : to_json(rest));
}

TEST(SessionColumns, FlattenWhatHasParts) {
  SessionColumns columns({"status"});
  EXPECT_EQ(
      told(columns, object({{"place", object({{"city", "Ulm"}, {"at", list({1, 2.5})}})},
                            {"many", list({"x", "y", true})},
                            {"none", list({})},
                            {"files", list({object({{"name", "a"}}), object({{"name", "b"}})})},
                            {"status", "odd"},
                            {"gone", Value()}})),
      "files.1.name=\"a\" files.2.name=\"b\" many=\"x; y; true\" place.at=\"1; 2.5\" "
      "place.city=\"Ulm\" data.status=\"odd\" ");
}

TEST(SessionColumns, CountAsPeopleDo) {
  SessionColumns columns({});
  Value files{Value::List{}};
  for (int i = 1; i <= 11; ++i) files.push(object({{"n", i}}));
  const std::string text = told(columns, object({{"f", files}}));
  EXPECT_LT(text.find("f.2.n"), text.find("f.10.n"));
}

TEST(SessionColumns, KeepTogetherWhatFindsNoRoom) {
  SessionColumns columns({"session"});
  Value many{Value::Object{}};
  for (std::size_t i = 0; i < kMostTableColumns + 2; ++i) {
    many.set("m" + std::to_string(100000 + i), 1);
  }
  Value rest;
  EXPECT_EQ(columns.parts_of(object({{"a", many}}), rest).size(), kMostTableColumns - 1);
  EXPECT_EQ(to_json(rest), R"({"a.m115999":1,"a.m116000":1,"a.m116001":1})");
}

TEST(SessionColumns, AreInTheOrderOfTheQuestionsAndCalledLikeThem) {
  store::MemoryStore store(store::kBegan);
  const Funnel funnel = published_order(store);
  SessionColumns columns({});
  columns.add_funnel(funnel);
  EXPECT_EQ(told(columns, object({{"size", "large"}, {"added", 1}, {"name", "Bo"}})),
            "name=\"Bo\" size=\"large\" count= added=1 ");
  EXPECT_EQ(columns.heading(columns.order()[0], Headings::titles), "Name");
  EXPECT_EQ(columns.heading(columns.order()[2], Headings::titles), "How many");
  EXPECT_EQ(columns.heading(columns.order()[3], Headings::titles), "added");
}

TEST(ScratchFile, HasNoNameAndIsWholeWhenMapped) {
  const TemporaryFolder folder;
  std::string text;
  MappedText mapped;
  {
    ScratchFile file(folder.path("new/folder"));
    for (int i = 0; i < 5000; ++i) text += std::to_string(i) + ' ';
    file.append(text);
    EXPECT_EQ(file.size(), text.size());
    EXPECT_EQ(file.read(5, 7), text.substr(5, 7));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path("new/folder")));
    mapped = map(file);
  }
  EXPECT_EQ(mapped.text, text);
}

}  // namespace
}  // namespace tundish::service
