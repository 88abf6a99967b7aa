#include "proofs/template_verdict.hpp"

#include "tundish/codec.hpp"
#include "tundish/template.hpp"

namespace tundish::proofs {
namespace {

Value sentences(const Diagnostics& diagnostics) {
  Value list;
  for (const Diagnostic& diagnostic : diagnostics) list.push(diagnostic.sentence);
  Value verdict;
  verdict.set("faults", std::move(list));
  return verdict;
}

const Value& member(const Value& value, std::string_view name) {
  static const Value none;
  const Value* found = value.find(name);
  return found ? *found : none;
}

Value judge(const Value& entry) {
  const std::string& text = member(entry, "template").text();
  const Value& data = member(entry, "data");
  const Value* partials = entry.find("partials");
  const Diagnostics faults = check_template(text, partials ? Partials::taken : Partials::refused);
  if (has_errors(faults)) return sentences(faults);
  const NameLookup lookup = [&data](std::string_view name) {
    return name == "." ? &data : data.find(name);
  };
  const PartialLookup find_partial = [partials](std::string_view name) {
    const Value* partial = partials->find(name);
    return partial ? &partial->text() : nullptr;
  };
  Value verdict;
  verdict.set("text", partials ? render_with_partials(text, lookup, find_partial, Escaping::html)
                               : render_template(text, lookup, Escaping::html));
  return verdict;
}

}  // namespace

std::string template_verdict(std::string_view json) {
  const Result<Value> entry = parse_value(json);
  return to_json(entry ? judge(*entry) : sentences(entry.error()));
}

}  // namespace tundish::proofs
