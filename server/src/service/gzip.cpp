#include "service/gzip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace tundish::service {

std::string gzip(std::string_view text) {
  constexpr int kGzip = 16;  // beside the size of the window, as zlib has it
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, MAX_MEM_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not begin");
  }
  std::string packed(text.size(), '\0');
  // zlib does not write to what it reads.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool is_smaller = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(is_smaller ? stream.total_out : 0);
  deflateEnd(&stream);
  return packed;
}

}  // namespace tundish::service
