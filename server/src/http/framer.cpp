#include "http/framer.hpp"

#include <algorithm>
#include <utility>

namespace tundish::http {
namespace {

/// What a request line holds besides the address: the method, two blanks, the version, its end.
constexpr std::size_t kLineExtra = 32;

bool is_token(unsigned char byte) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={}";
  return byte > 32 && byte < 127 && kSeparators.find(static_cast<char>(byte)) == kSeparators.npos;
}

/// Of a head; line ends are judged apart.
bool is_control(unsigned char byte) {
  return (byte < 32 && byte != '\r' && byte != '\n' && byte != '\t') || byte == 127;
}

bool is_target(unsigned char byte) {
  constexpr std::string_view kForbidden = "#\"<>\\^`{|}";
  return byte > 32 && byte < 127 && kForbidden.find(static_cast<char>(byte)) == kForbidden.npos;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// A name or address and perhaps a port; what a proxy or a log could take for something else is
/// left out: blanks, commas, slashes, an `@`.
bool is_host(std::string_view value) {
  constexpr std::string_view kMarks = "-._~%!$&'()*+;=:[]";
  return !value.empty() && std::all_of(value.begin(), value.end(), [&](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || kMarks.find(letter) != kMarks.npos;
  });
}

/// Headers that mean something different when they come twice.
bool must_be_single(std::string_view name) {
  constexpr std::string_view kSingle[] = {"host",   "content-length", "authorization",
                                          "expect", "content-type",   "connection",
                                          "origin", "range",          "if-range"};
  return std::find(std::begin(kSingle), std::end(kSingle), name) != std::end(kSingle);
}

}  // namespace

Framer::Framer(FramerLimits limits) : limits_(std::move(limits)) {}

Framer::Progress Framer::refuse(int status, std::string_view sentence) {
  status_ = status;
  sentence_ = sentence;
  return Progress::refused;
}

Framer::Progress Framer::feed(std::string_view& input) {
  if (status_ != 0) return Progress::refused;
  while (!has_whole_head_) {
    if (input.empty()) return Progress::more;
    if (!take_head(input)) return Progress::refused;
  }
  const std::size_t missing = body_size_ - request_.body.size();
  const std::size_t taken = std::min(missing, input.size());
  if (taken < missing) request_.body.reserve(body_size_);
  request_.body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  return taken == missing ? Progress::ready : Progress::more;
}

// Takes bytes up to the end of a line. Every byte is judged in order, by itself and what came
// before it: that is what makes the verdict independent of cuts.
bool Framer::take_head(std::string_view& input) {
  const std::size_t line_limit = has_request_line_ ? limits_.head : limits_.target + kLineExtra;
  std::size_t size = 0;
  for (const char byte : input) {
    if (after_return_ != (byte == '\n')) {
      return refuse(400, "A line does not end with carriage return and line feed."), false;
    }
    if (is_control(static_cast<unsigned char>(byte))) {
      return refuse(400, "The request's head holds a control character."), false;
    }
    if (head_size_ >= limits_.head) return refuse(431, "The request's head is too large."), false;
    if (line_.size() + size >= line_limit) return refuse(414, "The address is too long."), false;
    ++head_size_;
    ++size;
    after_return_ = byte == '\r';
    if (byte == '\n') break;
  }
  std::string_view line = input.substr(0, size);
  input.remove_prefix(size);
  if (line.back() != '\n') {
    line_.append(line);
    return true;
  }
  if (line_.empty()) return take_line(line.substr(0, line.size() - 2));
  line_.append(line);
  line_.resize(line_.size() - 2);
  const bool is_good = take_line(line_);
  line_.clear();
  return is_good;
}

bool Framer::take_line(std::string_view line) {
  if (!has_request_line_) {
    has_request_line_ = true;
    return parse_request_line(line);
  }
  if (!line.empty()) return parse_header(line);
  has_whole_head_ = true;
  return check_head();
}

bool Framer::parse_request_line(std::string_view line) {
  if (line.empty()) return refuse(400, "The request begins with an empty line."), false;
  const std::size_t first = line.find(' ');
  const std::size_t second = first == line.npos ? line.npos : line.find(' ', first + 1);
  if (second == line.npos || line.find(' ', second + 1) != line.npos) {
    return refuse(400, "The request line is malformed."), false;
  }
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool is_http = version.substr(0, 5) == "HTTP/";
    return refuse(is_http ? 505 : 400, "Only HTTP/1.1 is spoken here."), false;
  }
  if (!parse_method(line.substr(0, first))) return false;
  if (target.size() > limits_.target) return refuse(414, "The address is too long."), false;
  if (target.empty() || target.front() != '/' ||
      !std::all_of(target.begin(), target.end(),
                   [](char letter) { return is_target(static_cast<unsigned char>(letter)); })) {
    return refuse(400, "The address is malformed."), false;
  }
  is_version_10_ = version == "HTTP/1.0";
  connection_ = is_version_10_ ? Connection::close : Connection::keep_alive;
  const std::size_t question = target.find('?');
  request_.path = target.substr(0, question);
  if (question != target.npos) request_.query = target.substr(question + 1);
  return true;
}

