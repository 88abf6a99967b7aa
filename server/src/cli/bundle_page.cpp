#include "cli/bundle_page.hpp"

#include <stdexcept>
#include <string_view>

#include "api/page_text.hpp"
#include "http/assets.hpp"
#include "service/sealing.hpp"
#include "tundish/codec.hpp"
#include "tundish/value.hpp"

namespace tundish::cli {
namespace {

/// The first asset whose name begins so.
std::string_view content_of(std::string_view beginning) {
  for (const http::Asset& asset : http::embedded_assets()) {
    if (asset.name.substr(0, beginning.size()) == beginning) return asset.content;
  }
  throw std::runtime_error("this binary was built without " + std::string(beginning));
}

int digit_of(char letter) { return letter <= '9' ? letter - '0' : letter - 'a' + 10; }

/// `'sha256-…'`: the only text that may be a script, or a style, of the page.
std::string allowed(std::string_view text) {
  const std::string hex = sha256_hex(text);
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    bytes.push_back(static_cast<char>(digit_of(hex[at]) * 16 + digit_of(hex[at + 1])));
  }
  return "'sha256-" + service::to_base64(bytes) + "'";
}

/// JSON in which nothing ends the element that it stands in.
std::string inlined(const Value& value) {
  std::string text;
  for (const char letter : to_json(value)) {
    if (letter == '<') {
      text += "\\u003c";
    } else {
      text.push_back(letter);
    }
  }
  return text;
}

Value inline_of(const BundleParts& parts) {
  Value release;
  release.set("hash", parts.hash);
  release.set("text", parts.release);
  Value pictures{Value::Object{}};
  for (const auto& [address, picture] : parts.pictures) pictures.set(address, picture);
  Value value;
  value.set("release", std::move(release));
  value.set("engine", service::to_base64(content_of("player/engine_full-")));
  value.set("pictures", std::move(pictures));
  return value;
}

std::string_view direction_of(std::string_view language) {
  language = language.substr(0, language.find('-'));
  for (const std::string_view one : {"ar", "fa", "he", "ur"}) {
    if (language == one) return "rtl";
  }
  return "ltr";
}

}  // namespace

std::string bundle_page(const BundleParts& parts) {
  const std::string_view script = content_of("player/tundish.bundle.js");
  const std::string_view style = content_of("bundle/bundle.css");
  if (script.find("</script") != script.npos || script.find("<!--") != script.npos) {
    throw std::runtime_error("the player's script cannot stand in a page");
  }
  const std::string policy = "default-src 'none'; script-src " + allowed(script) +
                             " 'wasm-unsafe-eval'; style-src " + allowed(style) +
                             "; img-src data: blob:; media-src data: blob:; connect-src 'none'; "
                             "base-uri 'none'; form-action 'none'; "
                             "require-trusted-types-for 'script'";
  return api::filled_in(content_of("bundle/page.html"),
                        {{"language", parts.language},
                         {"direction", std::string(direction_of(parts.language))},
                         {"policy", policy},
                         {"title", parts.title},
                         {"slug", parts.slug},
                         {"channel", std::string(to_text(parts.channel))},
                         {"style", std::string(style), true},
                         {"inline", inlined(inline_of(parts)), true},
                         {"script", std::string(script), true}});
}

}  // namespace tundish::cli
