// Any bytes in every format: a definition that is read again, or errors with places.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/export.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"

namespace tundish::fuzz {
namespace {

void check_exports(const Funnel& funnel) {
  const std::string& language = funnel->default_language;
  require("an answer schema is JSON",
          parse_value(export_answer_schema(funnel, language).text).has_value());
  const Exported flow = export_whatsapp_flow(funnel, language);
  require("a flow is whole or says why not", flow.text.empty() == has_errors(flow.diagnostics));
  require("a seed is JSON", parse_value(export_seed(funnel).text).has_value());
}

void check_import(ImportFormat format, const std::string& text) {
  const Result<Imported> imported = import_definition(format, text, {});
  if (!imported) return require("what is refused has an error", has_errors(imported.error()));
  require("what came with a definition is no error", !has_errors(imported->diagnostics));
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  require("an imported definition is read", funnel.has_value());
  const bool is_made = format == ImportFormat::typebot || format == ImportFormat::surveyjs;
  require("what was made of another format can be published",
          !is_made || !has_errors(analyze(*funnel)));
  check_exports(*funnel);
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using tundish::ImportFormat;
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const ImportFormat format :
       {ImportFormat::typebot, ImportFormat::surveyjs, ImportFormat::event_funnels,
        ImportFormat::seed, ImportFormat::tundish}) {
    tundish::fuzz::check_import(format, text);
  }
  return 0;
}
