#include "api/submission_body.hpp"

#include "api/body_reader.hpp"

namespace tundish::api {
namespace {

constexpr std::int64_t kLargestSeq = 1'000'000;

Diagnostic out_of_range(std::string_view name, std::int64_t least) {
  Diagnostic fault;
  fault.code = "out_of_range";
  fault.place.pointer = "/" + std::string(name);
  fault.sentence = "`" + std::string(name) + "` is a whole number from " + std::to_string(least) +
                   " to " + std::to_string(kLargestSeq) + ".";
  return fault;
}

}  // namespace

Result<service::Submission> read_submission(std::string_view session, std::string_view secret,
                                            std::string_view body) {
  service::Submission submission;
  submission.session = session;
  submission.secret = secret;
  BodyReader reader(body);
  submission.gen = reader.integer_or("gen", 0);
  submission.epoch = reader.integer_or("epoch", 1);
  submission.release = reader.text("release");
  submission.rules = reader.integer("rules");
  submission.from = reader.integer("from");
  submission.prev = reader.text_or("prev", "");
  submission.parent = reader.text_or("parent", "");
  submission.at = reader.integer_or("at", -1);
  if (reader.boolean("refused")) submission.purpose = service::Purpose::quarantine;
  submission.s_have = reader.integer_or("s_have", 0);
  submission.s_hash = reader.text_or("s_hash", "");
  const Value::List& events = reader.list("events");
  Diagnostics faults = reader.faults();
  if (submission.from < 0 || submission.from > kLargestSeq) {
    faults.push_back(out_of_range("from", 0));
  }
  if (submission.s_have < 0 || submission.s_have > kLargestSeq) {
    faults.push_back(out_of_range("s_have", 0));
  }
  if (submission.at < -1 || submission.at > kLargestSeq) faults.push_back(out_of_range("at", -1));
  if (!faults.empty()) return unexpected(std::move(faults));
  // One more than allowed is enough to see that there are too many.
  const std::size_t count = std::min(events.size(), service::kMaxSubmittedEvents + 1);
  submission.events.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    submission.events.push_back(service::submitted(events[i]));
  }
  return submission;
}

}  // namespace tundish::api
