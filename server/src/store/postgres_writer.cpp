#include "store/postgres_writer.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include "store/rows.hpp"
#include "store/sql_group.hpp"

namespace tundish::store {
namespace {

constexpr int kTriesTogether = 4;
constexpr int kTriesAlone = 40;
constexpr int kTriesOfDuplicate = 3;
constexpr int kConnections = 4;

/// Longer each time, and not the same for everybody: those who are in each other's way part.
void pause(int tries, std::int64_t salt) {
  const int most_ms = std::min(1 << std::min(tries, 7), 100);
  const auto share = static_cast<int>(static_cast<std::uint64_t>(salt) * 2654435761u % 100);
  std::this_thread::sleep_for(std::chrono::microseconds(most_ms * (500 + 5 * share)));
}

}  // namespace

PostgresWriter::PostgresWriter(std::string url, std::string name, int counter_bucket)
    : url_(std::move(url)), name_(std::move(name)), counter_bucket_(counter_bucket) {}

PostgresWriter::~PostgresWriter() {
  if (!connection_) return;
  try {
    connection_->prepare("DELETE FROM commits WHERE bucket = ? AND writer = ?")
        .bind(bucket_of(name_))
        .bind(std::string_view(name_))
        .run();
  } catch (const StoreError&) {
    // The row stays: nobody else has that name, and nobody is misled by it.
  }
}

void PostgresWriter::write(const Jobs& jobs) {
  if (jobs.size() > 1) {
    try {
      return insist(jobs);
    } catch (const ConnectionError&) {
      for (WriteJob* job : jobs) job->fail(std::current_exception());
      return;
    } catch (...) {
      // One of them failed, or they are in somebody's way: apart it is seen which.
    }
  }
  for (WriteJob* job : jobs) {
    try {
      insist({job});
    } catch (...) {
      job->fail(std::current_exception());
    }
  }
}

/// Returns when the transaction is committed; throws what it fails with, and it did not happen.
/// Only when no connection can be had after a commit was lost, nobody can tell.
void PostgresWriter::insist(const Jobs& jobs) {
  const int most_tries = jobs.size() > 1 ? kTriesTogether : kTriesAlone;
  ++turn_;
  int connections = 0;
  for (int tries = 1; true; ++tries) {
    try {
      return transact(jobs);
    } catch (const DuplicateError&) {
      roll_back();
      if (tries >= kTriesOfDuplicate) throw;
    } catch (const ConflictError&) {
      roll_back();
      if (tries >= most_tries) throw;
    } catch (const ConnectionError&) {
      connection_.reset();
      if (++connections >= kConnections) throw;
    } catch (...) {
      roll_back();
      throw;
    }
    pause(tries, turn_ * 31 + counter_bucket_ + tries);
  }
}

void PostgresWriter::transact(const Jobs& jobs) {
  if (!connection_) connect();
  while (!begin()) {
    // The commit that was not answered had happened; if it was this one, all is done.
    roll_back();
    if (std::exchange(lost_turn_, -1) == turn_) return;
  }
  lost_turn_ = -1;
  SqlGroup tables(*connection_, counter_bucket_);
  for (const WriteJob* job : jobs) job->run(tables);
  tables.write_counts();
  commit();
}

void PostgresWriter::connect() {
  auto connection = std::make_unique<PostgresConnection>(url_);
  connection
      ->prepare(
          "INSERT INTO commits (bucket, writer, number) VALUES (?, ?, ?)"
          " ON CONFLICT (bucket, writer) DO NOTHING")
      .bind(bucket_of(name_))
      .bind(std::string_view(name_))
      .bind(committed_)
      .run();
  connection_ = std::move(connection);
}

/// Begins and counts this transaction. False when the one before had been committed after all: its
/// row was changed with it, and whoever is still about to commit is waited for.
bool PostgresWriter::begin() {
  connection_->execute("BEGIN ISOLATION LEVEL SERIALIZABLE");
  SqlStatement count = connection_->prepare(
      "UPDATE commits SET number = ? WHERE bucket = ? AND writer = ? AND number = ?");
  count.bind(committed_ + 1)
      .bind(bucket_of(name_))
      .bind(std::string_view(name_))
      .bind(committed_)
      .run();
  if (count.changed_rows() == 1) return true;
  ++committed_;
  return false;
}

void PostgresWriter::commit() {
  try {
    connection_->execute("COMMIT");
  } catch (const ConnectionError&) {
    lost_turn_ = turn_;
    throw;
  }
  ++committed_;
}

void PostgresWriter::roll_back() {
  if (!connection_) return;
  try {
    connection_->execute("ROLLBACK");
  } catch (const StoreError&) {
    connection_.reset();  // it ends with its connection
  }
}

}  // namespace tundish::store
