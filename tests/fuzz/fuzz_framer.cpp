// Bytes as a connection's stream: however it is cut, the same requests and the same refusal come
// out of it; what comes out is within the limits and, written down again, is read as the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "edge/request_corpus.hpp"
#include "edge/stream_verdict.hpp"
#include "fuzz/require.hpp"
#include "http/framer.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace tundish::fuzz {
namespace {

using edge::StreamVerdict;

const http::FramerLimits& limits() {
  static const http::FramerLimits kLimits = edge::corpus_limits();
  return kLimits;
}

bool is_printable(char letter) {
  const unsigned char byte = static_cast<unsigned char>(letter);
  return (byte >= 32 || byte == '\t') && byte != 127;
}

void check_limits(const http::Request& request) {
  require("the address is within its limit",
          request.path.size() + request.query.size() <= limits().target);
  require("the path begins with a slash", request.path.substr(0, 1) == "/");
  require("there are not too many headers", request.headers.size() <= limits().headers);
  require("the body is within its limit",
          request.body.size() <= limits().body_of_route(request.method, request.path));
  const bool has_none = request.method == http::Method::get || request.method == http::Method::head;
  require("a request without a body has none", !has_none || request.body.empty());
  std::size_t size = 0;
  for (const http::Header& header : request.headers) {
    size += header.name.size() + header.value.size();
    require("a name is there", !header.name.empty());
    require("a name has no blank and no capital",
            std::none_of(header.name.begin(), header.name.end(), [](char letter) {
              return letter <= ' ' || letter == ':' || (letter >= 'A' && letter <= 'Z');
            }));
    require("a value is printable",
            std::all_of(header.value.begin(), header.value.end(), is_printable));
    require("no transfer encoding gets through", header.name != "transfer-encoding");
  }
  require("the head is within its limit", size <= limits().head);
}

/// What two readers could take for different requests does not get through.
void check_one_meaning(const http::Request& request) {
  const auto count = [&](std::string_view name) {
    return std::count_if(request.headers.begin(), request.headers.end(),
                         [&](const http::Header& header) { return header.name == name; });
  };
  require("a request names at most one host", count("host") <= 1);
  require("a request has at most one length", count("content-length") <= 1);
  const std::string* length = http::find_header(request, "content-length");
  require("a request without a length has no body", length != nullptr || request.body.empty());
  require("the body is as long as it says",
          length == nullptr || std::stoull(*length) == request.body.size());
}

/// The request as a client would send it, no longer than it was.
std::string written(const http::Request& request, http::Connection connection) {
  std::string text(http::to_text(request.method));
  text += ' ' + request.path;
  if (!request.query.empty()) text += '?' + request.query;
  // Whatever it asks for, a client of HTTP/1.0 gets one answer.
  text += connection == http::Connection::close ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
  for (const http::Header& header : request.headers) {
    text += header.name + ':' + header.value + "\r\n";
  }
  return text + "\r\n" + request.body;
}

void check_request(const http::Request& request, http::Connection connection) {
  check_limits(request);
  check_one_meaning(request);
  http::Framer framer(limits());
  StreamVerdict again;
  feed(framer, written(request, connection), again);
  require("a request is read as it was written",
          again.status == 0 && !again.is_open && again.requests.size() == 1 &&
              again.requests[0] == edge::text_of(request, connection));
}

void check_requests(std::string_view bytes) {
  http::Framer framer(limits());
  while (!bytes.empty()) {
    switch (framer.feed(bytes)) {
      case http::Framer::Progress::more:
        require("all of an incomplete request is taken", bytes.empty());
        break;
      case http::Framer::Progress::ready: {
        const http::Connection connection = framer.connection();
        check_request(framer.take(), connection);
        require("nothing is under way after a request", !framer.is_under_way());
        break;
      }
      case http::Framer::Progress::refused: {
        require("a refusal has its status", framer.status() >= 400 && framer.status() < 600);
        require("a refusal has its sentence", !framer.sentence().empty());
        const std::size_t left = bytes.size();
        require("a refusal is final", framer.feed(bytes) == http::Framer::Progress::refused);
        require("nothing is taken after a refusal", bytes.size() == left);
        return;
      }
    }
  }
}

StreamVerdict cut(std::string_view bytes, std::minstd_rand& random, std::size_t longest) {
  http::Framer framer(limits());
  StreamVerdict verdict;
  while (!bytes.empty()) {
    const std::size_t size = std::min<std::size_t>(bytes.size(), 1 + random() % longest);
    feed(framer, bytes.substr(0, size), verdict);
    bytes.remove_prefix(size);
  }
  return verdict;
}

const std::vector<edge::CorpusCase>& corpus() {
  static const std::vector<edge::CorpusCase> kCorpus = edge::read_corpus();
  return kCorpus;
}

/// Puts a known request somewhere into the bytes.
std::size_t insert_case(std::uint8_t* data, std::size_t size, std::size_t max_size,
                        std::minstd_rand& random) {
  const std::string& piece = corpus()[random() % corpus().size()].bytes;
  const std::size_t at = random() % (size + 1);
  const std::size_t count = std::min(piece.size(), max_size - size);
  std::memmove(data + at + count, data + at, size - at);
  std::memcpy(data + at, piece.data(), count);
  return size + count;
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  std::minstd_rand random(seed);
  if (random() % 8 == 0 && size < max_size) {
    return tundish::fuzz::insert_case(data, size, max_size, random);
  }
  return LLVMFuzzerMutate(data, size, max_size);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tundish;
  const std::string bytes(data, data + size);
  fuzz::check_requests(bytes);
  http::Framer framer(fuzz::limits());
  edge::StreamVerdict whole;
  edge::feed(framer, bytes, whole);
  std::minstd_rand random(static_cast<unsigned int>(size == 0 ? 1 : data[size / 2] + size));
  for (const std::size_t longest : {std::size_t{1}, std::size_t{5}, std::size_t{64}}) {
    fuzz::require("the verdict is the same however the bytes are cut",
                  fuzz::cut(bytes, random, longest) == whole);
  }
  return 0;
}