bool Framer::parse_method(std::string_view word) {
  const std::optional<Method> method = find_method(word);
  if (method) {
    request_.method = *method;
    return true;
  }
  if (word == "TRACE" || word == "CONNECT") {
    return refuse(405, "This server neither traces requests nor connects to others."), false;
  }
  const bool is_word = !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
    return is_token(static_cast<unsigned char>(letter));
  });
  return refuse(is_word ? 501 : 400, "The method is not known here."), false;
}

bool Framer::parse_header(std::string_view line) {
  if (request_.headers.size() >= limits_.headers) {
    return refuse(431, "The request has too many headers."), false;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == line.npos || name.empty() || !std::all_of(name.begin(), name.end(), [](char letter) {
        return is_token(static_cast<unsigned char>(letter));
      })) {
    return refuse(400, "A header's name is malformed."), false;
  }
  Header header{lower(name), std::string(trimmed(line.substr(colon + 1)))};
  if (must_be_single(header.name) && find_header(request_, header.name) != nullptr) {
    return refuse(400, "A header that may come once comes twice."), false;
  }
  if (!note_header(header)) return false;
  request_.headers.push_back(std::move(header));
  return true;
}

bool Framer::note_header(const Header& header) {
  if (header.name == "transfer-encoding") {
    return refuse(411, "Bodies come with a Content-Length, not with a transfer encoding."), false;
  }
  if (header.name == "upgrade") return refuse(501, "Protocol upgrades are not offered."), false;
  if (header.name == "expect") {
    if (lower(header.value) != "100-continue") {
      return refuse(417, "Only 100-continue can be expected."), false;
    }
    wants_continue_ = true;
  }
  if (header.name == "connection") {
    // A client of HTTP/1.0 would have to be told that it may stay: it gets one answer and the end.
    const bool stays = !is_version_10_ && lower(header.value) == "keep-alive";
    connection_ = stays ? Connection::keep_alive : Connection::close;
  }
  if (header.name == "host" && !is_host(header.value)) {
    return refuse(400, "The Host header is malformed."), false;
  }
  return header.name != "content-length" || parse_length(header.value);
}

bool Framer::parse_length(std::string_view value) {
  constexpr std::size_t kMaxDigits = 12;
  const bool is_number = !value.empty() && std::all_of(value.begin(), value.end(), [](char digit) {
    return digit >= '0' && digit <= '9';
  });
  if (!is_number) return refuse(400, "The Content-Length is not a number."), false;
  if (value.size() > kMaxDigits) return refuse(413, "The body is too large."), false;
  has_length_ = true;
  body_size_ = 0;
  for (const char digit : value) {
    body_size_ = body_size_ * 10 + static_cast<std::size_t>(digit - '0');
  }
  if (body_size_ > limits_.body) return refuse(413, "The body is too large."), false;
  return true;
}

bool Framer::check_head() {
  if (!is_version_10_ && find_header(request_, "host") == nullptr) {
    return refuse(400, "The Host header is missing."), false;
  }
  const Method method = request_.method;
  const bool has_body_as_a_rule =
      method == Method::post || method == Method::put || method == Method::patch;
  // Without a length there is no body (RFC 9112, 6.3). Should somebody in between have seen one, it
  // is never taken for another request.
  if (has_body_as_a_rule && !has_length_) connection_ = Connection::close;
  if (body_size_ > 0 && (method == Method::get || method == Method::head)) {
    return refuse(400, "A request of this method has no body."), false;
  }
  if (body_size_ > 0 && limits_.body_of_route &&
      body_size_ > limits_.body_of_route(method, request_.path)) {
    return refuse(413, "The body is too large for this address."), false;
  }
  if (body_size_ == 0 || is_version_10_) wants_continue_ = false;
  return true;
}

Request Framer::take() {
  Request taken = std::move(request_);
  request_ = Request{};
  head_size_ = 0;
  body_size_ = 0;
  has_request_line_ = false;
  has_length_ = false;
  has_whole_head_ = false;
  wants_continue_ = false;
  is_body_told_ = false;
  return taken;
}

bool Framer::take_continue() {
  const bool wanted = has_whole_head_ && wants_continue_;
  if (wanted) wants_continue_ = false;
  return wanted;
}

std::optional<std::size_t> Framer::take_begun_body() {
  if (!has_whole_head_ || is_body_told_) return std::nullopt;
  is_body_told_ = true;
  return body_size_;
}

}  // namespace tundish::http
