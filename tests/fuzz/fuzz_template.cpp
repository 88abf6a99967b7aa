// Bytes as a template, its data and a partial: rendering is total, bounded and repeatable, faults
// have places inside the text, and without braces in the values escaping changes only marked bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "support/utf8.hpp"
#include "tundish/codec.hpp"
#include "tundish/template.hpp"

namespace tundish::fuzz {
namespace {

constexpr std::size_t kMaxOutput = 1024 * 1024;

void check_faults(std::string_view text, const Diagnostics& faults) {
  const int lines = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  for (const Diagnostic& fault : faults) {
    require("a fault has its code and a sentence",
            fault.code == "template_syntax" && !fault.sentence.empty());
    require("a fault stands inside the text",
            fault.place.line >= 1 && fault.place.line <= lines && fault.place.column >= 1);
  }
}

void check_template_text(const std::string& text, const Value& data, const std::string& partial) {
  const NameLookup lookup = [&data](std::string_view name) {
    return name == "." ? &data : data.find(name);
  };
  const PartialLookup partials = [&partial](std::string_view name) {
    return name == "p" ? &partial : nullptr;
  };
  const Diagnostics faults = check_template(text);
  check_faults(text, faults);
  const std::string plain = render_template(text, lookup);
  require("rendering again gives the same", plain == render_template(text, lookup));
  if (!faults.empty()) require("a faulty template is written as it stands", plain == text);
  if (faults.empty()) {
    require("the output is bounded", plain.size() <= std::max(kMaxOutput, text.size()));
    require("without partials both ways give the same",
            plain == render_with_partials(text, lookup, partials));
    const bool whole = utf8::is_valid(text);
    require("UTF-8 stays UTF-8", !whole || utf8::is_valid(plain));
  }
  check_faults(text, check_template(text, Partials::taken));
  const std::string html = render_with_partials(text, lookup, partials, Escaping::html);
  require("with partials it is bounded, too", html.size() <= std::max(kMaxOutput, text.size()));
  for (const std::string& name : template_names(text)) {
    require("a name is no empty text and stands in the template",
            !name.empty() && text.find(name) != std::string::npos);
  }
}

}  // namespace
}  // namespace tundish::fuzz

// Up to the first NUL the template, up to the second the data as JSON, the rest is the partial p.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t first = std::min(bytes.find('\0'), size);
  const std::string_view rest = bytes.substr(std::min(first + 1, size));
  const std::size_t second = std::min(rest.find('\0'), rest.size());
  const tundish::Result<tundish::Value> value = tundish::parse_value(rest.substr(0, second));
  const std::string partial(rest.substr(std::min(second + 1, rest.size())));
  tundish::fuzz::check_template_text(std::string(bytes.substr(0, first)),
                                     value ? *value : tundish::Value(), partial);
  return 0;
}
