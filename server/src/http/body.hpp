#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace tundish::http {

/// What an answer carries: a text of its own, or a text that others hold too and that is not copied
/// for each answer. Cheap to move.
class Body {
 public:
  Body() = default;
  Body(std::string text) : own_(std::move(text)) {}
  Body(std::string_view text) : own_(text) {}
  Body(const char* text) : own_(text) {}
  /// The same text for many answers; it goes with its last holder.
  Body(std::shared_ptr<const std::string> text)
      : held_(text), elsewhere_(text ? *text : std::string_view()), is_own_(!text) {}
  /// A text that lives as long as `holder` does.
  Body(std::shared_ptr<const void> holder, std::string_view text)
      : held_(std::move(holder)), elsewhere_(text), is_own_(false) {}
  /// A text that outlives every answer, such as an embedded file.
  static Body borrowed(std::string_view text);

  std::string_view view() const { return is_own_ ? std::string_view(own_) : elsewhere_; }
  operator std::string_view() const { return view(); }
  std::size_t size() const { return view().size(); }
  bool empty() const { return view().empty(); }
  /// The bytes that only this body keeps alive: what it costs to let it wait.
  std::size_t own_bytes() const { return is_own_ ? own_.size() : 0; }

  /// `size` bytes from `offset` on; both lie within.
  Body part(std::size_t offset, std::size_t size) const;

  friend bool operator==(const Body& body, std::string_view text) { return body.view() == text; }

 private:
  std::string own_;
  std::shared_ptr<const void> held_;
  std::string_view elsewhere_;
  bool is_own_ = true;
};

}  // namespace tundish::http
