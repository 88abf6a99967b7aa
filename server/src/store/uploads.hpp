#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A file that a visitor hands in, from its first piece on. Answers name it by its hash.
struct Upload {
  std::string session;     ///< the root
  std::string upload;      ///< SHA-256 of the file as it left the device
  std::string slug;        ///< of the input that it was begun for
  std::string media_type;  ///< what its content says; empty as long as it is not whole
  std::int64_t size = 0;   ///< of the file as it left the device
  std::int64_t received = 0;
  std::int64_t kept_size = 0;  ///< of what is kept, once it is whole
  bool is_whole = false;
  bool is_cleaned = false;  ///< kept is what was written anew, without a camera's notes
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::int64_t look_at_ms = 0;  ///< when to see whether anything names it
  bool operator==(const Upload&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("uploads");
    io.session_key("session", it.session);
    io.key("upload", it.upload);
    io.column("slug", it.slug);
    io.column("media_type", it.media_type);
    io.column("size", it.size);
    io.column("received", it.received);
    io.column("kept_size", it.kept_size);
    io.column("is_whole", it.is_whole);
    io.column("is_cleaned", it.is_cleaned);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("look_at_ms", it.look_at_ms);
    io.index("uploads_to_look_at", {"look_at_ms"});
  }
};

/// A piece of such a file. All but the last have one size.
struct UploadPart {
  std::string session;
  std::string upload;
  bool is_cleaned = false;  ///< of what was written anew, not of what came
  std::int64_t number = 0;  ///< from 0
  std::string bytes;        ///< as base 64
  bool operator==(const UploadPart&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("upload_parts");
    io.session_key("session", it.session);
    io.key("upload", it.upload);
    io.key("is_cleaned", it.is_cleaned);
    io.key("number", it.number);
    io.column("bytes", it.bytes);
  }
};

}  // namespace tundish::store
