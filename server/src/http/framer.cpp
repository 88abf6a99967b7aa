#include "http/framer.hpp"

#include <algorithm>

namespace tundish::http {
namespace {

bool is_token(unsigned char byte) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={}";
  return byte > 32 && byte < 127 && kSeparators.find(static_cast<char>(byte)) == kSeparators.npos;
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

/// Headers that mean something different when they come twice.
bool must_be_single(std::string_view name) {
  constexpr std::string_view kSingle[] = {"host",         "content-length", "authorization",
                                          "content-type", "connection",     "expect"};
  return std::find(std::begin(kSingle), std::end(kSingle), name) != std::end(kSingle);
}

}  // namespace

Framer::Framer(FramerLimits limits) : limits_(limits) {}

Framer::Progress Framer::refuse(int status, std::string_view sentence) {
  status_ = status;
  sentence_ = sentence;
  return Progress::refused;
}

Framer::Progress Framer::feed(std::string_view& input) {
  if (status_ != 0) return Progress::refused;
  while (!has_whole_head_) {
    if (input.empty()) return Progress::more;
    const char byte = input.front();
    input.remove_prefix(1);
    if (!take_head_byte(byte)) return Progress::refused;
  }
  const std::size_t missing = body_size_ - request_.body.size();
  const std::size_t taken = std::min(missing, input.size());
  request_.body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  return taken == missing ? Progress::ready : Progress::more;
}

// Every byte is judged when it comes, in order: that is what makes the verdict independent of cuts.
bool Framer::take_head_byte(char byte) {
  const unsigned char code = static_cast<unsigned char>(byte);
  const bool after_return = !head_.empty() && head_.back() == '\r';
  if (after_return != (byte == '\n')) {
    refuse(400, "A line does not end with carriage return and line feed.");
    return false;
  }
  if ((code < 32 && byte != '\r' && byte != '\n' && byte != '\t') || code == 127) {
    refuse(400, "The request's head holds a control character.");
    return false;
  }
  if (head_.size() >= limits_.head) {
    refuse(431, "The request's head is too large.");
    return false;
  }
  head_.push_back(byte);
  constexpr std::string_view kEnd = "\r\n\r\n";
  if (head_ == "\r\n") {
    refuse(400, "The request begins with an empty line.");
    return false;
  }
  if (byte != '\n' || head_.size() < kEnd.size() ||
      std::string_view(head_).substr(head_.size() - kEnd.size()) != kEnd) {
    return true;
  }
  has_whole_head_ = true;
  return parse_head();
}

bool Framer::parse_head() {
  std::string_view rest = head_;
  std::size_t end = rest.find("\r\n");
  if (!parse_request_line(rest.substr(0, end))) return false;
  while (true) {
    rest.remove_prefix(end + 2);
    end = rest.find("\r\n");
    if (end == 0) break;
    if (!parse_header(rest.substr(0, end))) return false;
  }
  return check_head();
}

bool Framer::parse_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == line.npos ? line.npos : line.find(' ', first + 1);
  if (second == line.npos || line.find(' ', second + 1) != line.npos) {
    return refuse(400, "The request line is malformed."), false;
  }
  const std::string_view word = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  const std::optional<Method> method = find_method(word);
  if (!method) {
    const bool is_word = !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
      return is_token(static_cast<unsigned char>(letter));
    });
    return refuse(is_word ? 501 : 400, "The method is not known here."), false;
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool is_http = version.substr(0, 5) == "HTTP/";
    return refuse(is_http ? 505 : 400, "Only HTTP/1.1 is spoken here."), false;
  }
  if (target.size() > limits_.target) return refuse(414, "The address is too long."), false;
  if (target.empty() || target.front() != '/' ||
      !std::all_of(target.begin(), target.end(),
                   [](char letter) { return is_target(static_cast<unsigned char>(letter)); })) {
    return refuse(400, "The address is malformed."), false;
  }
  is_version_10_ = version == "HTTP/1.0";
  connection_ = is_version_10_ ? Connection::close : Connection::keep_alive;
  request_.method = *method;
  const std::size_t question = target.find('?');
  request_.path = target.substr(0, question);
  if (question != target.npos) request_.query = target.substr(question + 1);
  return true;
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
    const std::string word = lower(header.value);
    connection_ = word == "keep-alive" ? Connection::keep_alive : Connection::close;
  }
  if (header.name != "content-length") return true;
  const bool is_number = !header.value.empty() && header.value.size() <= 12 &&
                         std::all_of(header.value.begin(), header.value.end(),
                                     [](char digit) { return digit >= '0' && digit <= '9'; });
  if (!is_number) return refuse(400, "The Content-Length is not a number."), false;
  has_length_ = true;
  body_size_ = 0;
  for (const char digit : header.value) {
    body_size_ = body_size_ * 10 + static_cast<std::size_t>(digit - '0');
  }
  if (body_size_ > limits_.body) return refuse(413, "The body is too large."), false;
  return true;
}

bool Framer::check_head() {
  const std::string* host = find_header(request_, "host");
  if (!is_version_10_ && (host == nullptr || host->empty())) {
    return refuse(400, "The Host header is missing."), false;
  }
  const bool needs_body = request_.method == Method::post || request_.method == Method::put ||
                          request_.method == Method::patch;
  if (needs_body && !has_length_) {
    return refuse(411, "A request of this method needs a Content-Length."), false;
  }
  if (body_size_ == 0 || is_version_10_) wants_continue_ = false;
  request_.body.reserve(body_size_);
  return true;
}

Request Framer::take() {
  Request taken = std::move(request_);
  const FramerLimits limits = limits_;
  const Connection connection = connection_;
  *this = Framer(limits);
  connection_ = connection;
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
