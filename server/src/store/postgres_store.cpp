#include "store/postgres_store.hpp"

#include <array>
#include <random>
#include <utility>

#include "store/postgres_connection.hpp"
#include "store/postgres_writer.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"
#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

constexpr std::size_t kWriters = 2;
constexpr std::size_t kMaxIdleReaders = 16;

/// A name that no other store has, in this process or elsewhere.
std::string random_name() {
  std::random_device random;
  std::string name;
  for (int i = 0; i < 4; ++i) {
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(random()));
    name += digits.data();
  }
  return name;
}

}  // namespace

PostgresStore::PostgresStore(std::string url, std::int64_t now_ms)
    : url_(std::move(url)), name_(random_name()), waiting_(std::make_shared<WriteGroup>()) {
  auto connection = std::make_unique<PostgresConnection>(url_);
  bring_up_to_date(*connection, now_ms);
  readers_.push_back(std::move(connection));
  for (std::size_t number = 0; number < kWriters; ++number) {
    writers_.emplace_back([this, number] { write_until_stopped(number); });
  }
}

PostgresStore::~PostgresStore() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& writer : writers_) writer.join();
}

void PostgresStore::read(const std::function<void(Reader&)>& work) {
  std::unique_ptr<PostgresConnection> reader = borrow_reader();
  try {
    SqlTables tables(*reader);
    work(tables);
  } catch (const ConnectionError&) {
    throw;
  } catch (...) {
    reader->execute("ROLLBACK");
    give_back(std::move(reader));
    throw;
  }
  try {
    reader->execute("COMMIT");
  } catch (const ConnectionError&) {
    return;  // what was read is of one moment all the same; the next one gets another connection
  }
  give_back(std::move(reader));
}

void PostgresStore::write(const std::function<void(Writer&)>& work) {
  WriteJob job([&work](Writer& writer) { work(writer); });
  hand_in(job);
  job.wait();
}

std::unique_ptr<Write> PostgresStore::begin_write(std::function<void(Writer&)> work) {
  auto job = std::make_unique<WriteJob>(std::move(work));
  hand_in(*job);
  return job;
}

void PostgresStore::hand_in(WriteJob& job) {
  const std::lock_guard lock(mutex_);
  if (is_stopping_) throw StoreError("the store is closing");
  waiting_->jobs.push_back(&job);
  job.join(waiting_);
  if (waiting_->jobs.size() == 1) changed_.notify_one();
}

void PostgresStore::write_until_stopped(std::size_t number) {
  const std::string name = name_ + '-' + std::to_string(number);
  PostgresWriter writer(url_, name, bucket_of(name));
  while (true) {
    std::shared_ptr<WriteGroup> group;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return is_stopping_ || !waiting_->jobs.empty(); });
      if (waiting_->jobs.empty()) return;
      group = std::exchange(waiting_, std::make_shared<WriteGroup>());
    }
    writer.write(group->jobs);
    group->end();
  }
}

/// A connection whose transaction has begun. One that lay idle may have died meanwhile, and then
/// most likely all have.
std::unique_ptr<PostgresConnection> PostgresStore::borrow_reader() {
  while (true) {
    std::unique_ptr<PostgresConnection> reader;
    {
      const std::lock_guard lock(readers_mutex_);
      if (readers_.empty()) break;
      reader = std::move(readers_.back());
      readers_.pop_back();
    }
    try {
      reader->execute(reader->begin_reading());
      return reader;
    } catch (const ConnectionError&) {
      reader.reset();
    }
  }
  auto reader = std::make_unique<PostgresConnection>(url_);
  reader->execute(reader->begin_reading());
  return reader;
}

void PostgresStore::give_back(std::unique_ptr<PostgresConnection> reader) {
  const std::lock_guard lock(readers_mutex_);
  if (readers_.size() < kMaxIdleReaders) readers_.push_back(std::move(reader));
}

}  // namespace tundish::store
