#include "http/body.hpp"

namespace tundish::http {

Body Body::borrowed(std::string_view text) {
  Body body;
  body.elsewhere_ = text;
  body.is_own_ = false;
  return body;
}

Body Body::part(std::size_t offset, std::size_t size) const {
  if (is_own_) return Body(own_.substr(offset, size));
  Body part = *this;
  part.elsewhere_ = elsewhere_.substr(offset, size);
  return part;
}

}  // namespace tundish::http
