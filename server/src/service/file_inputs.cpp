#include "service/file_inputs.hpp"

#include <algorithm>

#include "files/media_type.hpp"

namespace tundish::service {
namespace {

const Input* file_input(const Component& component, std::string_view slug) {
  const Input* input = component.input();
  const bool is_meant = input && input->input_type == InputType::file && input->slug == slug;
  return is_meant ? input : nullptr;
}

/// What one asks for is taken, whatever the others say.
class Widest {
 public:
  void add(const Input& input) {
    const Validations& said = input.validations;
    FileRules rules{said.max_bytes, said.media_types, said.max_files.value_or(1)};
    if (!rules_) {
      rules_ = std::move(rules);
      return;
    }
    rules_->max_files = std::max(rules_->max_files, rules.max_files);
    if (rules_->max_bytes && rules.max_bytes) {
      rules_->max_bytes = std::max(rules_->max_bytes, rules.max_bytes);
    } else {
      rules_->max_bytes.reset();
    }
    std::vector<std::string>& types = rules_->media_types;
    if (types.empty() || rules.media_types.empty()) {
      types.clear();
    } else {
      types.insert(types.end(), rules.media_types.begin(), rules.media_types.end());
    }
  }
  std::optional<FileRules> rules() { return std::move(rules_); }

 private:
  std::optional<FileRules> rules_;
};

std::string text_in(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found && found->is_text() ? found->text() : std::string();
}

NamedFile read_file(const std::string& slug, const Value& value) {
  const Value* size = value.find("size");
  NamedFile file;
  file.slug = slug;
  file.name = text_in(value, "name");
  file.media_type = text_in(value, "media_type");
  file.sha256 = text_in(value, "sha256");
  if (size && size->is_number()) file.size = static_cast<std::int64_t>(size->number());
  return file;
}

}  // namespace

std::optional<FileRules> find_file_rules(const Funnel& funnel, std::string_view slug) {
  Widest widest;
  for (const Layer& layer : funnel->layers) {
    for (const Component& component : layer.components) {
      if (const Input* input = file_input(component, slug)) widest.add(*input);
      for (const Alternative& alternative : component.alternatives) {
        if (const Input* input = file_input(alternative.component, slug)) widest.add(*input);
      }
    }
  }
  return widest.rules();
}

bool is_asked_for(const FileRules& rules, std::string_view seen) {
  return rules.media_types.empty() ||
         std::any_of(rules.media_types.begin(), rules.media_types.end(),
                     [seen](const std::string& type) { return files::is_allowed(type, seen); });
}

std::vector<NamedFile> named_files(const Funnel& funnel, const State& state) {
  std::vector<NamedFile> files;
  for (const Answer& answer : state.answers) {
    const Value& value = answer.value;
    if (!value.is_list() && !value.is_object()) continue;
    if (!find_file_rules(funnel, answer.slug)) continue;
    if (value.is_object()) {
      files.push_back(read_file(answer.slug, value));
      continue;
    }
    for (const Value& one : value.list()) files.push_back(read_file(answer.slug, one));
  }
  return files;
}

}  // namespace tundish::service
