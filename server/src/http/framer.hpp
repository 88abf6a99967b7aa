#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

/// How large a body may be, by method and path: asked when a request's head is complete.
using BodyLimitOf = std::function<std::size_t(Method, std::string_view path)>;

struct FramerLimits {
  std::size_t target = 2048;
  std::size_t head = 16 * 1024;
  std::size_t headers = 64;
  std::size_t body = 1024 * 1024;  ///< of any request
  BodyLimitOf body_of_route;       ///< none: `body` alone holds
};

/// Cuts a connection's bytes into complete HTTP/1.1 requests, strictly. Knows no socket.
///
/// Refuses transfer encodings, repeated or odd lengths, bare line feeds, folded lines, blanks
/// before a colon, control characters, a missing or odd host, unknown methods, bodies where none
/// belongs and everything over its limits; each as soon as the line is complete that shows it. The
/// verdict depends on the bytes alone, never on how they were cut. After a refusal it takes nothing
/// more.
class Framer {
 public:
  enum class Progress { more, ready, refused };

  explicit Framer(FramerLimits limits = {});

  /// Takes bytes off the front of `input` until a request is complete, is refused, or none are
  /// left.
  Progress feed(std::string_view& input);

  /// The complete request; the framer begins with the next one.
  Request take();
  /// What happens to the connection after that request's answer.
  Connection connection() const { return connection_; }
  /// True from the first byte of a request until it is taken.
  bool is_under_way() const { return head_size_ != 0; }
  /// True from the end of a request's head until it is taken.
  bool has_whole_head() const { return has_whole_head_; }
  /// True once per request whose client waits for `100 Continue` before it sends the body.
  bool take_continue();
  /// Once per request whose body is still coming: the size of that body.
  std::optional<std::size_t> take_begun_body();

  /// Of a refused request: the status and a sentence.
  int status() const { return status_; }
  std::string_view sentence() const { return sentence_; }

 private:
  Progress refuse(int status, std::string_view sentence);
  bool take_head(std::string_view& input);
  bool take_line(std::string_view line);
  bool parse_request_line(std::string_view line);
  bool parse_method(std::string_view word);
  bool parse_header(std::string_view line);
  bool note_header(const Header& header);
  bool parse_length(std::string_view value);
  bool check_head();

  const FramerLimits limits_;
  std::string line_;           ///< the part of the current line that came before this input
  std::size_t head_size_ = 0;  ///< bytes of the head so far
  bool after_return_ = false;  ///< the last byte of the head was a carriage return
  bool has_request_line_ = false;
  Request request_;
  std::size_t body_size_ = 0;
  bool has_length_ = false;
  bool has_whole_head_ = false;
  bool wants_continue_ = false;
  bool is_body_told_ = false;
  bool is_version_10_ = false;
  Connection connection_ = Connection::keep_alive;
  int status_ = 0;
  std::string_view sentence_;
};

}  // namespace tundish::http
